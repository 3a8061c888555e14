// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/class_table.h"

#include <algorithm>

#include <QHeaderView>
#include <QPainter>

#include "ui/text/messages.h"
#include "ui/widgets/table.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

constexpr int row_height = 30;
constexpr int rows_at_least = 6;
constexpr double bar_height = 6;
constexpr double bar_shade = 0.6;  // of the ramp of counts

}  // namespace

void ClassesModel::setDescription(std::shared_ptr<const DatasetDescription> description) {
  beginResetModel();
  description_ = std::move(description);
  largest_ = 1;
  if (description_)
    for (const std::int64_t count : description_->train_counts) largest_ = std::max(largest_, count);
  endResetModel();
}

int ClassesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !description_ ? 0 : static_cast<int>(description_->classes.size());
}
int ClassesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ClassesModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto y = static_cast<std::size_t>(index.row());
  const auto count = [y](const std::vector<std::int64_t>& counts) { return y < counts.size() ? counts[y] : 0; };
  const std::int64_t train = count(description_->train_counts);
  switch (role) {
    case Qt::DisplayRole:
      if (index.column() == Class) return QString::fromStdString(description_->classes[y]);
      if (index.column() == Training) return countText(train);
      return index.column() == Test ? QVariant(countText(count(description_->test_counts))) : QVariant();
    case Qt::ToolTipRole:
      return index.column() == Class ? QVariant(QString::fromStdString(description_->classes[y])) : QVariant();
    case Qt::TextAlignmentRole:
      return QVariant((index.column() == Class ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      return index.column() == Test ? QVariant(Theme::instance().colours().secondary) : QVariant();
    case ShareRole:
      return index.column() == Bar ? QVariant(static_cast<double>(train) / static_cast<double>(largest_)) : QVariant();
    default: return {};
  }
}

QVariant ClassesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant((section == Class ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Class: return tr("Class");
    case Training: return tr("Training");
    case Test: return tr("Test");
    default: return QString();
  }
}

void CountBarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyledItemDelegate::paint(painter, option, index);
  const double share = index.data(ClassesModel::ShareRole).toDouble();
  if (share <= 0) return;
  const QRectF area = QRectF(option.rect).adjusted(8, 0, -8, 0);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(Theme::instance().rampColour(bar_shade));
  // One picture among a million is still seen.
  const double width = std::max(2.0, share * area.width());
  painter->drawRoundedRect(QRectF(area.left(), area.center().y() - bar_height / 2, width, bar_height), 2, 2);
  painter->restore();
}

ClassTable::ClassTable(QWidget* parent) : QTableView(parent), classes_(new ClassesModel(this)) {
  setObjectName(QStringLiteral("classes"));
  setAccessibleName(tr("Pictures per class"));
  setModel(classes_);
  setItemDelegateForColumn(ClassesModel::Bar, new CountBarDelegate(this));
  styleTable(*this, row_height);
  setTabKeyNavigation(false);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  QHeaderView* header = horizontalHeader();
  header->setHighlightSections(false);
  header->setSectionsClickable(false);
  header->setMinimumSectionSize(60);
  header->setSectionResizeMode(QHeaderView::Fixed);
  header->setSectionResizeMode(ClassesModel::Class, QHeaderView::Stretch);
  header->resizeSection(ClassesModel::Training, 92);
  header->resizeSection(ClassesModel::Bar, 108);
  header->resizeSection(ClassesModel::Test, 76);
  connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
    if (now.isValid()) Q_EMIT classChosen(now.row());
  });
}

void ClassTable::setDescription(std::shared_ptr<const DatasetDescription> description) {
  classes_->setDescription(std::move(description));
  setMinimumHeight(row_height * (1 + std::min(classes_->rowCount(), rows_at_least)));
}

}  // namespace tc3kd::ui
