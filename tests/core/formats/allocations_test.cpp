// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the place of `new` in this program, to see what the readers ask for.
#include "tests/core/formats/allocations.h"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <vector>

#include <gtest/gtest.h>

namespace {

void* allocate(std::size_t size) {
  std::atomic<std::size_t>& request = tc3kd::test::largest_request();
  std::size_t largest = request.load();
  while (size > largest && !request.compare_exchange_weak(largest, size)) {
  }
  if (void* memory = std::malloc(std::max<std::size_t>(size, 1))) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return allocate(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void* operator new[](std::size_t size, const std::nothrow_t& none) noexcept { return operator new(size, none); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace tc3kd::test {

std::atomic<std::size_t>& largest_request() {
  static std::atomic<std::size_t> largest{0};
  return largest;
}

TEST(Allocations, AreSeen) {
  largest_request() = 0;
  const std::vector<char> memory(1'000'000);
  EXPECT_GE(largest_request(), memory.size());
}

}  // namespace tc3kd::test
