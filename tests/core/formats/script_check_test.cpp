// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/script_check.h"

#include <gmock/gmock.h>

#include "core/engine/formats/file_bytes.h"
#include "tests/core/formats/zip_writer.h"

namespace tc3kd {
namespace {

using test::make_zip;
using test::to_bytes;
using test::ZipFile;
using ::testing::HasSubstr;

Bytes file(const std::string& name) {
  return read_file_bytes(std::string(TC3KD_TEST_DATA "/formats/") + name, 1 << 20).value();
}

Bytes module_of(const std::string& code) {
  return make_zip(
      {ZipFile::stored("m/data.pkl", to_bytes("N.")), ZipFile::stored("m/code/__torch__.py", to_bytes(code))});
}

void expect_refused(const Bytes& bytes, const std::string& detail) {
  const auto checked = check_script(bytes, "module.pt");
  ASSERT_FALSE(checked) << detail;
  EXPECT_EQ(checked.error().code, ErrorCode::file_malformed);
  EXPECT_THAT(checked.error()["detail"], HasSubstr(detail));
}

TEST(ScriptCheck, AModuleThatComputesPasses) {
  EXPECT_TRUE(check_script(file("script.pt"), "script.pt"));
  EXPECT_TRUE(check_script(module_of("x = torch.relu(saved)\n_0 = getattr(self, \"0\")\nops.prim.NumToTensor(1)\n"
                                     "raise \"a\\nb\"\nself.classes\n"),
                           "module.pt"));
}

TEST(ScriptCheck, WhatReachesBeyondTheModuleIsNamed) {
  expect_refused(file("script_writes.pt"), "its code names save");
  expect_refused(module_of("t = torch\nt . save([x], \"f\")"), "names save");
  expect_refused(module_of("torch.from_file(\"f\", True, 8)"), "names from_file");
  expect_refused(module_of("getattr(torch, \"s\\x61ve\")([x], \"f\")"), "hides names");
  expect_refused(module_of("getattr(torch, \"\\163ave\")([x], \"f\")"), "hides names");
  expect_refused(module_of("ops . evil . run(x)"), "another library, ops.evil");
  expect_refused(module_of("x : __torch__.torch.classes.dist_c10d.Store"), "torch.classes");
  expect_refused(module_of("torch.distributed.rpc.x()"), "torch.distributed");
}

TEST(ScriptCheck, ADamagedEntryIsRefused) {
  Bytes bytes = file("script.pt");
  bytes[150] ^= std::byte{1};  // within the first weight
  expect_refused(bytes, "checksum");
  bytes.resize(bytes.size() / 2);
  expect_refused(bytes, "no zip directory");
}

}  // namespace
}  // namespace tc3kd
