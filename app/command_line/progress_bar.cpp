// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/progress_bar.h"

#include <algorithm>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "app/command_line/output.h"

namespace tc3kd {
namespace {

int terminal_columns() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

std::string phase_words(const Progress& p, std::int64_t stages) {
  const std::string stage = p.stage > 0 ? "stage " + std::to_string(p.stage) + "/" + std::to_string(stages) : "";
  const std::string epoch = "epoch " + std::to_string(p.epoch) + "/" + std::to_string(p.epochs);
  switch (p.phase) {
    case Phase::preparing: return "reading the data";
    case Phase::judge: return p.epochs > 0 ? "fixed student, " + epoch : "fixed student";
    case Phase::teacher: return p.epochs > 0 ? "teacher, " + epoch : "teacher";
    case Phase::measuring: return stage + ", measuring";
    case Phase::selecting: return stage + ", selecting";
    case Phase::training: return stage + ", " + epoch;
    case Phase::evaluating: return stage.empty() ? "evaluating" : stage + ", evaluating";
  }
  return {};
}

std::string with_warning(const Warning& warning) {
  std::string text = "warning: " + warning.kind;
  for (const auto& [name, value] : warning.context) text += ", " + name + " " + value;
  return text;
}

}  // namespace

ProgressBar::ProgressBar() : terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::clear() {
  if (drawn_) std::cerr << "\r\033[K" << std::flush;
  drawn_ = false;
}

void ProgressBar::line(const std::string& text) {
  clear();
  std::cerr << text << std::endl;
}

void ProgressBar::bar(const Progress& progress) {
  const double fraction = std::clamp(progress.run_fraction, 0.0, 1.0);
  std::string text = phase_words(progress, stages_);
  if (progress.loss) text += ", loss " + decimals(progress.loss, 3);
  if (last_top1_) text += ", test " + decimals(last_top1_, 2) + " %";
  if (progress.seconds_left) text += ", " + duration(*progress.seconds_left) + " left";
  const int cells = std::clamp(terminal_columns() - static_cast<int>(text.size()) - 10, 0, 30);
  std::string cells_text;
  for (int i = 0; i < cells; ++i) cells_text += i < static_cast<int>(fraction * cells) ? "█" : "░";
  std::cerr << "\r\033[K" << decimals(100 * fraction, 0) << " % " << cells_text << ' ' << text << std::flush;
  drawn_ = true;
}

void ProgressBar::show(const RunEvent& event) {
  if (const auto* progress = std::get_if<Progress>(&event.body)) {
    if (terminal_) bar(*progress);
  } else if (const auto* epoch = std::get_if<TeacherEpoch>(&event.body)) {
    if (epoch->test_top1) last_top1_ = epoch->test_top1;
    if (!terminal_) {
      line("teacher, epoch " + std::to_string(epoch->epoch) + "/" + std::to_string(epoch->epochs) + ", loss " +
           decimals(epoch->train_loss, 4) + ", test " + decimals(epoch->test_top1, 2) + " %");
    }
  } else if (const auto* teacher = std::get_if<TeacherReady>(&event.body)) {
    last_top1_.reset();
    line("teacher " + teacher->model + " " + teacher->origin + ": " + decimals(teacher->test_top1, 2) +
         " % on the test set");
  } else if (const auto* stage = std::get_if<StageStarted>(&event.body)) {
    stages_ = stage->stages;
  } else if (const auto* selected = std::get_if<StageSelected>(&event.body)) {
    line("stage " + std::to_string(selected->stage) + "/" + std::to_string(stages_) + ", α " +
         decimals(selected->alpha, 2) + ": " + std::to_string(selected->entered_count) + " samples enter, " +
         std::to_string(selected->subset_size) + " in all");
  } else if (const auto* done = std::get_if<EpochEnded>(&event.body)) {
    if (done->test_top1) last_top1_ = done->test_top1;
    if (!terminal_) {
      line("stage " + std::to_string(done->stage) + "/" + std::to_string(stages_) + ", epoch " +
           std::to_string(done->epoch) + ", loss " + decimals(done->train_loss, 4) + ", test " +
           decimals(done->test_top1, 2) + " %");
    }
  } else if (const auto* warning = std::get_if<Warning>(&event.body)) {
    line(with_warning(*warning));
  } else if (std::holds_alternative<RunEnded>(event.body)) {
    clear();
  }
}

}  // namespace tc3kd
