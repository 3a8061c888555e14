// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picture_tree.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <span>

#include "core/domain/random.h"
#include "tests/support/picture_bytes.h"

namespace tc3kd::test {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, std::span<const std::byte> bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

std::uint8_t noisy(int base, RandomStream& stream) {
  return static_cast<std::uint8_t>(std::clamp(base + static_cast<int>(stream.below(81)) - 40, 0, 255));
}

void append_records(Bytes& bytes, int classes, int per_class, RandomStream& stream) {
  for (int i = 0; i < per_class; ++i) {
    for (int label = 0; label < classes; ++label) {
      if (classes > 10) bytes.push_back(static_cast<std::byte>(label / 5));
      bytes.push_back(static_cast<std::byte>(label));
      for (int p = 0; p < 3 * 32 * 32; ++p)
        bytes.push_back(static_cast<std::byte>(noisy((label * 53 + p / 1024 * 90) % 256, stream)));
    }
  }
}

}  // namespace

void write_picture_tree(const fs::path& folder, const PictureTreeOptions& options) {
  RandomStream stream(1, "picture-tree");
  for (const std::string& split : options.splits) {
    for (std::size_t label = 0; label < options.classes.size(); ++label) {
      for (int i = 0; i < options.per_class; ++i) {
        const int wider = options.varied ? i : 0;
        Picture picture{options.height + 3 * wider, options.width + 5 * wider, 3, {}};
        for (std::int64_t p = 0; p < picture.height * picture.width; ++p) {
          for (int c = 0; c < 3; ++c) {
            picture.pixels.push_back(
                noisy(static_cast<int>(label * 97 + static_cast<std::size_t>(c) * 60) % 256, stream));
          }
        }
        const fs::path stem = folder / split / options.classes[label] / ("picture-" + std::to_string(i));
        if (options.jpeg) {
          write(stem.string() + ".JPEG", encode_jpeg(picture));
        } else {
          write(stem.string() + ".png", encode_png(picture));
        }
      }
    }
  }
}

void write_cifar(const fs::path& folder, int classes, int per_class) {
  RandomStream stream(1, "cifar");
  const auto write_part = [&](const std::string& name) {
    Bytes bytes;
    append_records(bytes, classes, per_class, stream);
    write(folder / name, bytes);
  };
  if (classes == 10) {
    for (int part = 1; part <= 5; ++part) write_part("data_batch_" + std::to_string(part) + ".bin");
    write_part("test_batch.bin");
    return;
  }
  write_part("train.bin");
  write_part("test.bin");
  std::string names;
  for (int label = 0; label < classes; ++label) names += "name " + std::to_string(label) + "\n";
  write(folder / "fine_label_names.txt", std::as_bytes(std::span(names)));
}

}  // namespace tc3kd::test
