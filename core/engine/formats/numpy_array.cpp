// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/numpy_array.h"

#include <algorithm>
#include <string>

#include "core/engine/formats/byte_cursor.h"
#include "core/engine/formats/pickle_text.h"

namespace tc3kd {
namespace {

constexpr std::size_t most_dimensions = 4;

/// Bytes are bytes, or a text that stands for them (protocol 2 of Python 3 knows no bytes).
std::string raw_bytes(const PickleValue& value) {
  if (value.kind() == PickleKind::bytes) return std::string(value.text());
  const bool call = value.kind() == PickleKind::object;
  const std::string_view name = value.callable();
  if (call && name == "_codecs.encode" && value.arguments().size() == 2) {
    const std::string_view coding = value.arguments()[1].text();
    if (coding == "latin1" || coding == "latin-1") return latin1_bytes(value.arguments()[0].text());
  }
  // bytearray(b"…") of protocols below 5, and bytes() for none.
  if (call && (name.ends_with(".bytearray") || name.ends_with(".bytes"))) {
    return value.arguments().size() == 0 ? std::string() : raw_bytes(value.arguments()[0]);
  }
  throw Damage{"an array's values are no bytes"};
}

bool is_uint8(const PickleValue& dtype) {
  if (dtype.callable() != "numpy.dtype" || dtype.arguments().size() == 0) return false;
  const std::string_view name = dtype.arguments()[0].text();
  return name == "u1" || name == "|u1" || name == "uint8";
}

std::vector<std::int64_t> shape_of(const PickleValue& value) {
  if (value.kind() != PickleKind::tuple || value.size() > most_dimensions) throw Damage{"an array has no shape"};
  std::vector<std::int64_t> shape;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto size = value[i].integer();
    if (!size || *size < 0) throw Damage{"an array's shape has a size that is no natural number"};
    shape.push_back(*size);
  }
  return shape;
}

/// Throws where `shape` does not ask for exactly `size` bytes.
void check_size(const std::vector<std::int64_t>& shape, std::uint64_t size) {
  std::uint64_t values = 1;
  for (const std::int64_t n : shape) {
    const auto wide = static_cast<std::uint64_t>(n);
    if (wide != 0 && values > size / wide) throw Damage{"an array's shape asks for more bytes than it has"};
    values *= wide;
  }
  if (values != size) throw Damage{"an array's shape does not fit its bytes"};
}

/// The same values, last index fastest instead of first.
std::vector<std::uint8_t> row_major(const std::vector<std::int64_t>& shape, const std::string& bytes) {
  std::vector<std::uint8_t> values(bytes.size());
  std::vector<std::int64_t> index(shape.size(), 0);
  for (const char byte : bytes) {
    std::size_t at = 0;
    for (std::size_t d = 0; d < shape.size(); ++d) {
      at = at * static_cast<std::size_t>(shape[d]) + static_cast<std::size_t>(index[d]);
    }
    values[at] = static_cast<std::uint8_t>(byte);
    for (std::size_t d = 0; d < shape.size() && ++index[d] == shape[d]; ++d) index[d] = 0;
  }
  return values;
}

ByteArray made_of(const PickleValue& dtype, const PickleValue& shape, const PickleValue& data, bool column_major) {
  if (!is_uint8(dtype)) throw Damage{"an array is not of unsigned bytes"};
  ByteArray array;
  array.shape = shape_of(shape);
  const std::string bytes = raw_bytes(data);
  check_size(array.shape, bytes.size());
  if (column_major) {
    array.values = row_major(array.shape, bytes);
  } else {
    array.values.assign(bytes.begin(), bytes.end());
  }
  return array;
}

}  // namespace

const PickleNames& numpy_names() {
  static const PickleNames names{"collections.OrderedDict",
                                 "numpy.core.multiarray._reconstruct",
                                 "numpy._core.multiarray._reconstruct",
                                 "numpy.core.numeric._frombuffer",
                                 "numpy._core.numeric._frombuffer",
                                 "numpy.core.multiarray.scalar",
                                 "numpy._core.multiarray.scalar",
                                 "numpy.ndarray",
                                 "numpy.dtype",
                                 "_codecs.encode",
                                 "__builtin__.bytes",
                                 "builtins.bytes",
                                 "__builtin__.bytearray",
                                 "builtins.bytearray"};
  return names;
}

ByteArray numpy_bytes(const PickleValue& value) {
  const std::string_view name = value.callable();
  if (name.ends_with("._frombuffer") && value.arguments().size() == 4) {
    const PickleValue arguments = value.arguments();  // bytes, dtype, shape, order
    return made_of(arguments[1], arguments[2], arguments[0], arguments[3].text() == "F");
  }
  const auto state = value.state();  // version, shape, dtype, column-major, bytes
  if (!name.ends_with("._reconstruct") || !state || state->kind() != PickleKind::tuple || state->size() != 5) {
    throw Damage{"it holds another value where an array should be"};
  }
  return made_of((*state)[2], (*state)[1], (*state)[4], (*state)[3].boolean().value_or(false));
}

}  // namespace tc3kd
