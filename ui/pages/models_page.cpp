// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models_page.h"

#include "ui/bridge/run_controller.h"

namespace tc3kd::ui {

struct ModelsPage::State {};

ModelsPage::ModelsPage(StoreWatcher&, RunController&, QWidget* parent) : QWidget(parent) {}

ModelsPage::~ModelsPage() = default;

void ModelsPage::refresh() {}

}  // namespace tc3kd::ui
