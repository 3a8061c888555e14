// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QScrollArea>

#include "core/domain/engine_api.h"

class QBoxLayout;

namespace tc3kd::ui {

class Card;
class ClassTable;
class FactsCard;
class FileTable;
class SamplesView;

/// A described set as cards: facts and classes beside the samples, below each other where there is little room; then
/// damaged pictures and checksums, where there are any.
class DescriptionView : public QScrollArea {
  Q_OBJECT
 public:
  /// How far the view goes into the page's right margin, where its scroll bar is.
  static constexpr int margin_for_scroll_bar = 16;

  explicit DescriptionView(QWidget* parent = nullptr);
  void setDescription(const std::shared_ptr<const DatasetDescription>& description);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  FactsCard* facts_;
  ClassTable* classes_;
  SamplesView* samples_;
  FileTable *checks_, *corrupt_;
  Card *checksCard_, *corruptCard_;
  QBoxLayout* columns_;
};

}  // namespace tc3kd::ui
