// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include "ui/bridge/run_controller.h"

namespace tc3kd::ui {

struct DataPage::State {};

DataPage::DataPage(RunController&, QWidget* parent) : QWidget(parent) {}

DataPage::~DataPage() = default;

void DataPage::refresh() {}

}  // namespace tc3kd::ui
