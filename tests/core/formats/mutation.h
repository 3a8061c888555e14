// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "core/domain/events/blob_codec.h"
#include "core/domain/random.h"
#include "tests/core/formats/allocations.h"

namespace tc3kd::test {

/// Damaged copies of each input: 500, or as many as TC3KD_MUTATIONS says (10,000 in the test labelled slow).
inline int mutations() {
  const char* asked = std::getenv("TC3KD_MUTATIONS");
  return asked == nullptr ? 500 : std::stoi(asked);
}

/// What the readers may ask for while they read inputs of a few kilobytes: zlib's chunk and some more.
inline constexpr std::size_t allocation_limit = 8 << 20;

/// Flips a bit, sets a byte, cuts the end, repeats or drops a piece, or writes digits over a piece: one to four times.
inline Bytes mutated(Bytes bytes, RandomStream& stream) {
  for (std::uint64_t times = 1 + stream.below(4); times > 0; --times) {
    if (bytes.empty()) bytes.push_back(std::byte{0});
    const auto at = static_cast<std::ptrdiff_t>(stream.below(bytes.size()));
    const auto until = at + static_cast<std::ptrdiff_t>(stream.below(bytes.size() - static_cast<std::size_t>(at)) + 1);
    auto& byte = bytes[static_cast<std::size_t>(at)];
    switch (stream.below(6)) {
      case 0: byte ^= static_cast<std::byte>(1u << stream.below(8)); break;
      case 1: byte = static_cast<std::byte>(stream.below(2) == 0 ? 255 : 0); break;
      case 2: bytes.resize(static_cast<std::size_t>(at)); break;
      case 3: {
        const Bytes piece(bytes.begin() + at, bytes.begin() + until);
        bytes.insert(bytes.begin() + at, piece.begin(), piece.end());
        break;
      }
      case 4: bytes.erase(bytes.begin() + at, bytes.begin() + until); break;
      default:
        for (auto i = at; i < std::min(until, at + 12); ++i) {
          bytes[static_cast<std::size_t>(i)] = static_cast<std::byte>('0' + stream.below(10));
        }
    }
  }
  return bytes;
}

inline bool inside(std::span<const std::byte> part, std::span<const std::byte> whole) {
  return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

/// Runs `read` on damaged copies of `valid`; `read` says whether it accepted the input. Fewer than `most_accepted` of
/// them may be accepted.
template <class Read>
void damage(const Bytes& valid, std::uint64_t seed, Read read, double most_accepted = 0.5) {
  int accepted = 0;
  largest_request() = 0;
  for (int i = 0; i < mutations(); ++i) {
    RandomStream stream(seed, "mutation", static_cast<std::uint64_t>(i));
    accepted += read(mutated(valid, stream)) ? 1 : 0;
  }
  EXPECT_LT(largest_request().load(), allocation_limit);
  EXPECT_LT(accepted, most_accepted * mutations()) << "the damages hit nothing";
}

}  // namespace tc3kd::test
