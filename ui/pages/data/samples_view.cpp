// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/samples_view.h"

#include <algorithm>

#include <QImage>
#include <QPainter>

#include "ui/charts/plot_frame.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

constexpr int thumbnail_side = 84;
constexpr int margin = 4;

QSize cellSize() {
  return {thumbnail_side + 2 * margin, thumbnail_side + 2 * margin + QFontMetrics(axisFont()).height() + 2};
}

/// A view of the sample's pixels; null where they do not fill it.
QImage imageOf(const SamplePicture& sample) {
  const std::int64_t stride = sample.width * sample.channels;
  const bool known = sample.channels == 1 || sample.channels == 3;
  if (!known || stride <= 0 || std::ssize(sample.pixels) < stride * sample.height) return {};
  return {sample.pixels.data(), static_cast<int>(sample.width), static_cast<int>(sample.height),
          static_cast<qsizetype>(stride), sample.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888};
}

/// The size at which a picture is shown: by a whole factor where it is small, else shrunk.
QSize shownSize(const QSize& size) {
  const int longer = std::max(size.width(), size.height());
  if (longer <= thumbnail_side) return size * (thumbnail_side / longer);
  return size.scaled(thumbnail_side, thumbnail_side, Qt::KeepAspectRatio).expandedTo({1, 1});
}

}  // namespace

void SamplesModel::setDescription(std::shared_ptr<const DatasetDescription> description) {
  beginResetModel();
  description_ = std::move(description);
  endResetModel();
}

std::pair<int, int> SamplesModel::rowsOf(std::int64_t label) const {
  if (!description_) return {};
  const auto& all = description_->samples;
  const auto [first, last] = std::ranges::equal_range(all, label, {}, &SamplePicture::label);
  return {static_cast<int>(first - all.begin()), static_cast<int>(last - all.begin())};
}

int SamplesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !description_ ? 0 : static_cast<int>(description_->samples.size());
}

QVariant SamplesModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const SamplePicture& sample = description_->samples[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
      const auto y = static_cast<std::size_t>(sample.label);
      return y < description_->classes.size() ? QString::fromStdString(description_->classes[y]) : QString();
    }
    case Qt::DecorationRole: return imageOf(sample);
    default: return {};
  }
}

QSize SampleDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return cellSize(); }

void SampleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Colours& c = Theme::instance().colours();
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  painter->save();
  if (selected) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.selection);
    painter->drawRoundedRect(option.rect, 6, 6);
  }
  const QRect box(option.rect.left() + margin, option.rect.top() + margin, thumbnail_side, thumbnail_side);
  if (const auto image = index.data(Qt::DecorationRole).value<QImage>(); !image.isNull()) {
    QRect shown({}, shownSize(image.size()));
    shown.moveCenter(box.center());
    painter->setRenderHint(QPainter::SmoothPixmapTransform, shown.width() < image.width());
    painter->drawImage(shown, image);
  }
  const QFont font = axisFont();
  painter->setFont(font);
  painter->setPen(selected ? c.text : c.secondary);
  const QRect words(box.left(), box.bottom() + 1, box.width(), option.rect.bottom() - box.bottom());
  painter->drawText(words, Qt::AlignHCenter | Qt::AlignVCenter,
                    QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, words.width()));
  painter->restore();
}

SamplesView::SamplesView(QWidget* parent) : QListView(parent), samples_(new SamplesModel(this)) {
  setObjectName(QStringLiteral("samples"));
  setAccessibleName(tr("Samples"));
  setModel(samples_);
  setItemDelegate(new SampleDelegate(this));
  setViewMode(QListView::IconMode);
  setMovement(QListView::Static);
  setResizeMode(QListView::Adjust);
  setUniformItemSizes(true);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSpacing(0);
  setMinimumHeight(3 * cellSize().height());
}

void SamplesView::setDescription(std::shared_ptr<const DatasetDescription> description) {
  samples_->setDescription(std::move(description));
  scrollToTop();
}

void SamplesView::showClass(std::int64_t label) {
  const auto [first, end] = samples_->rowsOf(label);
  if (first == end) return clearSelection();
  selectionModel()->select({samples_->index(first), samples_->index(end - 1)}, QItemSelectionModel::ClearAndSelect);
  scrollTo(samples_->index(first), QAbstractItemView::PositionAtCenter);
}

}  // namespace tc3kd::ui
