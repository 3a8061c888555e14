// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/domain/environment.h"

class QLabel;

namespace tc3kd::ui {

class RunController;

/// What an empty store shows: one sentence, the demo with its three steps, and other ways to begin.
class FirstRunPage : public QWidget {
  Q_OBJECT
 public:
  explicit FirstRunPage(RunController& controller, QWidget* parent = nullptr);

 Q_SIGNALS:
  void demoRequested();
  void newRunRequested();
  void importRequested();
  void openStoreRequested();

 private:
  [[nodiscard]] QWidget* demoCard();
  [[nodiscard]] QWidget* otherWay(const QString& title, const QString& text, const char* name,
                                  void (FirstRunPage::*wanted)());
  void askWhatIsHere();
  RunController& controller_;
  QLabel* data_ = nullptr;
  QLabel* device_ = nullptr;
};

}  // namespace tc3kd::ui
