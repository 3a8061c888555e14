// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/messages.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/domain/config/presets.h"
#include "ui/text/field_texts.h"

namespace tc3kd::ui {
namespace {

TEST(Messages, EveryTextOfTheFieldTableIsKnownToTranslators) {
  const auto& known = fieldTexts();
  const auto expect = [&](const std::string& text) {
    EXPECT_TRUE(text.empty() || std::find(known.begin(), known.end(), text) != known.end()) << text;
  };
  for (const Field& field : fields()) {
    expect(field.label);
    expect(field.help);
    expect(field.unit);
    for (const FieldChoice& choice : field.choices) expect(choice.label);
  }
  for (const Preset& preset : presets()) {
    expect(preset.label);
    expect(preset.description);
    expect(preset.study);
  }
}

TEST(Messages, ErrorsNameTheThingTheValueAndWhatIsAllowed) {
  const Error error{ErrorCode::invalid_value, {{"key", "curriculum.stages"}, {"value", "0"}, {"allowed", "1 to 1000"}}};
  EXPECT_EQ(errorText(error), QStringLiteral("Stages m cannot be “0”; allowed: 1 to 1000."));
  EXPECT_EQ(fieldErrorText(error), QStringLiteral("Allowed: 1 to 1000"));
}

TEST(Messages, EveryErrorHasASentence) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::usage); ++code) {
    const Error error{static_cast<ErrorCode>(code), {{"detail", "d"}, {"path", "/p"}, {"value", "v"}, {"key", "k"}}};
    EXPECT_GT(errorText(error).size(), 1) << code;
    EXPECT_FALSE(fieldErrorText(error).isEmpty()) << code;
  }
}

TEST(Messages, DurationsAreWrittenAsPeopleSayThem) {
  EXPECT_EQ(durationText(3.24), QStringLiteral("3.2 s"));
  EXPECT_EQ(durationText(59.4), QStringLiteral("59 s"));
  EXPECT_EQ(durationText(59.6), QStringLiteral("1 min 0 s"));
  EXPECT_EQ(durationText(160), QStringLiteral("2 min 40 s"));
  EXPECT_EQ(durationText(7380), QStringLiteral("2 h 3 min"));
  EXPECT_EQ(durationText(-1), QStringLiteral("—"));
}

TEST(Messages, NumbersFollowTheLocaleAndMissingOnesAreADash) {
  EXPECT_EQ(percentText(86.125, 1), QStringLiteral("86.1"));
  EXPECT_EQ(percentText(std::nullopt), QStringLiteral("—"));
  EXPECT_EQ(countText(60'000), QStringLiteral("60,000"));
  EXPECT_EQ(modelLabel("resnet20"), QStringLiteral("ResNet-20"));
}

}  // namespace
}  // namespace tc3kd::ui
