// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/idx_tree.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <zlib.h>

#include "core/domain/random.h"

namespace tc3kd::test {
namespace {

constexpr int side = 28, classes = 10;

std::vector<std::uint8_t> header(std::uint8_t dimensions, std::vector<std::uint32_t> sizes) {
  std::vector<std::uint8_t> bytes{0, 0, 8, dimensions};
  for (const std::uint32_t size : sizes) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(size >> shift));
  }
  return bytes;
}

void write_gz(const std::filesystem::path& path, const std::vector<std::uint8_t>& bytes) {
  const gzFile file = gzopen(path.c_str(), "wb1");
  const bool good = file != nullptr && gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())) > 0;
  if (file == nullptr || gzclose(file) != Z_OK || !good) throw std::runtime_error("cannot write " + path.string());
}

void append_picture(std::vector<std::uint8_t>& pixels, int label, int noise, RandomStream& stream) {
  const int left = 2 + 5 * (label % 5), top = 4 + 12 * (label / 5);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const bool inside = x >= left && x < left + 5 && y >= top && y < top + 8;
      const int value = (inside ? 120 : 0) + static_cast<int>(stream.below(static_cast<std::uint64_t>(noise) + 1));
      pixels.push_back(static_cast<std::uint8_t>(std::min(value, 255)));
    }
  }
}

void write_split(const std::filesystem::path& folder, const std::string& stem, int per_class, int noise,
                 RandomStream stream) {
  const auto samples = static_cast<std::uint32_t>(per_class * classes);
  auto pixels = header(3, {samples, side, side});
  auto labels = header(1, {samples});
  for (int i = 0; i < per_class; ++i) {
    for (int label = 0; label < classes; ++label) {
      append_picture(pixels, label, noise, stream);
      labels.push_back(static_cast<std::uint8_t>(label));
    }
  }
  write_gz(folder / (stem + "-images-idx3-ubyte.gz"), pixels);
  write_gz(folder / (stem + "-labels-idx1-ubyte.gz"), labels);
}

}  // namespace

void write_idx_tree(const std::filesystem::path& folder, const IdxTreeOptions& options) {
  std::filesystem::create_directories(folder);
  write_split(folder, "train", options.train_per_class, options.noise, RandomStream(1, "idx-tree", 0));
  write_split(folder, "t10k", options.test_per_class, options.noise, RandomStream(1, "idx-tree", 1));
}

}  // namespace tc3kd::test
