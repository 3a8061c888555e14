// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/events/event_codec.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/domain/events/blob_codec.h"

namespace tc3kd {
namespace {

/// One event of every kind, with every optional set and every list filled.
std::vector<RunEventBody> samples() {
  Environment environment{"0.1.0", "2.11.0", "AVX2", true,     2,
                          "cpu",   "fp32",   "host", "Debian", {{"cpu", "a processor", 7}}};
  DataReady data{"fashion-mnist", "f0", 1, 28, 28, {"a", "b"}, {3, 4}, 7, 60, 10, 2, "i", "l", "t", {0.25}, {0.5}};
  StageSelected selected{2, 0.8, 9, "ct", "cs", "en", "su", 3, 6, {1, 2}, {3, 3}, {0.5, 1.5}, 0.25, 0.125};
  return {
      RunStarted{environment},
      data,
      TeacherEpoch{1, 2, 0.1, 1.5, 1.25, 50.0, 90.0, 3.5},
      TeacherReady{"trained", "resnet8", "k", "w", 0.5, 90.0, 99.0, "p", 12.5},
      Progress{Phase::measuring, 1, 2, 3, 4, 5, 0.75, 1000.0, 0.5, 60.0},
      StageStarted{1, 3, 1.0, 1, 4, 100},
      selected,
      EpochEnded{1, 1, 0.1, 1.0, 0.9, 1.1, 60.0, 0.8, 70.0, 95.0, 80.0, 0.3, 0.85, 69.0, 1000, 8, 1.5, 0.5, 0.01, 15.6},
      StageEnded{1, {1, 2, 3, 4}, 0.5, 80.0, 99.0, "p", 7},
      CheckpointSaved{"f", "student", 2, 3, 17, 4.5},
      Warning{"class_gains_nothing", {{"class", "Shirt"}}},
      PauseChanged{true},
      RunEnded{RunStatus::failed, Error{ErrorCode::diverged, {{"stage", "2"}}}, "w", 9.5}};
}

TEST(EventCodec, EveryKindSurvivesTheRoundTripThroughText) {
  const auto events = samples();
  ASSERT_EQ(events.size(), std::variant_size_v<RunEventBody>);
  for (const RunEventBody& event : events) {
    const auto read = event_from_json(event_kind(event), Json::parse(event_to_json(event).dump()));
    ASSERT_TRUE(read) << event_kind(event) << describe(read.error());
    EXPECT_EQ(*read, event) << event_kind(event);
  }
}

TEST(EventCodec, EmptyOptionalsAreNull) {
  EpochEnded epoch;
  const Json json = event_to_json(epoch);
  EXPECT_TRUE(json.at("test_top1").is_null());
  EXPECT_EQ(std::get<EpochEnded>(*event_from_json("epoch", json)), epoch);
}

TEST(EventCodec, WhatWasStoredBeforeAnOptionalMemberExistedStillReads) {
  EpochEnded epoch;
  epoch.train_kl = 1.5;
  Json json = event_to_json(epoch);
  ASSERT_EQ(json.erase("train_method") + json.erase("temperature"), 2U);
  const auto read = event_from_json("epoch", json);
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<EpochEnded>(*read), epoch);
  json.erase("train_ce");
  EXPECT_FALSE(event_from_json("epoch", json)) << "what is not optional must be there";
}

TEST(EventCodec, NumbersThatJsonHasNoWordForReadBack) {
  StageSelected selected;
  selected.cut_offs = {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                       0.1};
  const auto read =
      std::get<StageSelected>(*event_from_json("stage_selected", Json::parse(event_to_json(selected).dump())));
  EXPECT_TRUE(std::isnan(read.cut_offs[0]));
  EXPECT_EQ(read.cut_offs[1], std::numeric_limits<double>::infinity());
  EXPECT_EQ(read.cut_offs[2], -std::numeric_limits<double>::infinity());
  EXPECT_EQ(read.cut_offs[3], 0.1);
}

TEST(EventCodec, WhatIsUnknownOrIncompleteIsNamed) {
  EXPECT_EQ(event_from_json("surprise", Json::object()).error().code, ErrorCode::invalid_json);
  for (const RunEventBody& event : samples()) {
    Json json = event_to_json(event);
    json.erase(json.begin().key());
    const auto read = event_from_json(event_kind(event), json);
    ASSERT_FALSE(read) << event_kind(event);
    EXPECT_NE(read.error()["path"].find(event_kind(event)), std::string::npos);
  }
  Json status = event_to_json(RunEnded{});
  status["status"] = "sleeping";
  EXPECT_FALSE(event_from_json("run_ended", status));
}

TEST(BlobCodec, ArraysReadBackAndDamageIsRefused) {
  const std::vector<float> floats{0.5f, -1.25f, INFINITY};
  EXPECT_EQ(*decode_floats(encode_floats(floats)), floats);
  const std::vector<std::int64_t> integers{0, -1, std::int64_t{1} << 60};
  EXPECT_EQ(*decode_integers(encode_integers(integers)), integers);
  const Predictions predictions{{1, 2}, {0.5f, 0.75f}, {0.25f, 0.75f}};
  EXPECT_EQ(*decode_predictions(encode_predictions(predictions)), predictions);
  Bytes cut = encode_integers(integers);
  cut.pop_back();
  EXPECT_EQ(decode_integers(cut).error().code, ErrorCode::file_malformed);
  EXPECT_FALSE(decode_floats(cut));
  EXPECT_FALSE(decode_predictions(cut));
}

}  // namespace
}  // namespace tc3kd
