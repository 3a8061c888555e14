// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/messages.h"

#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/model_names.h"

namespace tc3kd::ui {
namespace {

struct Messages {
  Q_DECLARE_TR_FUNCTIONS(Messages)
};

QString value(const Error& error, const char* name) { return QString::fromStdString(error[name]); }

/// "; allowed: …", "; did you mean …?", "(detail)": what the context has beyond the sentence.
QString allowed(const Error& e) {
  const QString text = value(e, "allowed");
  return text.isEmpty() ? QString() : Messages::tr("; allowed: %1").arg(text);
}
QString nearest(const Error& e) {
  const QString text = value(e, "nearest");
  return text.isEmpty() ? QString() : Messages::tr("; did you mean “%1”?").arg(text);
}
QString detail(const Error& e) {
  const QString text = value(e, "detail");
  return text.isEmpty() ? QString() : Messages::tr(" (%1)").arg(text);
}

QString fieldOf(const Error& e) {
  const Field* field = find_field(e["key"]);
  return field != nullptr ? fieldLabel(*field) : value(e, "key");
}

QString sentence(const Error& e) {
  const QString path = value(e, "path"), what = value(e, "value");
  switch (e.code) {
    case ErrorCode::unknown_key: return Messages::tr("There is no key “%1”").arg(value(e, "key")) + nearest(e);
    case ErrorCode::invalid_value: return Messages::tr("%1 cannot be “%2”").arg(fieldOf(e), what) + nearest(e) + allowed(e);
    case ErrorCode::invalid_json: return Messages::tr("%1 is not a valid JSON document").arg(path) + detail(e);
    case ErrorCode::first_stage_empty:
      return Messages::tr("With %1 = %2 the first stage has no samples").arg(fieldOf(e), what) + allowed(e);
    case ErrorCode::too_few_epochs:
      return Messages::tr("With %1 = %2 a stage has no epoch").arg(fieldOf(e), what) + allowed(e);
    case ErrorCode::unknown_preset: return Messages::tr("There is no preset “%1”").arg(what) + nearest(e) + allowed(e);
    case ErrorCode::unknown_model: return Messages::tr("There is no network “%1”").arg(what) + nearest(e) + allowed(e);
    case ErrorCode::unknown_run: return Messages::tr("There is no run “%1”").arg(what) + nearest(e);
    case ErrorCode::ambiguous_run: return Messages::tr("“%1” fits several runs").arg(what) + allowed(e);
    case ErrorCode::unknown_teacher: return Messages::tr("There is no imported teacher “%1”").arg(what) + nearest(e);
    case ErrorCode::file_missing: return Messages::tr("%1 is not there").arg(path);
    case ErrorCode::file_unreadable: return Messages::tr("%1 cannot be read").arg(path) + detail(e);
    case ErrorCode::file_unwritable: return Messages::tr("%1 cannot be written").arg(path) + detail(e);
    case ErrorCode::file_malformed: return Messages::tr("%1 is damaged or of another kind").arg(path) + detail(e);
    case ErrorCode::dataset_missing: return Messages::tr("The data set %1 is not in %2").arg(what, path) + detail(e);
    case ErrorCode::weights_mismatch:
      return Messages::tr("The weights in %1 do not fit the network").arg(path) + detail(e);
    case ErrorCode::device_missing: return Messages::tr("There is no device “%1” here").arg(what) + allowed(e);
    case ErrorCode::out_of_memory: return Messages::tr("Memory ran out; a smaller batch needs less") + detail(e);
    case ErrorCode::disk_full: return Messages::tr("The disk of %1 is full; what was stored before is kept").arg(path);
    case ErrorCode::store_locked:
      return Messages::tr("The store %1 is locked by another program").arg(path) + detail(e);
    case ErrorCode::store_newer:
      return Messages::tr("The store %1 is of version %2, newer than this program's %3; it was left alone")
          .arg(path, what, value(e, "allowed"));
    case ErrorCode::store_foreign:
      return Messages::tr("%1 is not a store of this program; it was left alone").arg(path);
    case ErrorCode::store_damaged: return Messages::tr("The store %1 is damaged").arg(path) + detail(e);
    case ErrorCode::run_active: return Messages::tr("The run is still running; stop it first");
    case ErrorCode::run_not_resumable:
      return Messages::tr("Only a stopped, failed or interrupted run can go on");
    case ErrorCode::data_changed:
      return Messages::tr("The data of %1 are not those of the run: it was made from %2, and there are %3 now")
          .arg(what, value(e, "expected"), value(e, "found"));
    case ErrorCode::run_not_active: return Messages::tr("The run is not running any more: there is nothing to steer");
    case ErrorCode::diverged:
      return Messages::tr("The loss was no number any more at stage %1, epoch %2; a smaller learning rate may help")
          .arg(value(e, "stage"), value(e, "epoch"));
    case ErrorCode::engine_failure: return Messages::tr("The engine failed") + detail(e);
    case ErrorCode::usage: return value(e, "detail");
  }
  return QString::fromLatin1(to_string(e.code));
}

QString translated(const std::string& text) {
  return text.empty() ? QString() : QCoreApplication::translate("fields", text.c_str());
}

}  // namespace

QString errorText(const Error& error) { return sentence(error) + QLatin1Char('.'); }

QString fieldErrorText(const Error& e) {
  const QString text = value(e, "allowed");
  switch (e.code) {
    case ErrorCode::invalid_value:
      return text.isEmpty() ? Messages::tr("Not possible: %1").arg(value(e, "value"))
                            : Messages::tr("Allowed: %1").arg(text);
    case ErrorCode::first_stage_empty: return Messages::tr("The first stage would be empty; allowed: %1").arg(text);
    case ErrorCode::too_few_epochs: return Messages::tr("Each stage needs an epoch; allowed: %1").arg(text);
    case ErrorCode::unknown_model:
    case ErrorCode::device_missing: return Messages::tr("Not there; allowed: %1").arg(text);
    default: return sentence(e);
  }
}

QString warningText(const Warning& warning) {
  const auto part = [&](const char* name) {
    const auto found = warning.context.find(name);
    return found == warning.context.end() ? QString() : QString::fromStdString(found->second);
  };
  if (warning.kind == "class_gains_nothing")
    return Messages::tr("At stage %1 these classes gain nothing: %2.").arg(part("stage"), part("classes"));
  if (warning.kind == "journal_full")
    return Messages::tr("Training had to wait %1 s for the disk.").arg(part("seconds"));
  if (warning.kind == "pictures_skipped")
    return Messages::tr("Damaged pictures were left out (%1): %2")
        .arg(part("count"), part("files").section('\n', 0, 2));
  if (warning.kind == "pictures_passed_over")
    return Messages::tr("Files that are no jpg, jpeg or png were passed over (%1).").arg(part("count"));
  if (warning.kind == "md5_differs")
    return Messages::tr("%1 is not the published file: its MD5 is %2 instead of %3.")
        .arg(part("path"), part("value"), part("allowed"));
  if (warning.kind == "weights_mapped")
    return Messages::tr("The teacher's weights were adapted: %1.").arg(part("detail"));
  return QString::fromStdString(warning.kind);
}

QString statusText(RunStatus status) {
  switch (status) {
    case RunStatus::queued: return Messages::tr("queued");
    case RunStatus::running: return Messages::tr("running");
    case RunStatus::paused: return Messages::tr("paused");
    case RunStatus::stopped: return Messages::tr("stopped");
    case RunStatus::finished: return Messages::tr("finished");
    case RunStatus::failed: return Messages::tr("failed");
    case RunStatus::interrupted: return Messages::tr("interrupted");
  }
  return {};
}

QString fieldLabel(const Field& field) { return translated(field.label); }
QString fieldHelp(const Field& field) { return translated(field.help); }
QString choiceLabel(const Field&, const FieldChoice& choice) { return translated(choice.label); }

QString durationText(double seconds) {
  const QLocale locale;
  if (!(seconds >= 0)) return QStringLiteral("—");
  if (seconds < 9.95) return Messages::tr("%1 s").arg(locale.toString(seconds, 'f', 1));
  const auto whole = static_cast<qint64>(std::llround(seconds));
  if (whole < 60) return Messages::tr("%1 s").arg(locale.toString(whole));
  if (whole < 3600) return Messages::tr("%1 min %2 s").arg(locale.toString(whole / 60), locale.toString(whole % 60));
  return Messages::tr("%1 h %2 min").arg(locale.toString(whole / 3600), locale.toString(whole % 3600 / 60));
}

QString percentText(std::optional<double> percent, int decimals) {
  return percent ? QLocale().toString(*percent, 'f', decimals) : QStringLiteral("—");
}

QString countText(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString modelLabel(const std::string& model) { return QString::fromStdString(model_label(model)); }

QString datasetLabel(const std::string& name) {
  const DatasetFacts* facts = find_dataset(name);
  // Translated, since one of them is no name: "Folder of pictures".
  return facts != nullptr ? translated(facts->label) : QString::fromStdString(name);
}

QString datasetLabel(const DataConfig& data) {
  const QString name = datasetLabel(data.name);
  return data.train_limit > 0 ? name + QLatin1Char(' ') + countText(data.train_limit) : name;
}

QString pairLabel(const ExperimentConfig& config) {
  const QString student = modelLabel(config.student.model);
  return needs_teacher(config) ? modelLabel(config.teacher.model) + QStringLiteral(" → ") + student : student;
}

}  // namespace tc3kd::ui
