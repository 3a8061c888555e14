// SPDX-License-Identifier: GPL-3.0-or-later
// The readers on hundreds of damaged files: an error or data inside the file, never a crash or an allocation that a few
// bytes ask for. The same damages in every run.
#include "tests/core/formats/mutation.h"

#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/idx.h"
#include "core/engine/formats/safetensors.h"
#include "tests/core/formats/gzip.h"
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

}  // namespace
}  // namespace tc3kd
