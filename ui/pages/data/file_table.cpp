// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/file_table.h"

#include <algorithm>

#include <QHeaderView>

#include "ui/text/messages.h"
#include "ui/widgets/table.h"

namespace tc3kd::ui {
namespace {

constexpr int row_height = 26;
constexpr int most_rows_seen = 8;

QString within(const DatasetDescription& d, const std::string& path) {
  const std::string folder = d.status.path + '/';
  return QString::fromStdString(path.starts_with(folder) ? path.substr(folder.size()) : path);
}

}  // namespace

std::vector<FileRemark> checkRemarks(const DatasetDescription& d) {
  std::vector<FileRemark> remarks;
  for (const FileCheck& file : d.files) {
    const QString md5 = QString::fromStdString(file.md5), published = QString::fromStdString(file.published);
    FileRemark remark{within(d, file.path), {}, nullptr, {}};
    if (file.matches()) {
      remark.remark = QStringLiteral("✓ ") + FilesModel::tr("matches");
      remark.colour = &Colours::ok;
      remark.toolTip = FilesModel::tr("MD5 %1, as published").arg(md5);
    } else {
      remark.remark = QStringLiteral("✕ ") + FilesModel::tr("differs");
      remark.colour = &Colours::error;
      remark.toolTip = FilesModel::tr("MD5 %1, published is %2").arg(md5, published);
    }
    remarks.push_back(std::move(remark));
  }
  return remarks;
}

std::vector<FileRemark> corruptRemarks(const DatasetDescription& d) {
  std::vector<FileRemark> remarks;
  for (const Error& error : d.corrupt) {
    // The sentence would name the path again; the reason alone fits a row.
    const QString detail = QString::fromStdString(error["detail"]);
    remarks.push_back(
        {within(d, error["path"]), detail.isEmpty() ? errorText(error) : detail, &Colours::error, errorText(error)});
  }
  return remarks;
}

void FilesModel::setRemarks(std::vector<FileRemark> remarks) {
  beginResetModel();
  remarks_ = std::move(remarks);
  endResetModel();
}

int FilesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(remarks_.size());
}
int FilesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FilesModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const FileRemark& row = remarks_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return index.column() == File ? row.path : row.remark;
    case Qt::ToolTipRole: return index.column() == File ? row.path : row.toolTip;
    case Qt::ForegroundRole:
      return index.column() == Remark && row.colour != nullptr ? QVariant(Theme::instance().colours().*row.colour)
                                                               : QVariant();
    default: return {};
  }
}

FileTable::FileTable(const QString& name, QWidget* parent) : QTableView(parent), files_(new FilesModel(this)) {
  setAccessibleName(name);
  setModel(files_);
  styleTable(*this, row_height);
  setTabKeyNavigation(false);
  setTextElideMode(Qt::ElideMiddle);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  horizontalHeader()->hide();
  horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void FileTable::setRemarks(std::vector<FileRemark> remarks) {
  files_->setRemarks(std::move(remarks));
  setFixedHeight(row_height * std::min(files_->rowCount(), most_rows_seen) + 2);
}

}  // namespace tc3kd::ui
