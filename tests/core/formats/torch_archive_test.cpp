// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/torch_archive.h"

#include <gmock/gmock.h>

#include "core/engine/formats/file_bytes.h"
#include "tests/core/formats/allocations.h"
#include "tests/core/formats/zip_writer.h"

namespace tc3kd {
namespace {

using namespace std::string_literals;  // NOLINT: pickles contain zero bytes
using test::make_zip;
using test::to_bytes;
using test::ZipFile;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

Bytes file(const std::string& name) {
  return read_file_bytes(std::string(TC3KD_TEST_DATA "/formats/") + name, 1 << 20).value();
}

void expect_refused(const Bytes& bytes, const std::string& detail) {
  const auto archive = parse_torch_archive(bytes, "weights.pt");
  ASSERT_FALSE(archive) << detail;
  EXPECT_EQ(archive.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(archive.error()["path"], "weights.pt");
  EXPECT_THAT(archive.error()["detail"], HasSubstr(detail));
}

// ---- state dicts written by hand: one tensor "w" in one storage "0" of floats

std::string text(const std::string& value) { return "U"s + static_cast<char>(value.size()) + value; }
std::string number(std::int64_t value) { return "L" + std::to_string(value) + "L\n"; }
std::string tuple(const std::vector<std::int64_t>& values) {
  std::string pickle = "(";
  for (const auto value : values) pickle += number(value);
  return pickle + "t";
}
std::string reference(std::int64_t elements, const std::string& type = "FloatStorage") {
  return "(" + text("storage") + "ctorch\n" + type + "\n" + text("0") + text("cpu") + number(elements) + "tQ";
}
struct Tensor {
  std::int64_t elements = 6, offset = 0;
  std::vector<std::int64_t> sizes{2, 3}, strides{3, 1};
};
std::string rebuilt(const Tensor& t) {
  return "ctorch._utils\n_rebuild_tensor_v2\n(" + reference(t.elements) + number(t.offset) + tuple(t.sizes) +
         tuple(t.strides) + "I00\n}tR";
}
std::string state_dict(const Tensor& t) { return "}" + text("w") + rebuilt(t) + "s."; }

Bytes archive_of(const std::string& pickle, std::size_t storage = 24, const std::string& order = "little") {
  return make_zip({ZipFile::stored("archive/data.pkl", to_bytes(pickle)),
                   ZipFile::stored("archive/byteorder", to_bytes(order)),
                   ZipFile::stored("archive/data/0", Bytes(storage))});
}

// ---- files of PyTorch itself

class OfPyTorch : public ::testing::TestWithParam<const char*> {};

TEST_P(OfPyTorch, EveryTensorIsTheOneThatSafetensorsHolds) {
  const Bytes bytes = file("state_"s + GetParam() + ".pt"), expected_bytes = file("state.safetensors");
  const auto archive = parse_torch_archive(bytes, "state.pt");
  ASSERT_TRUE(archive) << describe(archive.error());
  const auto expected = parse_safetensors(expected_bytes, "expected").value();
  EXPECT_EQ(archive->tensors.size(), expected.size());
  for (const auto& [name, tensor] : expected) {
    ASSERT_TRUE(archive->tensors.contains(name)) << name;
    const StoredTensor& read = archive->tensors.at(name);
    EXPECT_EQ(read.dtype, tensor.dtype) << name;
    EXPECT_EQ(read.shape, tensor.shape) << name;
    EXPECT_TRUE(std::equal(read.data.begin(), read.data.end(), tensor.data.begin(), tensor.data.end())) << name;
  }
  EXPECT_EQ(archive->wrapper, "");
  EXPECT_EQ(archive->prefix, "");
  EXPECT_TRUE(archive->others.empty());
  EXPECT_LE(archive->owned.size(), 3u) << "contiguous tensors stay where they are";
}

TEST_P(OfPyTorch, ACheckpointGivesItsModelAndSaysWhatElseIsThere) {
  const Bytes bytes = file("checkpoint_"s + GetParam() + ".pt");
  const auto archive = parse_torch_archive(bytes, "checkpoint.pt");
  ASSERT_TRUE(archive) << describe(archive.error());
  EXPECT_EQ(archive->wrapper, "model");
  EXPECT_EQ(archive->prefix, "module.");
  EXPECT_THAT(archive->others, UnorderedElementsAre("epoch", "accuracy", "best_acc", "optimizer", "opt"));
  ASSERT_EQ(archive->tensors.size(), 7u);
  EXPECT_THAT(archive->tensors.at("0.weight").shape, ElementsAre(2, 3));
  EXPECT_EQ(archive->tensors.at("1.num_batches_tracked").dtype, "I64");
}

TEST_P(OfPyTorch, TruncatedAtEveryByteItIsRefused) {
  for (const char* name : {"state_", "checkpoint_"}) {
    const Bytes bytes = file(name + std::string(GetParam()) + ".pt");
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const auto archive = parse_torch_archive(std::span(bytes).first(size), "cut.pt");
      ASSERT_FALSE(archive) << name << size;
      ASSERT_EQ(archive.error().code, ErrorCode::file_malformed);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, OfPyTorch, ::testing::Values("zip", "legacy"));

TEST(TorchArchive, OfAWholeDistillerTheStudentIsTaken) {
  const Bytes bytes = file("distiller.pt");
  const auto archive = parse_torch_archive(bytes, "distiller.pt");
  ASSERT_TRUE(archive) << describe(archive.error());
  EXPECT_EQ(archive->prefix, "module.student.");
  ASSERT_EQ(archive->tensors.size(), 1u);
  EXPECT_TRUE(archive->tensors.contains("fc.weight"));
  EXPECT_THAT(archive->others, ElementsAre("teacher.fc.weight"));
}

TEST(TorchArchive, TheFormatIsToldByTheBytes) {
  EXPECT_EQ(weight_format(file("state_zip.pt"), "f").value(), WeightFormat::torch_zip);
  EXPECT_EQ(weight_format(file("state_legacy.pt"), "f").value(), WeightFormat::torch_legacy);
  EXPECT_EQ(weight_format(file("state.safetensors"), "f").value(), WeightFormat::safetensors);
  EXPECT_EQ(weight_format(file("script.pt"), "f").value(), WeightFormat::torch_script);
  EXPECT_EQ(weight_format({}, "f").value(), WeightFormat::safetensors);
  EXPECT_FALSE(weight_format(to_bytes("PK\x03\x04 and no more"), "f"));
}

TEST(TorchArchive, AModuleOfTorchScriptIsNoStateDict) { expect_refused(file("script.pt"), "TorchScript module"); }

TEST(TorchArchive, OtherPicklesAreRefused) {
  expect_refused(file("cifar10_p4.pkl"), "none of torch.save");
  expect_refused(to_bytes("\x80\x02K\x01."), "none of torch.save");
  expect_refused(to_bytes("\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.\x80\x02K\x07."), "another version");
}

// ---- hostile files

TEST(TorchArchive, APlainStateDictByHandIsRead) {
  const Bytes bytes = archive_of(state_dict({}));
  const auto archive = parse_torch_archive(bytes, "weights.pt");
  ASSERT_TRUE(archive) << describe(archive.error());
  EXPECT_THAT(archive->tensors.at("w").shape, ElementsAre(2, 3));
}

TEST(TorchArchive, WhatWouldRunIsNamed) {
  expect_refused(archive_of("cos\nsystem\n(S'touch /tmp/tc3kd-was-here'\ntR."), "it would call os.system");
  expect_refused(archive_of("}" + text("w") + "c__builtin__\neval\n(S'1'\ntRs."), "it would call __builtin__.eval");
  expect_refused(archive_of("cmodels.resnet\nResNet\n)\x81."), "it would call models.resnet.ResNet");
}

TEST(TorchArchive, TensorsStayInTheirStorages) {
  const auto refuse = [](const Tensor& t, const std::string& detail) {
    expect_refused(archive_of(state_dict(t)), detail);
  };
  constexpr std::int64_t huge = std::int64_t{1} << 62;
  refuse({6, 1, {2, 3}, {3, 1}}, "leaves its storage");
  refuse({6, 0, {2, 3}, {4, 1}}, "leaves its storage");
  refuse({6, 0, {7}, {1}}, "larger than its storage");
  refuse({6, 0, {7}, {0}}, "larger than its storage");  // one element, seven times
  refuse({6, -1, {2}, {1}}, "natural number");
  refuse({6, 0, {-2}, {1}}, "natural number");
  refuse({6, 0, {2}, {-1}}, "natural number");
  refuse({6, 0, {2}, {huge}}, "natural number");
  refuse({6, huge, {2}, {1}}, "natural number");
  refuse({6, 0, {huge}, {1}}, "natural number");
  refuse({6, 0, {2}, {std::int64_t{1} << 47}}, "leaves its storage");
  refuse({6, 0, {std::int64_t{1} << 40, std::int64_t{1} << 40}, {1, 1}}, "larger than its storage");
  refuse({6, 0, {2, 3}, {1}}, "other numbers of sizes and strides");
  refuse({6, 0, {1, 1, 1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 1}}, "at most eight");
  refuse({7, 0, {2}, {1}}, "shorter than its tensors ask for");
}

TEST(TorchArchive, TensorsThatOverlapThemselvesAreCopiedWithinALimit) {
  // Each asks for a copy of the whole storage; hundreds of them are refused before memory goes.
  constexpr std::int64_t side = 100;
  const auto pickle = [](int tensors) {
    std::string dict = "}";
    for (int i = 0; i < tensors; ++i) {
      dict += text("w" + std::to_string(i)) + rebuilt({side * side, 0, {side, side}, {1, side}}) + "s";
    }
    return dict + ".";
  };
  EXPECT_TRUE(parse_torch_archive(archive_of(pickle(2), side * side * 4), "weights.pt"));
  expect_refused(archive_of(pickle(50), side * side * 4), "share storages too often");
}

TEST(TorchArchive, WhatIsNoStateDictIsRefused) {
  expect_refused(archive_of("]."), "no state dict");
  expect_refused(archive_of("}."), "no state dict of tensors");
  expect_refused(archive_of("}" + text("w") + "K\x01s."), "no state dict of tensors");
  expect_refused(archive_of("}" + text("w") + "ctorch._utils\n_rebuild_tensor_v2\n)Rs."), "lacks its storage");
  expect_refused(archive_of("}" + text("w") + "ctorch._utils\n_rebuild_parameter\n(K\x01tRs."), "no tensor");
  expect_refused(archive_of("U\x01xQ."), "no storage");
  expect_refused(archive_of(state_dict({}), 24, "big"), "not little-endian");
  expect_refused(make_zip({ZipFile::stored("archive/other", {})}), "without a data.pkl");
  expect_refused(make_zip({ZipFile::stored("archive/data.pkl", to_bytes(state_dict({})))}), "no entry archive/data/0");
}

TEST(TorchArchive, ALegacyFileCannotAskForMoreThanItHas) {
  const std::string magic = "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.";
  const auto legacy = [&](const std::string& system, const std::string& object, const std::string& keys,
                          std::uint64_t elements, std::size_t bytes) {
    Bytes file = to_bytes(magic + system + object + keys);
    test::append_little(file, elements, 8);
    file.resize(file.size() + bytes);
    return file;
  };
  const std::string little = "}" + text("little_endian") + "\x88s.", key = "](" + text("0") + "e.";
  EXPECT_TRUE(parse_torch_archive(legacy(little, state_dict({}), key, 6, 24), "weights.pth"));
  test::largest_request() = 0;
  expect_refused(legacy(little, state_dict({}), key, 6, 23), "too early");
  expect_refused(legacy(little, state_dict({}), key, std::uint64_t{1} << 61, 24), "too early");
  expect_refused(legacy(little, state_dict({}), key, std::uint64_t{1} << 62, 24), "too early");
  expect_refused(legacy(little, state_dict({}), key, 5, 24), "shorter than its tensors ask for");
  expect_refused(legacy(little, state_dict({}), "](" + text("1") + "e.", 6, 24), "no tensor names");
  expect_refused(legacy(little, state_dict({}), "].", 6, 24), "shorter than its tensors ask for");
  expect_refused(legacy("}" + text("little_endian") + "\x89s.", state_dict({}), key, 6, 24), "not little-endian");
  EXPECT_LT(test::largest_request(), 1u << 16);
}

}  // namespace
}  // namespace tc3kd
