// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/engine/formats/pickle.h"

namespace tc3kd {

/// What the pickle of a dict of numpy arrays, numbers and texts may name.
[[nodiscard]] const PickleNames& numpy_names();

/// An array of unsigned bytes out of a pickle, row-major.
struct ByteArray {
  std::vector<std::int64_t> shape;
  std::vector<std::uint8_t> values;
};

/// Rebuilds what numpy pickled (`_reconstruct` with a state, or `_frombuffer` of protocol 5), stored row- or
/// column-major. Throws Damage where it is no array of uint8, or where its bytes do not fit its shape.
[[nodiscard]] ByteArray numpy_bytes(const PickleValue& value);

}  // namespace tc3kd
