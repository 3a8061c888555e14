// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of pickles and of what holds them on damaged files, as mutation_test.cpp does with the others.
#include "core/engine/formats/cifar_python.h"
#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/pickle.h"
#include "core/engine/formats/torch_archive.h"
#include "core/engine/formats/torch_tensors.h"
#include "core/engine/formats/zip_archive.h"
#include "tests/core/formats/mutation.h"
#include "tests/core/formats/zip_writer.h"

namespace tc3kd {
namespace {

using test::damage;
using test::inside;
using test::ZipFile;

Bytes file(const std::string& name) {
  return read_file_bytes(std::string(TC3KD_TEST_DATA "/formats/") + name, 1 << 20).value();
}

/// Walks everything, as no reader does: the tree must be finite and its texts inside the file or owned by it.
std::size_t walk(const PickleValue& value, int depth = 0) {
  EXPECT_LE(depth, 200);
  std::size_t seen = 1 + value.text().size();
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (seen < 100'000) seen += walk(value[i], depth + 1);
  }
  for (const auto& [key, item] : value.items()) {
    if (seen < 100'000) seen += walk(key, depth + 1) + walk(item, depth + 1);
  }
  if (value.kind() == PickleKind::object && seen < 100'000) seen += walk(value.arguments(), depth + 1);
  if (const auto state = value.state(); state && seen < 100'000) seen += walk(*state, depth + 1);
  return seen;
}

bool check(const Result<TorchArchive>& archive, std::span<const std::byte> bytes) {
  if (!archive) {
    EXPECT_EQ(archive.error().code, ErrorCode::file_malformed);
    return false;
  }
  for (const auto& [name, tensor] : archive->tensors) {
    std::int64_t size = dtype_size(tensor.dtype);
    for (const std::int64_t n : tensor.shape) size *= n;
    EXPECT_EQ(static_cast<std::size_t>(size), tensor.data.size()) << name;
    bool found = inside(tensor.data, bytes);
    for (const Bytes& owned : archive->owned) found = found || inside(tensor.data, owned);
    EXPECT_TRUE(found) << name;
    std::size_t sum = 0;  // read every byte, for the sanitizer
    for (const std::byte byte : tensor.data) sum += std::to_integer<std::size_t>(byte);
    EXPECT_LE(sum, tensor.data.size() * 255);
  }
  return true;
}

TEST(Mutation, PicklesGiveAnErrorOrATree) {
  std::uint64_t seed = 10;
  for (const char* name : {"cifar10_none.pkl", "cifar10_meta_py2.pkl", "cifar100_meta_p4.pkl"}) {
    const Bytes valid = file(name);
    ASSERT_TRUE(parse_pickle(valid, torch_names(), name)) << name;
    damage(
        valid, ++seed,
        [](const Bytes& bytes) {
          const auto pickle = parse_pickle(bytes, torch_names(), "damaged");
          if (!pickle) {
            EXPECT_EQ(pickle.error().code, ErrorCode::file_malformed);
            return false;
          }
          EXPECT_GT(walk(pickle->root()), 0u);
          EXPECT_LE(pickle->consumed(), bytes.size());
          return true;
        },
        0.7);  // a text that was changed is a text
  }
}

TEST(Mutation, ZipsGiveAnErrorOrEntriesThatUnpackToTheirSize) {
  const Bytes valid = test::make_zip({ZipFile::stored("a/one", test::to_bytes("hello, hello")),
                                      ZipFile::deflated("a/two", Bytes(500)), ZipFile::stored("three", Bytes(20))});
  damage(valid, 20, [](const Bytes& bytes) {
    const auto zip = ZipArchive::open(bytes, "damaged");
    if (!zip) {
      EXPECT_EQ(zip.error().code, ErrorCode::file_malformed);
      return false;
    }
    bool all = true;
    for (const auto& [name, entry] : zip->entries()) {
      Bytes unpacked;
      const auto read = zip->read(name, unpacked);
      all = all && read;
      if (!read) continue;
      EXPECT_EQ(read->size(), entry.size);
      EXPECT_TRUE(inside(*read, bytes) || inside(*read, unpacked));
    }
    return all;
  });
}

TEST(Mutation, TorchZipsGiveAnErrorOrTensorsInsideThem) {
  for (const char* name : {"state_zip.pt", "checkpoint_zip.pt"}) {
    damage(file(name), 30, [](const Bytes& bytes) { return check(parse_torch_archive(bytes, "damaged"), bytes); });
  }
}

TEST(Mutation, StateDictsBehindARightChecksumGiveAnErrorOrTensorsInsideThem) {
  const Bytes whole = file("state_zip.pt");
  const auto zip = ZipArchive::open(whole, "valid").value();
  std::vector<ZipFile> others;
  Bytes pickle, unpacked;
  for (const auto& [name, entry] : zip.entries()) {
    const auto data = zip.read(name, unpacked).value();
    if (name.ends_with("/data.pkl")) {
      pickle.assign(data.begin(), data.end());
    } else {
      others.push_back(ZipFile::stored(name, Bytes(data.begin(), data.end())));
    }
  }
  damage(
      pickle, 31,
      [&](const Bytes& bytes) {
        auto files = others;
        files.push_back(ZipFile::stored("state_zip/data.pkl", bytes));
        const Bytes damaged = test::make_zip(files);
        return check(parse_torch_archive(damaged, "damaged"), damaged);
      },
      0.7);  // a name that was changed is a name
}

TEST(Mutation, LegacyFilesGiveAnErrorOrTensorsInsideThem) {
  for (const char* name : {"state_legacy.pt", "checkpoint_legacy.pt"}) {
    damage(
        file(name), 32, [](const Bytes& bytes) { return check(parse_torch_archive(bytes, "damaged"), bytes); }, 0.7);
  }
}

TEST(Mutation, CifarBatchesGiveAnErrorOrPicturesWithLabels) {
  const auto read = [](const Bytes& bytes) {
    const auto batch = parse_cifar_python(bytes, 10, "damaged");
    if (!batch) {
      EXPECT_EQ(batch.error().code, ErrorCode::file_malformed);
      return false;
    }
    EXPECT_EQ(batch->pixels.size(), static_cast<std::size_t>(batch->samples) * 3072);
    EXPECT_EQ(batch->labels.size(), static_cast<std::size_t>(batch->samples));
    for (const std::int64_t label : batch->labels) EXPECT_TRUE(label >= 0 && label < 10);
    return true;
  };
  damage(file("cifar10_none.pkl"), 40, read, 0.7);
  for (const char* name : {"cifar10_py2.pkl", "cifar10_p2.pkl", "cifar10_p5.pkl"}) damage(file(name), 41, read, 0.95);
}

}  // namespace
}  // namespace tc3kd
