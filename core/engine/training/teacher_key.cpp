// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/teacher_key.h"

#include <nlohmann/json.hpp>

#include "core/domain/config/distillation_methods.h"
#include "core/domain/content_hash.h"

namespace tc3kd {
namespace {

/// Raised when the engine begins to train differently from the same configuration.
constexpr int training_revision = 1;

nlohmann::json data_part(const DataConfig& data, const ContentHash& fingerprint) {
  return {{"fingerprint", fingerprint}, {"limit", data.train_limit},       {"validation", data.validation},
          {"seed", data.seed},          {"mean", data.normalisation.mean}, {"std", data.normalisation.std}};
}

nlohmann::json optimiser_part(const OptimiserConfig& o) {
  nlohmann::json part{{"batch_size", o.batch_size}, {"learning_rate", o.learning_rate},
                      {"schedule", o.schedule},     {"momentum", o.momentum},
                      {"nesterov", o.nesterov},     {"weight_decay", o.weight_decay}};
  if (o.schedule == "step") {
    part["milestones"] = o.milestones;
    part["gamma"] = o.gamma;
  }
  return part;
}

}  // namespace

ContentHash trained_teacher_key(const ExperimentConfig& config, const ContentHash& fingerprint,
                                const std::string& precision, const std::string& device_kind) {
  nlohmann::json key{{"revision", training_revision},
                     {"data", data_part(config.data, fingerprint)},
                     {"crop_padding", config.data.crop_padding},
                     {"flip", config.data.flip},
                     {"model", config.teacher.model},
                     {"epochs", config.teacher.epochs},
                     {"seed", config.teacher.seed},
                     {"optimiser", optimiser_part(config.teacher.optimiser)},
                     {"precision", precision},
                     {"device", device_kind}};
  // Not named where it is as it always was: teachers trained before there was a choice are found again.
  if (config.data.augmentation != "crop") key["augmentation"] = config.data.augmentation;
  return content_hash(key.dump());
}

ContentHash imported_teacher_key(const ExperimentConfig& config, const ContentHash& fingerprint,
                                 const ContentHash& weights) {
  // What the teacher sees are its own constants, whatever the student's are.
  DataConfig data = config.data;
  data.normalisation = config.teacher.normalisation;
  const nlohmann::json key{
      {"data", data_part(data, fingerprint)}, {"model", config.teacher.model}, {"weights", weights}};
  return content_hash(key.dump());
}

ContentHash trained_judge_key(const ExperimentConfig& config, const ContentHash& fingerprint,
                              const std::string& precision, const std::string& device_kind,
                              const ContentHash& teacher) {
  const DistillationConfig d = plain_distillation(config.distillation);
  const nlohmann::json key{{"role", "judge"},
                           {"revision", training_revision},
                           {"data", data_part(config.data, fingerprint)},
                           {"crop_padding", config.data.crop_padding},
                           {"flip", config.data.flip},
                           {"model", config.student.model},
                           {"epochs", config.training.epochs},
                           {"seed", config.curriculum.judge_seed},
                           {"optimiser", optimiser_part(config.training.optimiser)},
                           {"distillation", {d.temperature, d.ce_weight, kd_weight(d)}},
                           {"teacher", teacher},
                           {"precision", precision},
                           {"device", device_kind}};
  return content_hash(key.dump());
}

ContentHash imported_judge_key(const ExperimentConfig& config, const ContentHash& fingerprint,
                               const ContentHash& weights) {
  const nlohmann::json key{{"role", "judge"},
                           {"data", data_part(config.data, fingerprint)},
                           {"model", config.student.model},
                           {"weights", weights}};
  return content_hash(key.dump());
}

}  // namespace tc3kd
