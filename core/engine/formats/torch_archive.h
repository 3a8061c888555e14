// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/engine/formats/safetensors.h"

namespace tc3kd {

/// What a file of weights is, by its first bytes and, for a zip, by its entries.
enum class WeightFormat { safetensors, torch_zip, torch_legacy, torch_script };

/// "safetensors" | "torch zip" | "torch legacy" | "TorchScript"
[[nodiscard]] const char* to_string(WeightFormat format);

/// A zip that cannot be opened is `file_malformed`; what begins like nothing else is taken for safetensors.
[[nodiscard]] Result<WeightFormat> weight_format(std::span<const std::byte> bytes, const std::string& path);

/// The tensors of a `.pt` or `.pth` file.
struct TorchArchive {
  StoredTensors tensors;            ///< into the bytes that were parsed, or into `owned`
  std::vector<Bytes> owned;         ///< what had to be unpacked or made contiguous
  std::string wrapper;              ///< the key that the state dict lay under ("model"); empty: at the top
  std::string prefix;               ///< taken off every name ("module.student.")
  std::vector<std::string> others;  ///< what else was there, by name, and was not read
};

/// Reads what torch.save wrote: a zip (torch 1.6 and later) or the older form of several pickles and raw storages. The
/// state dict may lie at the top or under `model`, `state_dict`, `net` or `model_state_dict`; `module.` and `student.`
/// are taken off the names. Tensors of any strides become contiguous; several may share a storage. Nothing of the file
/// is run. `file_malformed` names `path` and what is wrong: a pickle that would call anything but what rebuilds
/// tensors, a tensor that leaves its storage or repeats its elements, storages shorter than they promise, big-endian
/// data, no state dict at all, a TorchScript module. Allocates a small multiple of the file's size.
[[nodiscard]] Result<TorchArchive> parse_torch_archive(std::span<const std::byte> bytes, const std::string& path);

}  // namespace tc3kd
