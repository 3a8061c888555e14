// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tc3kd {

/// A named, seeded stream of random numbers (design D9): the same (seed, purpose, a, b) gives the same numbers on every
/// machine, whatever was drawn before elsewhere. SplitMix64 over a hash of the name. Satisfies
/// UniformRandomBitGenerator.
class RandomStream {
 public:
  using result_type = std::uint64_t;
  RandomStream(std::uint64_t seed, std::string_view purpose, std::uint64_t a = 0, std::uint64_t b = 0);
  result_type operator()();
  [[nodiscard]] static constexpr result_type min() { return 0; }
  [[nodiscard]] static constexpr result_type max() { return ~result_type{0}; }
  /// Uniform in 0 … bound−1, without bias (rejection). bound > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);
  /// Uniform in [0, 1), 53 bits.
  [[nodiscard]] double uniform();

 private:
  std::uint64_t state_;
};

/// 0 … n−1 in random order (Fisher–Yates on the stream; the same on every standard library).
[[nodiscard]] std::vector<std::int64_t> permutation(std::int64_t n, RandomStream& stream);

}  // namespace tc3kd
