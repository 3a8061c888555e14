// SPDX-License-Identifier: GPL-3.0-or-later
// The readers on hundreds or thousands of damaged files: an error or data inside the file, never a crash or an
// allocation that a few bytes ask for. The same damages in every run.
#include "tests/core/formats/mutation.h"

#include "core/engine/formats/cifar.h"
#include "core/engine/formats/exif.h"
#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/idx.h"
#include "core/engine/formats/picture_file.h"
#include "core/engine/formats/safetensors.h"
#include "tests/core/formats/gzip.h"
#include "tests/support/picture_bytes.h"
#include "tests/support/temporary_folder.h"

namespace tc3kd {
namespace {

using test::damage;
using test::inside;

TEST(Mutation, IdxGivesAnErrorOrWhatItsHeaderSays) {
  Bytes valid{std::byte{0}, std::byte{0}, std::byte{8}, std::byte{3}};
  for (const int size : {2, 3, 4}) {
    for (const int value : {0, 0, 0, size}) valid.push_back(static_cast<std::byte>(value));
  }
  valid.resize(16 + 24, std::byte{9});
  ASSERT_TRUE(parse_idx(valid, 3, "valid"));
  damage(valid, 1, [](const Bytes& bytes) {
    const auto parsed = parse_idx(bytes, 3, "damaged");
    if (!parsed) {
      EXPECT_EQ(parsed.error().code, ErrorCode::file_malformed);
      return false;
    }
    EXPECT_EQ(parsed->values.size(), static_cast<std::size_t>(parsed->shape[0] * parsed->shape[1] * parsed->shape[2]));
    EXPECT_TRUE(inside(std::as_bytes(parsed->values), bytes));
    return true;
  });
}

TEST(Mutation, SafetensorsGivesAnErrorOrTensorsInsideTheFile) {
  const std::vector<float> weight(6, 1.0f);
  const std::vector<std::int64_t> count{3};
  const Bytes valid = write_safetensors({{"conv1.weight", {"F32", {2, 3}, std::as_bytes(std::span(weight))}},
                                         {"bn1.num_batches_tracked", {"I64", {}, std::as_bytes(std::span(count))}}},
                                        {{"format", "pt"}});
  ASSERT_TRUE(parse_safetensors(valid, "valid"));
  damage(valid, 2, [](const Bytes& bytes) {
    const auto parsed = parse_safetensors(bytes, "damaged");
    if (!parsed) {
      EXPECT_EQ(parsed.error().code, ErrorCode::file_malformed);
      return false;
    }
    for (const auto& [name, tensor] : *parsed) {
      std::int64_t size = dtype_size(tensor.dtype);
      for (const std::int64_t n : tensor.shape) size *= n;
      EXPECT_EQ(static_cast<std::size_t>(size), tensor.data.size()) << name;
      EXPECT_TRUE(inside(tensor.data, bytes)) << name;
    }
    return true;
  });
}

TEST(Mutation, PackedFilesGiveAnErrorOrTheirBytes) {
  const test::TemporaryFolder folder;
  Bytes content(2000);
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::byte>(i * i);
  const Bytes valid = test::gzip(content);
  damage(valid, 3, [&](const Bytes& bytes) {
    const auto read = read_file_bytes(folder.write("damaged", bytes), 4000);
    if (!read) {
      EXPECT_EQ(read.error().code, ErrorCode::file_malformed);
      return false;
    }
    return *read == content;  // or what no longer begins like gzip, as it lies there
  });
}

/// An error of a damaged file, or a picture of the size that it says; the same of the header alone.
bool good_picture(const Bytes& bytes) {
  const auto size = read_picture_size(bytes, "damaged");
  const auto picture = decode_picture(bytes, "damaged");
  if (!picture) {
    EXPECT_EQ(picture.error().code, ErrorCode::file_malformed);
    EXPECT_NE(picture.error()["detail"], "");
    return false;
  }
  EXPECT_TRUE(size);
  EXPECT_EQ(size.value(), (PictureSize{picture->height, picture->width}));
  EXPECT_TRUE(picture->channels == 1 || picture->channels == 3);
  EXPECT_EQ(picture->pixels.size(), static_cast<std::size_t>(picture->height * picture->width * picture->channels));
  return true;
}

TEST(Mutation, PngGivesAnErrorOrAPicture) {
  damage(test::encode_png(test::sloped_picture(14, 11, 3)), 4, good_picture);
  damage(test::encode_png(test::sloped_picture(14, 11, 1), /*interlaced=*/true), 5, good_picture);
  damage(test::encode_png({9, 8, 4, 3, false, std::vector<std::uint8_t>(36, 0x12), {1, 2, 3, 4, 5, 6, 7, 8, 9}}), 6,
         good_picture);
}

TEST(Mutation, JpegGivesAnErrorOrAPicture) {
  damage(test::encode_jpeg(test::sloped_picture(24, 20, 3), {.quality = 60, .orientation = 6}), 7, good_picture);
  damage(test::encode_jpeg(test::sloped_picture(24, 20, 3), {.quality = 60, .progressive = true}), 8, good_picture);
  damage(test::encode_jpeg(test::sloped_picture(16, 16, 4), {.quality = 60, .ycck = true}), 9, good_picture);
}

TEST(Mutation, ExifGivesAnOrientation) {
  const Bytes jpeg = test::encode_jpeg(test::sloped_picture(8, 8, 1), {.orientation = 8});
  const std::string name = "Exif";
  const auto begin = std::search(jpeg.begin(), jpeg.end(), name.begin(), name.end(),
                                 [](std::byte b, char c) { return b == static_cast<std::byte>(c); });
  const Bytes marker(begin, begin + 32);
  ASSERT_EQ(exif_orientation(marker), 8);
  damage(marker, 10, [](const Bytes& bytes) {
    const int orientation = exif_orientation(bytes);
    EXPECT_TRUE(orientation >= 1 && orientation <= 8);
    return orientation == 8;
  });
}

TEST(Mutation, CifarGivesAnErrorOrWholeRecords) {
  const std::vector<std::int64_t> classes{20, 100};
  Bytes valid(3 * (2 + cifar_picture_bytes), std::byte{15});
  ASSERT_TRUE(parse_cifar_binary(valid, classes, "valid"));
  damage(valid, 11, [&](const Bytes& bytes) {
    const auto parsed = parse_cifar_binary(bytes, classes, "damaged");
    if (!parsed) {
      EXPECT_EQ(parsed.error().code, ErrorCode::file_malformed);
      return false;
    }
    EXPECT_EQ(parsed->labels.size() * (2 + cifar_picture_bytes), bytes.size());
    EXPECT_EQ(parsed->pixels.size(), parsed->labels.size() * cifar_picture_bytes);
    for (const std::int64_t label : parsed->labels) EXPECT_LT(label, 100);
    return true;
  });
}

}  // namespace
}  // namespace tc3kd
