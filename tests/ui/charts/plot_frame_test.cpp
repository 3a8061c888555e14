// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_frame.h"

#include <gtest/gtest.h>

namespace tc3kd::ui {
namespace {

TEST(PlotFrame, StepsAreOneTwoOrFiveTimesAPowerOfTen) {
  EXPECT_DOUBLE_EQ(roundStep(10, 5), 2);
  EXPECT_DOUBLE_EQ(roundStep(1, 5), 0.2);
  EXPECT_DOUBLE_EQ(roundStep(45, 5), 10);
  EXPECT_DOUBLE_EQ(roundStep(0.021, 5), 0.005);
  EXPECT_DOUBLE_EQ(roundStep(0, 5), 1);
}

TEST(PlotFrame, TicksLieWithinTheAxis) {
  EXPECT_EQ(roundTicks(50, 95, 5), (QList<double>{50, 60, 70, 80, 90}));
  EXPECT_EQ(roundTicks(0.01, 10, 5, true).size(), 4);
}

TEST(PlotFrame, TickTextsHaveNoNeedlessDigits) {
  EXPECT_EQ(tickText(0), QStringLiteral("0"));
  EXPECT_EQ(tickText(0.25), QStringLiteral("0.25"));
  EXPECT_EQ(tickText(10'000), QStringLiteral("10,000"));
  EXPECT_EQ(tickText(1e-4), QStringLiteral("10⁻⁴"));
  EXPECT_EQ(tickText(2e6), QStringLiteral("2·10⁶"));
}

TEST(PlotFrame, PositionsAreClampedToTheAxis) {
  const PlotAxis linear{0, 4, false, {}, {}}, logarithmic{0.01, 100, true, {}, {}};
  EXPECT_DOUBLE_EQ(linear.position(1), 0.25);
  EXPECT_DOUBLE_EQ(linear.position(9), 1);
  EXPECT_NEAR(logarithmic.position(1), 0.5, 1e-12);
  EXPECT_DOUBLE_EQ(logarithmic.position(0), 0);
}

TEST(PlotFrame, ValuesAreDrawnWhereTheAxisSays) {
  const PlotFrame frame(QRectF(0, 0, 400, 300), {0, 10, false, {}, {0, 10}}, {0, 1, false, {}, {0, 1}});
  EXPECT_DOUBLE_EQ(frame.x(0), frame.plot().left());
  EXPECT_DOUBLE_EQ(frame.x(5), frame.plot().center().x());
  EXPECT_DOUBLE_EQ(frame.y(0), frame.plot().bottom());
  EXPECT_DOUBLE_EQ(frame.y(1), frame.plot().top());
}

}  // namespace
}  // namespace tc3kd::ui
