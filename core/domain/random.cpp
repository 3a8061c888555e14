// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/random.h"

#include <numeric>
#include <utility>

namespace tc3kd {
namespace {

/// The finaliser of SplitMix64: every input bit reaches every output bit.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ull;

/// FNV-1a: std::hash may differ between libraries, and streams must not.
std::uint64_t name_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return hash;
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view purpose, std::uint64_t a, std::uint64_t b)
    : state_(mix(mix(mix(mix(seed + golden) ^ name_hash(purpose)) + golden * (a + 1)) + golden * (b + 1))) {}

RandomStream::result_type RandomStream::operator()() { return mix(state_ += golden); }

std::uint64_t RandomStream::below(std::uint64_t bound) {
  // Numbers under 2^64 mod bound would make the low remainders likelier: they are drawn again.
  const std::uint64_t rejected = (0 - bound) % bound;
  for (;;) {
    const std::uint64_t x = (*this)();
    if (x >= rejected) return x % bound;
  }
}

double RandomStream::uniform() { return static_cast<double>((*this)() >> 11) * 0x1.0p-53; }

std::vector<std::int64_t> permutation(std::int64_t n, RandomStream& stream) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[stream.below(i)]);
  return order;
}

}  // namespace tc3kd
