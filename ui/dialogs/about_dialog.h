// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/domain/environment.h"

class QGridLayout;

namespace tc3kd::ui {

class RunController;

/// The program, what it computes with (asked of the engine), and its licence.
class AboutDialog : public QDialog {
  Q_OBJECT
 public:
  explicit AboutDialog(RunController& controller, QWidget* parent = nullptr);

 private:
  void showFacts(const Environment& environment);
  void addRow(const QString& label, const QString& value, const char* name);
  QGridLayout* facts_;
};

}  // namespace tc3kd::ui
