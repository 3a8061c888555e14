// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProgressBar>
#include <QTimer>

namespace tc3kd::ui {

/// A thin line under a page's title while something is read. It keeps its place when it is not seen, so that nothing
/// jumps, and what is quick does not make it flash.
class LoadingBar : public QProgressBar {
  Q_OBJECT
 public:
  explicit LoadingBar(QWidget* parent = nullptr);
  void setBusy(bool busy);

 private:
  QTimer delay_;
};

}  // namespace tc3kd::ui
