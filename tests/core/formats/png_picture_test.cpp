// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/png_picture.h"

#include <gmock/gmock.h>

#include "core/engine/formats/picture_file.h"
#include "tests/core/formats/picture_fixture.h"
#include "tests/support/picture_bytes.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::uint8_t> pixels_of(const test::PngContent& content) {
  const auto picture = decode_png(test::encode_png(content), "test.png");
  EXPECT_TRUE(picture) << describe(picture.error());
  return picture ? picture->pixels : std::vector<std::uint8_t>();
}

TEST(Png, GreyAndColourComeBackAsTheyWere) {
  for (const bool interlaced : {false, true}) {
    for (const std::int64_t channels : {1, 3}) {
      const Picture picture = test::sloped_picture(13, 9, channels);
      const auto read = decode_png(test::encode_png(picture, interlaced), "test.png");
      ASSERT_TRUE(read) << describe(read.error());
      EXPECT_EQ(*read, picture);
    }
  }
}

TEST(Png, NarrowAndWideDepthsBecomeEightBits) {
  // One row each: 1 bit 1,0,1; 2 bits 0…3; 4 bits 0, 8, 15; 16 bits 0, 0x8000, 0xFFFF, 0x0180.
  EXPECT_THAT(pixels_of({1, 3, 1, 0, false, {0xA0}, {}}), ElementsAre(255, 0, 255));
  EXPECT_THAT(pixels_of({1, 4, 2, 0, false, {0x1B}, {}}), ElementsAre(0, 85, 170, 255));
  EXPECT_THAT(pixels_of({1, 3, 4, 0, false, {0x08, 0xF0}, {}}), ElementsAre(0, 136, 255));
  EXPECT_THAT(pixels_of({1, 4, 16, 0, false, {0, 0, 0x80, 0, 0xFF, 0xFF, 1, 0x80}, {}}), ElementsAre(0, 128, 255, 1));
  EXPECT_THAT(pixels_of({1, 1, 16, 2, false, {0x10, 0, 0x20, 0, 0x30, 0}, {}}), ElementsAre(16, 32, 48));
}

TEST(Png, PalettesAreLookedUpAndAlphaIsDropped) {
  const std::vector<std::uint8_t> palette{1, 2, 3, 40, 50, 60, 7, 8, 9};
  EXPECT_THAT(pixels_of({1, 3, 8, 3, false, {2, 0, 1}, palette}), ElementsAre(7, 8, 9, 1, 2, 3, 40, 50, 60));
  EXPECT_THAT(pixels_of({1, 2, 2, 3, false, {0x10}, palette}), ElementsAre(1, 2, 3, 40, 50, 60));
  EXPECT_THAT(pixels_of({1, 2, 8, 4, false, {9, 0, 8, 255}, {}}), ElementsAre(9, 8));
  EXPECT_THAT(pixels_of({1, 1, 8, 6, false, {9, 8, 7, 0}, {}}), ElementsAre(9, 8, 7));
}

TEST(Png, AgreesWithPillow) {
  const test::PictureFixture fixture;
  for (const char* name : {"png.palette", "png.alpha", "png.grey_alpha", "png.bits"}) {
    auto read = decode_png(fixture.bytes(name), name);
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(test::largest_difference(in_colour(*read), fixture.picture(std::string(name) + ".decoded")), 0) << name;
  }
}

TEST(Png, EveryTruncationIsAnError) {
  for (const bool interlaced : {false, true}) {
    const Bytes whole = test::encode_png(test::sloped_picture(20, 17, 3), interlaced);
    for (std::size_t size = 0; size < whole.size(); size += 7) {
      const auto read = decode_png(std::span(whole).first(size), "cut.png");
      ASSERT_FALSE(read) << size;
      EXPECT_EQ(read.error().code, ErrorCode::file_malformed);
      EXPECT_EQ(read.error()["path"], "cut.png");
      EXPECT_NE(read.error()["detail"], "");
    }
  }
}

TEST(Png, ADamagedPixelIsNoticed) {
  Bytes bytes = test::encode_png(test::sloped_picture(20, 17, 3));
  bytes[bytes.size() / 2] ^= std::byte{1};
  EXPECT_FALSE(decode_png(bytes, "damaged.png"));
}

TEST(Png, SizesAreLimitedBeforeAnythingIsAllocated) {
  Bytes bytes = test::encode_png(test::sloped_picture(4, 4, 1));
  for (std::size_t i = 16; i < 24; ++i) bytes[i] = std::byte{0x7F};
  const auto huge = decode_png(bytes, "huge.png");
  ASSERT_FALSE(huge);
  EXPECT_THAT(huge.error()["detail"], HasSubstr("size"));
  const Bytes good = test::encode_png(test::sloped_picture(40, 50, 1));
  EXPECT_FALSE(decode_png(good, "limited.png", {.largest_area = 1999}));
  EXPECT_TRUE(decode_png(good, "limited.png", {.largest_area = 2000}));
}

TEST(Png, ItsSizeIsReadFromItsBeginning) {
  const Bytes bytes = test::encode_png(test::sloped_picture(5, 8, 3));
  EXPECT_EQ(read_picture_size(std::span(bytes).first(40), "x.png").value(), (PictureSize{5, 8}));
}

}  // namespace
}  // namespace tc3kd
