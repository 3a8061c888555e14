// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/domain/engine_api.h"
#include "core/engine/formats/torch_archive.h"
#include "core/engine/models/network.h"

namespace tc3kd {

/// A file of weights in memory, of any format.
struct WeightFile {
  WeightFile() = default;
  WeightFile(WeightFile&&) = default;
  WeightFile& operator=(WeightFile&&) = default;

  std::string path;
  Bytes bytes;
  std::vector<Bytes> owned;
  WeightFormat format = WeightFormat::safetensors;
  StoredTensors tensors;  ///< into `bytes` or `owned`; none of a TorchScript module
  WeightReport report;    ///< all that can be said without a network
};

/// Reads safetensors, `.pt` and `.pth` state dicts (zip and legacy); a TorchScript module is recognised and not loaded.
/// Errors as those of the readers.
[[nodiscard]] Result<WeightFile> read_weight_file(const std::filesystem::path& path);
[[nodiscard]] Result<WeightFile> parse_weight_file(Bytes bytes, const std::string& path);

/// The networks whose every parameter and buffer the file has, in its shape, and nothing else: usually one, none where
/// no network of this program is meant.
[[nodiscard]] std::vector<std::string> guess_models(const WeightFile& file);

/// `name`, or the first guess where it is empty or "auto". `weights_mismatch` where nothing fits.
[[nodiscard]] Result<std::string> chosen_model(const WeightFile& file, const std::string& name);

/// The report on the file held against `model`, or against the first guess. `unknown_model` where there is none such.
[[nodiscard]] Result<WeightReport> inspect(const WeightFile& file, const std::string& model);

/// Copies the file's tensors into the network, whatever they are called. `weights_mismatch` says what does not fit, and
/// of other numbers of classes or channels than `shape` just that; the network is then unchanged.
[[nodiscard]] Result<WeightReport> import_weights(Network& network, const WeightFile& file, NetworkShape shape);

/// What a person should know of an import that worked, a line each; empty where every name was found as it is.
[[nodiscard]] std::vector<std::string> import_notes(const WeightReport& report);

}  // namespace tc3kd
