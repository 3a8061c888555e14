// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/jpeg_picture.h"

#include <gmock/gmock.h>

#include "core/engine/formats/exif.h"
#include "core/engine/formats/picture_file.h"
#include "tests/core/formats/picture_fixture.h"
#include "tests/support/picture_bytes.h"

namespace tc3kd {
namespace {

using ::testing::HasSubstr;

/// One colour all over: nothing is lost by the transform.
Picture flat(std::int64_t height, std::int64_t width, std::vector<std::uint8_t> colour) {
  Picture picture{height, width, std::ssize(colour), {}};
  for (std::int64_t i = 0; i < height * width; ++i)
    picture.pixels.insert(picture.pixels.end(), colour.begin(), colour.end());
  return picture;
}

TEST(Jpeg, AgreesWithPillow) {
  const test::PictureFixture fixture;
  for (const char* name : {"jpeg.colour", "jpeg.progressive", "jpeg.full", "jpeg.grey", "jpeg.cmyk", "jpeg.turned"}) {
    auto read = decode_jpeg(fixture.bytes(name), name);
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_LE(test::largest_difference(in_colour(*read), fixture.picture(std::string(name) + ".decoded")), 1) << name;
  }
}

TEST(Jpeg, GreyStaysOneChannel) {
  const auto read = decode_jpeg(test::encode_jpeg(flat(16, 24, {77})), "grey.jpg");
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(*read, flat(16, 24, {77}));
}

TEST(Jpeg, InvertedInksBecomeColours) {
  // Inks as they are stored, inverted: full light of C, half of M, none of Y, and three quarters under K.
  const std::vector<std::uint8_t> inks{255, 128, 0, 192};
  for (const bool ycck : {false, true}) {
    const auto read = decode_jpeg(test::encode_jpeg(flat(16, 16, inks), {.quality = 100, .ycck = ycck}), "inks.jpg");
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_LE(test::largest_difference(*read, flat(16, 16, {192, 96, 0})), 2) << ycck;
  }
}

/// A picture of 2 × 3 blocks of 16 pixels, each of a grey of its own: block (y, x) is 20 + 100·y + 40·x.
Picture blocks() {
  Picture picture{32, 48, 1, {}};
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 48; ++x)
      picture.pixels.push_back(static_cast<std::uint8_t>(20 + 100 * (y / 16) + 40 * (x / 16)));
  }
  return picture;
}

TEST(Jpeg, EveryOrientationIsTurnedUpright) {
  // Where the stored corners top left, top right and bottom left (20, 100, 120) are seen, by the EXIF standard.
  struct Seen {
    int top_left, top_right, bottom_left;
  };
  const std::map<int, Seen> expected{{1, {20, 100, 120}},  {2, {100, 20, 200}}, {3, {200, 120, 100}},
                                     {4, {120, 200, 20}},  {5, {20, 120, 100}}, {6, {120, 20, 200}},
                                     {7, {200, 100, 120}}, {8, {100, 200, 20}}};
  for (const auto& [orientation, seen] : expected) {
    for (const bool big : {false, true}) {
      const Bytes bytes = test::encode_jpeg(blocks(), {.orientation = orientation, .big_endian = big});
      const auto read = decode_jpeg(bytes, "turned.jpg");
      ASSERT_TRUE(read) << describe(read.error());
      EXPECT_EQ(read->height, orientation >= 5 ? 48 : 32);
      EXPECT_EQ(read_jpeg_size(bytes, "turned.jpg").value(), (PictureSize{read->height, read->width}));
      const auto at = [&](std::int64_t y, std::int64_t x) {
        return read->pixels[static_cast<std::size_t>(y * read->width + x)];
      };
      EXPECT_NEAR(at(4, 4), seen.top_left, 2) << orientation;
      EXPECT_NEAR(at(4, read->width - 5), seen.top_right, 2) << orientation;
      EXPECT_NEAR(at(read->height - 5, 4), seen.bottom_left, 2) << orientation;
    }
  }
}

TEST(Jpeg, ExifThatMakesNoSenseIsNone) {
  const auto bytes = [](const std::string& text) { return std::as_bytes(std::span(text)); };
  for (const std::string& text :
       {std::string(), std::string("Exif"), std::string("Exif\0\0MM", 8),
        std::string("Exif\0\0MM\0\x2A\xFF\xFF\xFF\xFF", 14), std::string("Exif\0\0II\x2A\0\x08\0\0\0\xFF\xFF", 16)}) {
    EXPECT_EQ(exif_orientation(bytes(text)), 1);
  }
}

TEST(Jpeg, TruncationsAndDamagesAreErrors) {
  for (const bool progressive : {false, true}) {
    const Bytes whole = test::encode_jpeg(test::sloped_picture(64, 64, 3), {.progressive = progressive});
    ASSERT_TRUE(decode_jpeg(whole, "whole.jpg"));
    for (std::size_t size = 0; size + 2 < whole.size(); size += 31) {
      const auto read = decode_jpeg(std::span(whole).first(size), "cut.jpg");
      ASSERT_FALSE(read) << size << " of " << whole.size();
      EXPECT_EQ(read.error().code, ErrorCode::file_malformed);
      EXPECT_EQ(read.error()["path"], "cut.jpg");
      EXPECT_NE(read.error()["detail"], "");
    }
  }
}

TEST(Jpeg, BytesAfterItsEndAreLetPass) {
  Bytes bytes = test::encode_jpeg(test::sloped_picture(16, 16, 3));
  bytes.insert(bytes.end(), 100, std::byte{7});
  EXPECT_TRUE(decode_jpeg(bytes, "longer.jpg"));
  EXPECT_FALSE(ends_like_a_picture(std::span(bytes).last(12)));
}

TEST(Jpeg, AHugeHeaderIsRefusedBeforeAnythingIsAllocated) {
  Bytes bytes = test::encode_jpeg(flat(16, 16, {77}));
  for (std::size_t i = 0; i + 9 < bytes.size(); ++i) {
    if (bytes[i] != std::byte{0xFF} || bytes[i + 1] != std::byte{0xC0}) continue;
    for (std::size_t j = 5; j < 9; ++j) bytes[i + j] = std::byte{0xFF};
  }
  const auto read = decode_jpeg(bytes, "huge.jpg");
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error()["detail"], ::testing::AnyOf(HasSubstr("size"), HasSubstr("dimension")));
}

TEST(Jpeg, LargePicturesMayBeDecodedSmaller) {
  const Bytes bytes = test::encode_jpeg(flat(160, 240, {10, 200, 90}));
  const auto side = [&](std::int64_t smallest) { return decode_jpeg(bytes, "x", {.smallest_side = smallest})->height; };
  EXPECT_EQ(side(0), 160);
  EXPECT_EQ(side(81), 160);
  EXPECT_EQ(side(80), 80);
  EXPECT_EQ(side(40), 40);
  EXPECT_EQ(side(1), 20);
}

TEST(PictureFile, IsToldByItsContentNotByItsName) {
  EXPECT_TRUE(decode_picture(test::encode_png(flat(3, 3, {5})), "png.JPEG"));
  EXPECT_TRUE(decode_picture(test::encode_jpeg(flat(3, 3, {5})), "jpeg.png"));
  const std::string text = "GIF89a";
  const auto other = decode_picture(std::as_bytes(std::span(text)), "x.png");
  ASSERT_FALSE(other);
  EXPECT_THAT(other.error()["detail"], HasSubstr("neither"));
  EXPECT_TRUE(has_readable_ending("a.b.JpEg"));
  EXPECT_FALSE(has_readable_ending("png"));
  EXPECT_TRUE(has_unreadable_ending("x.WEBP"));
}

}  // namespace
}  // namespace tc3kd
