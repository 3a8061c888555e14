// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/events/blob_codec.h"

#include <bit>
#include <cstring>
#include <string>

namespace tc3kd {
namespace {

static_assert(std::endian::native == std::endian::little, "blobs are little-endian");

template <class T>
void append(Bytes& bytes, std::span<const T> values) {
  const auto raw = std::as_bytes(values);
  bytes.insert(bytes.end(), raw.begin(), raw.end());
}

template <class T>
std::vector<T> values_of(std::span<const std::byte> bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

tl::unexpected<Error> wrong_length(std::size_t length, std::size_t element) {
  return fail(ErrorCode::file_malformed,
              {{"path", "a stored array"},
               {"detail", std::to_string(length) + " bytes are no multiple of " + std::to_string(element)}});
}

template <class T>
Result<std::vector<T>> decode(std::span<const std::byte> bytes) {
  if (bytes.size() % sizeof(T) != 0) return wrong_length(bytes.size(), sizeof(T));
  return values_of<T>(bytes);
}

}  // namespace

Bytes encode_floats(std::span<const float> values) {
  Bytes bytes;
  append(bytes, values);
  return bytes;
}

Bytes encode_integers(std::span<const std::int64_t> values) {
  Bytes bytes;
  append(bytes, values);
  return bytes;
}

Result<std::vector<float>> decode_floats(std::span<const std::byte> bytes) { return decode<float>(bytes); }
Result<std::vector<std::int64_t>> decode_integers(std::span<const std::byte> bytes) {
  return decode<std::int64_t>(bytes);
}

Bytes encode_predictions(const Predictions& p) {
  Bytes bytes;
  append(bytes, std::span<const std::int32_t>(p.label));
  append(bytes, std::span<const float>(p.probability));
  append(bytes, std::span<const float>(p.true_probability));
  return bytes;
}

Result<Predictions> decode_predictions(std::span<const std::byte> bytes) {
  if (bytes.size() % 12 != 0) return wrong_length(bytes.size(), 12);
  const std::size_t part = bytes.size() / 3;
  return Predictions{values_of<std::int32_t>(bytes.first(part)), values_of<float>(bytes.subspan(part, part)),
                     values_of<float>(bytes.last(part))};
}

}  // namespace tc3kd
