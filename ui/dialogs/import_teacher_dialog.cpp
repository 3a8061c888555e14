// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_teacher_dialog.h"

#include <map>
#include <set>

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>

#include "core/domain/config/config_json.h"
#include "core/domain/config/dataset_catalogue.h"
#include "ui/bridge/run_controller.h"
#include "ui/forms/field_editor.h"
#include "ui/forms/form_row.h"
#include "ui/pages/models/weight_report_view.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/loading_bar.h"

namespace tc3kd::ui {
namespace {

constexpr const char *weights_key = "teacher.weights", *model_key = "teacher.model", *set_key = "data.name",
                     *folder_key = "data.dir", *mean_key = "teacher.normalisation.mean",
                     *std_key = "teacher.normalisation.std";
constexpr int typing_ms = 300;

/// The set that weights for so many classes and channels were most likely trained on.
std::string likely_dataset(const WeightReport& report) {
  for (const DatasetFacts& facts : dataset_catalogue()) {
    const bool same = std::ssize(facts.classes) == report.classes && facts.channels == report.channels;
    if (same && !facts.is_tree) return facts.name;
  }
  return report.classes == 1000 ? "imagenet" : std::string();
}

}  // namespace

struct ImportTeacherDialog::State {
  explicit State(RunController& c) : controller(c) {}
  RunController& controller;
  ExperimentConfig config;
  std::map<std::string, FieldEditor*> editors;
  std::set<std::string> touched;  ///< keys that the user has set
  bool suggesting = false;
  std::optional<WeightReport> report;
  std::shared_ptr<RunControl> question, evaluation;
  QTimer typing;
  QLineEdit* name = nullptr;
  WeightReportView* view = nullptr;
  QLabel* error = nullptr;
  LoadingBar* busy = nullptr;
  QPushButton *import = nullptr, *cancel = nullptr;
  QWidget* fields = nullptr;
};

ImportTeacherDialog::ImportTeacherDialog(RunController& controller, QWidget* parent)
    : QDialog(parent), state_(std::make_unique<State>(controller)) {
  setObjectName(QStringLiteral("importTeacherDialog"));
  setWindowTitle(tr("Import teacher"));
  resize(1040, 560);
  state_->typing.setSingleShot(true);
  state_->typing.setInterval(typing_ms);
  connect(&state_->typing, &QTimer::timeout, this, [this] { inspect(true); });
  build();
  refresh();
}

ImportTeacherDialog::~ImportTeacherDialog() {
  for (const auto& control : {state_->question, state_->evaluation}) {
    if (control) control->stop();
  }
}

void ImportTeacherDialog::build() {
  State& s = *state_;
  buildFields();
  s.view = new WeightReportView;
  s.view->showMessage(tr("Choose a file: what it is, and which network it fits, appears here."));
  auto* report = new Card(tr("What is in the file"));
  report->body()->addWidget(s.view);
  auto* body = new QHBoxLayout;
  body->setSpacing(24);
  body->addWidget(s.fields);
  body->addWidget(report, 1);

  s.error = makeLabel({}, TextRole::Error);
  s.error->setObjectName(QStringLiteral("importError"));
  s.error->setWordWrap(true);
  s.busy = new LoadingBar;
  s.cancel = makeButton(tr("Cancel"));
  s.cancel->setObjectName(QStringLiteral("cancel"));
  s.import = makeButton(tr("Evaluate and keep"), ButtonRole::Primary);
  s.import->setObjectName(QStringLiteral("import"));
  auto* footer = new QHBoxLayout;
  footer->addWidget(s.error, 1);
  footer->addWidget(s.cancel);
  footer->addWidget(s.import);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 16, 24, 16);
  layout->setSpacing(12);
  layout->addWidget(makeLabel(tr("Import a teacher"), TextRole::PageTitle));
  layout->addWidget(makeLabel(tr("The weights are evaluated on the test set, and a copy is kept beside the store."),
                              TextRole::Secondary));
  layout->addWidget(s.busy);
  layout->addLayout(body, 1);
  layout->addLayout(footer);
  connect(s.cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(s.import, &QPushButton::clicked, this, &ImportTeacherDialog::start);
}

void ImportTeacherDialog::buildFields() {
  State& s = *state_;
  s.fields = new QWidget;
  auto* column = new QVBoxLayout(s.fields);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  for (const char* key : {weights_key, model_key, set_key, folder_key, mean_key, std_key}) {
    auto* editor = new FieldEditor(*find_field(key));
    editor->setValue(s.config);
    column->addWidget(editor);
    s.editors[key] = editor;
    connect(editor, &FieldEditor::edited, this, [this, key = std::string(key)] {
      if (state_->suggesting) return;
      state_->touched.insert(key);
      refresh();
      if (key == weights_key) state_->typing.start();
      if (key == model_key) inspect(false);
    });
  }
  column->addWidget(makeNameRow());
  column->addStretch(1);
}

QWidget* ImportTeacherDialog::makeNameRow() {
  State& s = *state_;
  s.name = new QLineEdit;
  s.name->setObjectName(QStringLiteral("teacherName"));
  s.name->setFixedWidth(300);
  return formRow(tr("Name"), s.name);
}

void ImportTeacherDialog::setFile(const QString& path) {
  state_->config.teacher.weights = path.toStdString();
  state_->editors[weights_key]->setValue(state_->config);
  refresh();
  inspect(true);
}

void ImportTeacherDialog::inspect(bool guess) {
  State& s = *state_;
  if (s.question) s.question->stop();
  s.report.reset();
  refresh();
  if (s.config.teacher.weights.empty()) return;
  const auto question = s.question = std::make_shared<RunControl>();
  s.view->showMessage(tr("Reading…"));
  s.controller.askAtLength<Result<WeightReport>>(
      this, question,
      [path = s.config.teacher.weights, model = guess ? std::string() : s.config.teacher.model](
          RunService& service, RunControl& control) -> Result<WeightReport> {
        if (!control.proceed()) return WeightReport{};  // another file was chosen meanwhile
        return service.engine().inspect_weights(path, model);
      },
      [this, question, guess](const Result<WeightReport>& report) {
        if (question != state_->question) return;
        if (report) {
          showReport(*report, guess);
        } else {
          state_->view->showError(errorText(report.error()));
        }
        refresh();
      });
}

void ImportTeacherDialog::showReport(const WeightReport& report, bool guess) {
  state_->report = report;
  state_->view->setReport(report);
  if (guess) suggest(report);
}

void ImportTeacherDialog::suggest(const WeightReport& report) {
  State& s = *state_;
  s.suggesting = true;
  const auto put = [&](const char* key, auto& target, const auto& value) {
    if (s.touched.contains(key) && std::string(key) != model_key) return;
    target = value;
    s.editors[key]->setValue(s.config);
  };
  if (!report.candidates.empty()) put(model_key, s.config.teacher.model, report.model);
  if (const std::string set = likely_dataset(report); !set.empty()) put(set_key, s.config.data.name, set);
  const NormalisationConfig normalisation = report.normalisation.value_or(NormalisationConfig{});
  put(mean_key, s.config.teacher.normalisation.mean, normalisation.mean);
  put(std_key, s.config.teacher.normalisation.std, normalisation.std);
  s.suggesting = false;
}

void ImportTeacherDialog::refresh() {
  State& s = *state_;
  bool allowed = true;
  for (const auto& [key, editor] : s.editors) {
    const auto error = editor->apply(s.config);
    editor->setErrorText(error ? fieldErrorText(*error) : QString());
    allowed = allowed && !error;
  }
  const ExperimentConfig resolved = resolve(s.config);
  for (const char* key : {mean_key, std_key}) s.editors[key]->setDerived(resolved);
  s.editors[model_key]->setVisible(!s.report || s.report->format != "TorchScript");
  s.name->setPlaceholderText(QFileInfo(QString::fromStdString(s.config.teacher.weights)).completeBaseName());
  s.busy->setBusy(s.evaluation != nullptr);
  s.fields->setEnabled(s.evaluation == nullptr);
  s.cancel->setText(s.evaluation ? tr("Stop") : tr("Cancel"));
  s.import->setEnabled(allowed && s.report && fits(*s.report) && !s.evaluation);
}

void ImportTeacherDialog::start() {
  State& s = *state_;
  TeacherImport teacher;
  const bool script = s.report->format == "TorchScript";
  teacher.request = {script ? std::string() : s.config.teacher.model,
                     s.config.teacher.weights,
                     s.config.data.name,
                     s.config.data.dir,
                     "auto",
                     s.config.teacher.normalisation.mean,
                     s.config.teacher.normalisation.std};
  teacher.name = s.name->text().trimmed().toStdString();
  s.error->clear();
  s.evaluation = std::make_shared<RunControl>();
  refresh();
  s.controller.askAtLength<Result<std::optional<TeacherSummary>>>(
      this, s.evaluation,
      [teacher](RunService& service, RunControl& control) { return service.import_teacher(teacher, control); },
      [this](const Result<std::optional<TeacherSummary>>& result) { finish(result); });
}

void ImportTeacherDialog::finish(const Result<std::optional<TeacherSummary>>& teacher) {
  state_->evaluation.reset();
  if (!teacher) state_->error->setText(errorText(teacher.error()));
  refresh();
  if (!teacher || !*teacher) return;
  Q_EMIT imported(**teacher);
  accept();
}

/// While it evaluates, Cancel and Escape stop that; the dialog stays.
void ImportTeacherDialog::done(int result) {
  if (result == Rejected && state_->evaluation) return state_->evaluation->stop();
  QDialog::done(result);
}

}  // namespace tc3kd::ui
