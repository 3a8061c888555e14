// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/domain/events/blob_codec.h"
#include "core/domain/result.h"

namespace tc3kd {

/// One tensor of a safetensors file: little-endian, row-major.
struct StoredTensor {
  std::string dtype;  ///< "F64" "F32" "F16" "BF16" "I64" "I32" "I16" "I8" "U8" "BOOL"
  std::vector<std::int64_t> shape;
  std::span<const std::byte> data;  ///< into the bytes that were parsed
};

/// By name.
using StoredTensors = std::map<std::string, StoredTensor>;

/// Reads an 8-byte header length, a JSON header and the data. `file_malformed` names `path` and what is wrong: a header
/// over 100 MB or beyond the file's end, no JSON, an unknown dtype, a shape that does not fit its offsets, offsets that
/// overlap, leave gaps or leave the file. Allocates no more than the header's own size asks for.
/// `metadata`, where given, gets the file's own texts.
[[nodiscard]] Result<StoredTensors> parse_safetensors(std::span<const std::byte> bytes, const std::string& path,
                                                      std::map<std::string, std::string>* metadata = nullptr);

/// The bytes of a file with these tensors: wide elements first, then names ascending; the header padded to a multiple
/// of eight, so that every tensor is aligned.
[[nodiscard]] Bytes write_safetensors(const StoredTensors& tensors,
                                      const std::map<std::string, std::string>& metadata = {});

/// Bytes of one element; 0 for a dtype that is not known.
[[nodiscard]] std::int64_t dtype_size(const std::string& dtype);

}  // namespace tc3kd
