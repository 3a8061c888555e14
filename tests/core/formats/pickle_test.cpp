// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/pickle.h"

#include <gmock/gmock.h>

#include "tests/core/formats/allocations.h"
#include "tests/core/formats/zip_writer.h"

namespace tc3kd {
namespace {

using namespace std::string_literals;  // NOLINT: pickles contain zero bytes
using test::to_bytes;
using ::testing::HasSubstr;

const PickleNames names{"collections.OrderedDict", "a.B"};

/// The pickle and the bytes that its texts lie in.
struct Read {
  Bytes bytes;
  Pickle pickle;
};

Read read(const std::string& text) {
  Read read{to_bytes(text), {}};
  auto pickle = parse_pickle(read.bytes, names, "p");
  if (!pickle) throw std::runtime_error(describe(pickle.error()));
  read.pickle = std::move(*pickle);
  return read;
}

void expect_refused(const std::string& text, const std::string& detail, const PickleLimits& limits = {}) {
  const Bytes bytes = to_bytes(text);
  const auto pickle = parse_pickle(bytes, names, "p", limits);
  ASSERT_FALSE(pickle) << detail;
  EXPECT_EQ(pickle.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(pickle.error()["path"], "p");
  EXPECT_THAT(pickle.error()["detail"], HasSubstr(detail));
}

TEST(Pickle, NumbersOfEveryProtocol) {
  const auto integer = [](const std::string& text) { return read(text).pickle.root().integer().value(); };
  EXPECT_EQ(integer("I-12\n."), -12);
  EXPECT_EQ(integer("L123L\n."), 123);
  EXPECT_EQ(integer("J\xfe\xff\xff\xff."), -2);
  EXPECT_EQ(integer("K\xff."), 255);
  EXPECT_EQ(integer("M\x01\x02."), 513);
  EXPECT_EQ(integer("\x8a\x00."s), 0);
  EXPECT_EQ(integer("\x8a\x01\x80."), -128);
  EXPECT_EQ(integer("\x8a\x02\xff\x00."s), 255);
  EXPECT_EQ(integer("\x8b\x08\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\x7f."s), INT64_MAX);
  EXPECT_EQ(read("\x8a\x09\x01\x02\x03\x04\x05\x06\x07\x08\x09."s).pickle.root().kind(), PickleKind::big_integer);
  EXPECT_EQ(read("F-1.5\n.").pickle.root().real(), -1.5);
  EXPECT_EQ(read("G\xbf\xf8\x00\x00\x00\x00\x00\x00."s).pickle.root().real(), -1.5);
  EXPECT_EQ(read("I01\n.").pickle.root().boolean(), true);
  EXPECT_EQ(read("\x89.").pickle.root().boolean(), false);
  EXPECT_EQ(read("N.").pickle.root().kind(), PickleKind::none);
}

TEST(Pickle, TextsOfEveryProtocol) {
  const auto text = [](const std::string& source) { return std::string(read(source).pickle.root().text()); };
  EXPECT_EQ(text("S'a\\x00\\n\\'b'\n."), "a\0\n'b"s);
  EXPECT_EQ(text("V\\u20ac\xe4\\U0001F600\n."), "€ä😀");
  EXPECT_EQ(text("U\x02hi."), "hi");
  EXPECT_EQ(text("T\x02\x00\x00\x00hi."s), "hi");
  EXPECT_EQ(text("X\x02\x00\x00\x00hi."s), "hi");
  EXPECT_EQ(text("\x8c\x02hi."), "hi");
  EXPECT_EQ(text("\x8e\x02\x00\x00\x00\x00\x00\x00\x00hi."s), "hi");
  EXPECT_EQ(read("X\x00\x00\x00\x00."s).pickle.root().kind(), PickleKind::text);
  EXPECT_EQ(read("C\x00."s).pickle.root().kind(), PickleKind::bytes);
}

TEST(Pickle, AnOrderedDictIsAnObjectWithItemsAndState) {
  const Read r = read("\x80\x02"s + "ccollections\nOrderedDict\n)R(U\x01xK\x05U\x01y](K\x01K\x02" + "eu}b.");
  const PickleValue root = r.pickle.root();
  EXPECT_EQ(root.callable(), "collections.OrderedDict");
  EXPECT_EQ(root.arguments().size(), 0u);
  EXPECT_EQ(root.state()->kind(), PickleKind::dict);
  EXPECT_EQ(root.find("x")->integer(), 5);
  EXPECT_EQ(root.find("y")->size(), 2u);
  EXPECT_EQ((*root.find("y"))[1].integer(), 2);
  EXPECT_FALSE(root.find("z"));
  EXPECT_EQ(r.pickle.consumed(), r.bytes.size());
}

TEST(Pickle, SharedValuesAreSharedAndBytesThatFollowAreLeft) {
  const Read r = read("(K\x07\x85q\x05h\x05t.rest");
  ASSERT_EQ(r.pickle.root().size(), 2u);
  EXPECT_EQ(r.pickle.root()[0][0].integer(), 7);
  EXPECT_EQ(r.pickle.root()[1][0].integer(), 7);
  EXPECT_EQ(r.pickle.consumed(), r.bytes.size() - 4);
}

TEST(Pickle, OldAndNewWaysToNameAClassGiveTheSame) {
  for (const std::string& text : {"ca\nB\nK\x01\x85R."s, "ca\nB\nK\x01\x85\x81."s, "(K\x01ia\nB\n."s,
                                  "(ca\nB\nK\x01o."s, "\x80\x04\x8c\x01"s + "a\x8c\x01"s + "B\x93K\x01\x85R."s}) {
    const Read r = read(text);
    EXPECT_EQ(r.pickle.root().callable(), "a.B");
    ASSERT_EQ(r.pickle.root().arguments().size(), 1u);
    EXPECT_EQ(r.pickle.root().arguments()[0].integer(), 1);
  }
}

TEST(Pickle, PersistentReferencesAreListed) {
  const Read r = read("(U\x01xQPabc\nt.");
  ASSERT_EQ(r.pickle.persistent().size(), 2u);
  EXPECT_EQ(r.pickle.persistent()[0][0].text(), "x");
  EXPECT_EQ(r.pickle.persistent()[1][0].text(), "abc");
}

TEST(Pickle, NothingIsCalledAndTheNameIsTold) {
  expect_refused("cos\nsystem\n(S'touch /tmp/tc3kd-was-here'\ntR.", "it would call os.system");
  expect_refused("cposix\nsystem\n(S'true'\ntR.", "it would call posix.system");
  expect_refused("c__builtin__\neval\n(S'1'\ntR.", "it would call __builtin__.eval");
  expect_refused("\x80\x04\x8c\x08"s + "builtins\x8c\x04"s + "exec\x93."s, "it would call builtins.exec");
  expect_refused("(S'true'\nios\nsystem\n.", "it would call os.system");
  expect_refused("ca\nB.os\n.", "it would call a.B.os");
  expect_refused("c\x1b[2J\nx\n.", "it would call ?[2J.x");
  expect_refused("c" + std::string(5000, 'a') + "\nB\n.", "name without end");
  expect_refused("\x82\x01.", "instruction 130");  // a registered extension
  expect_refused("K\x01)R.", "no name");
  expect_refused("ca\nB\n]R.", "no tuple");
}

TEST(Pickle, SizesBeyondTheEndAllocateNothing) {
  test::largest_request() = 0;
  expect_refused("X\xff\xff\xff\xffhi.", "too early");
  expect_refused("\x8b\xff\xff\xff\xff\x01.", "too early");
  expect_refused("\x8d\x00\x00\x00\x00\x00\x00\x00\x10hi."s, "too early");
  expect_refused("\x8e\xff\xff\xff\xff\xff\xff\xff\xffhi.", "too early");
  expect_refused("\x96\x00\x00\x00\x00\x00\x00\x00\x80hi."s, "too early");
  expect_refused("\x95\x00\x00\x00\x00\x00\x00\x00\x80N."s, "too early");
  EXPECT_LT(test::largest_request(), 1u << 16);
}

TEST(Pickle, CyclesAreRefused) {
  expect_refused("]q\x00h\x00"s + "a.", "contains itself");
  expect_refused("}q\x00(K\x01]h\x00"s + "au.", "contains itself");
  expect_refused("ca\nB\n)Rq\x00h\x00"s + "b.", "contains itself");
  expect_refused("]q\x00h\x00\x85"s + "a.", "contains itself");
}

TEST(Pickle, DeepNestingIsRefusedWithoutRecursion) {
  expect_refused("N" + std::string(1'000'000, '\x85') + ".", "nested too deeply");
  expect_refused(std::string(1'000'000, '(') + ".", "lacks a value");
  expect_refused(std::string(1'000'000, '(') + std::string(1'000'000, 't') + ".", "nested too deeply");
  // A short file whose nesting shows only along shared values.
  std::string shared = "N";
  for (int i = 0; i < 200; ++i) shared += "\x85q\x01h\x01\x86";
  expect_refused(shared + ".", "nested too deeply");
  EXPECT_NO_THROW(read("N" + std::string(60, '\x85') + "."));
}

TEST(Pickle, TheLimitsOfValuesStackMemoAndMarksHold) {
  const PickleLimits ten{10, 64};
  expect_refused("(" + std::string(11, 'N') + "t.", "too many values", ten);
  expect_refused("(N" + std::string(11, '2') + "t.", "stacks too many", ten);
  expect_refused(std::string(11, '(') + ".", "too many marks", ten);
  std::string memo = "N";
  for (char i = 0; i < 11; ++i) memo += "q"s + i;
  expect_refused(memo + ".", "remembers too many", ten);
}

TEST(Pickle, WhatMakesNoSenseIsNamed) {
  expect_refused("", "too early");
  expect_refused(".", "lacks a value");
  expect_refused("t.", "lacks a mark");
  expect_refused("K\x01(a.", "lacks a value");  // below the mark
  expect_refused("h\x01.", "recalls");
  expect_refused("(K\x01"s + "d.", "key without a value");
  expect_refused("K\x01K\x02"s + "a.", "fills what is no container");
  expect_refused("]}b.", "state to what is no object");
  expect_refused("ca\nB\n)RNbNb.", "two states");
  expect_refused("\x80\x06N.", "protocol above 5");
  expect_refused("I12x\n.", "number cannot be read");
  expect_refused("S'a\n.", "no quotes");
  expect_refused("S'\\x1'\n.", "escape");
  expect_refused("V\\uZZZZ\n.", "escape");
  expect_refused("V\\UFFFFFFFF\n.", "escape");
}

}  // namespace
}  // namespace tc3kd
