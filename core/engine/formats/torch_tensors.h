// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/engine/formats/pickle.h"
#include "core/engine/formats/torch_archive.h"

namespace tc3kd {

/// What the pickle of a state dict may name: what rebuilds tensors, containers, and plain data of training scripts.
[[nodiscard]] const PickleNames& torch_names();

/// A persistent reference ("storage", type, key, place, elements[, view]) of torch's pickles.
struct StorageReference {
  std::string key;
  std::string dtype;  ///< as in safetensors; empty where the type is not known
  std::uint64_t elements = 0;
  std::string root;               ///< of a view: the storage that it is a part of, else `key`
  std::uint64_t root_offset = 0;  ///< elements
};
/// Throws Damage where `value` is no such reference.
[[nodiscard]] StorageReference storage_reference(const PickleValue& value);

/// The storages' bytes by key.
using Storages = std::map<std::string, std::span<const std::byte>, std::less<>>;

/// Finds the state dict under `root` and its tensors, and fills `archive`. Copies of tensors that are not contiguous
/// may take `copy_limit` bytes together. Throws Damage.
void collect_tensors(const PickleValue& root, const Storages& storages, std::uint64_t copy_limit,
                     TorchArchive& archive);

}  // namespace tc3kd
