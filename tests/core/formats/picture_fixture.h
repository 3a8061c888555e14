// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/picture.h"
#include "core/engine/formats/safetensors.h"

namespace tc3kd::test {

/// tests/data/pictures/pictures.safetensors: files that Pillow wrote and what it and torchvision made of pictures.
class PictureFixture {
 public:
  PictureFixture() {
    const std::string path = std::string(TC3KD_TEST_DATA) + "/pictures/pictures.safetensors";
    bytes_ = read_file_bytes(path, 1 << 24).value();
    tensors_ = parse_safetensors(bytes_, path).value();
  }
  [[nodiscard]] std::span<const std::byte> bytes(const std::string& name) const { return tensor(name).data; }
  [[nodiscard]] Picture picture(const std::string& name) const {
    const StoredTensor& t = tensor(name);
    const auto* from = reinterpret_cast<const std::uint8_t*>(t.data.data());
    return {t.shape.at(0), t.shape.at(1), t.shape.at(2), {from, from + t.data.size()}};
  }

 private:
  [[nodiscard]] const StoredTensor& tensor(const std::string& name) const {
    const auto found = tensors_.find(name);
    if (found == tensors_.end()) throw std::runtime_error("no tensor " + name);
    return found->second;
  }
  Bytes bytes_;
  StoredTensors tensors_;
};

/// The largest difference of two values; 256 where the shapes differ.
inline int largest_difference(const Picture& a, const Picture& b) {
  if (a.height != b.height || a.width != b.width || a.channels != b.channels) return 256;
  int largest = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
  return largest;
}

}  // namespace tc3kd::test
