// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tc3kd {

/// Per-channel normalisation x' = (x/255 − mean)/std. Empty lists mean: the data set's own constants.
struct NormalisationConfig {
  std::vector<double> mean;
  std::vector<double> std;
  friend bool operator==(const NormalisationConfig&, const NormalisationConfig&) = default;
};

/// Which pictures, how many, and how a training picture is varied.
struct DataConfig {
  std::string name = "fashion-mnist";
  std::string dir;                ///< the folder that holds the files, or its parent; empty: the usual places
  std::int64_t train_limit = 0;   ///< training samples, balanced over classes; 0 is all
  std::int64_t validation = 0;    ///< training samples held out (balanced) and measured each epoch; 0 is none
  std::uint64_t seed = 0;         ///< draws the limited subset and the held-out samples
  std::int64_t crop_padding = 4;  ///< random crop after zero padding by this many pixels a side; 0 is off
  bool flip = true;               ///< mirror left-right with probability 1/2
  std::string splits = "train";   ///< of CINIC-10: train | train+valid, what is trained on
  std::string corrupt = "refuse";     ///< pictures of a folder that cannot be decoded: refuse | skip
  std::int64_t image_size = 0;        ///< side of the pictures of a folder; 0: ImageNet's 224, a folder's own size
  std::string augmentation = "crop";  ///< crop (pad, crop, mirror) | resized_crop (of a random size and shape, mirror)
  NormalisationConfig normalisation;
  friend bool operator==(const DataConfig&, const DataConfig&) = default;
};

/// How stochastic gradient descent is run. The teacher and the student have one each.
struct OptimiserConfig {
  std::int64_t batch_size = 128;
  double learning_rate = 0.1;
  std::string schedule = "step";                 ///< constant | step | cosine
  std::vector<double> milestones = {0.3, 0.6, 0.9};  ///< of `step`: fractions of the epochs after which the rate drops
  double gamma = 0.1;                            ///< of `step`: the factor of each drop
  double momentum = 0.9;
  bool nesterov = true;
  double weight_decay = 5e-4;
  friend bool operator==(const OptimiserConfig&, const OptimiserConfig&) = default;
};

struct TeacherConfig {
  std::string model = "resnet20";
  std::string weights;      ///< safetensors, .pt, .pth or TorchScript; empty: trained (or reused, when the same one was)
  std::int64_t epochs = 30;
  std::uint64_t seed = 0;
  OptimiserConfig optimiser;
  NormalisationConfig normalisation;  ///< what imported weights were trained with; empty lists: the data's
  friend bool operator==(const TeacherConfig&, const TeacherConfig&) = default;
};

struct StudentConfig {
  std::string model = "resnet8";
  friend bool operator==(const StudentConfig&, const StudentConfig&) = default;
};

/// L = λ·CE + κ·τ²·KL(teacher‖student) + β·method loss (TC3KD Eq. 2 with the sign and the τ² of algorithms §1.2; the
/// methods of §2). `distillation_methods.h` knows what each method is.
struct DistillationConfig {
  std::string method = "kd";  ///< none | kd | at | fitnets | cckd | slkd | dkd | dist | sp | pkt | rkd | vid
  double temperature = 5.0;         ///< τ
  double ce_weight = 0.5;           ///< λ
  std::optional<double> kd_weight;  ///< κ; unless set 1 − λ, or 0 where the method replaces KL (dkd, dist)
  std::optional<double> method_weight;         ///< β; the method's own unless set
  std::string temperature_schedule = "fixed";  ///< fixed | ctkd (τ is learnt against the student)
  bool standardise_logits = false;             ///< soften z-scores of the logits instead of the logits (LSKD)

  std::string at_form = "code";  ///< code (mean square, what β = 1000 fits) | paper (norm of the difference)
  std::int64_t hint_layer = 2;   ///< FitNets: the tap f_i, from 0
  std::int64_t hint_epochs = 0;  ///< FitNets: epochs of E on the hint alone, before the others; 0 is one stage
  bool regressor_relu = true;    ///< FitNets: the regressor ends in ReLU, as the benchmark's
  std::string cckd_form = "repdistiller";  ///< repdistiller (products of neighbours) | paper | torchdistill (kernels)
  double dkd_alpha = 1.0;                  ///< DKD: weight of the target class's part
  double dkd_beta = 8.0;                   ///< DKD: weight of the other classes' part
  std::int64_t dkd_warm_up = 20;           ///< DKD: epochs over which its loss grows to its weight; 0 is at once
  double dist_inter = 1.0, dist_intra = 1.0;   ///< DIST: weights within a sample's classes, within a class's samples
  double rkd_distance = 25.0, rkd_angle = 50.0;  ///< RKD: weights of its two parts
  friend bool operator==(const DistillationConfig&, const DistillationConfig&) = default;
};

/// The curriculum of algorithms §1.3. TC3KD is (cooperative, decreasing, remove, balanced).
struct CurriculumConfig {
  std::int64_t stages = 5;               ///< m; 1 is plain distillation
  std::string measurer = "cooperative";  ///< cooperative | fixed_teacher | fixed_student | student | slkd | replay
  std::string alpha = "decreasing";      ///< decreasing | increasing | fixed:A | linear:A:B | list:A,B,…
  std::string pool = "remove";           ///< remove | keep
  bool balanced = true;
  bool measure_all = false;              ///< measure the student on all of D at every stage boundary
  std::string transform = "test";        ///< test | train | tta:N: what the measured pictures pass through
  std::string score = "raw";             ///< raw | rank | zscore, see ScoreNorm
  std::int64_t patience = 0;             ///< epochs without gain that end a stage early; 0 keeps the whole budget
  double min_delta = 0.001;              ///< what counts as a gain: nats
  std::optional<std::int64_t> warm_up;   ///< epochs on all of D before stage 1; derived where unset
  std::string judge_weights;             ///< of the fixed student; empty: trained by plain distillation
  std::uint64_t judge_seed = 0;          ///< of its training; repeats share it
  std::string replay;                    ///< the run (id or name) whose selections are replayed
  friend bool operator==(const CurriculumConfig&, const CurriculumConfig&) = default;
};

struct TrainingConfig {
  std::int64_t epochs = 30;                      ///< E, the sum over the stages
  std::string epoch_unit = "subset_pass";        ///< subset_pass | fixed_iterations (⌈N/B⌉ steps)
  std::string lr_policy = "global";              ///< global | restart_per_stage | constant_until_last_stage
  std::int64_t evaluate_every = 1;               ///< epochs; the last epoch of a stage is always evaluated
  double checkpoint_minutes = 5;                 ///< between checkpoints within a stage; 0: at stages' ends alone
  OptimiserConfig optimiser;
  friend bool operator==(const TrainingConfig&, const TrainingConfig&) = default;
};

/// Everything that a run is. Defaults are the preset `tc3kd`.
struct ExperimentConfig {
  std::uint64_t seed = 1;          ///< the student's initialisation, order and augmentation
  std::string device = "auto";     ///< auto | cpu | cuda | cuda:N
  std::string precision = "auto";  ///< auto | fp32 | bf16
  DataConfig data;
  TeacherConfig teacher;
  StudentConfig student;
  DistillationConfig distillation;
  CurriculumConfig curriculum;
  TrainingConfig training;
  friend bool operator==(const ExperimentConfig&, const ExperimentConfig&) = default;
};

/// κ, resolved.
[[nodiscard]] double kd_weight(const DistillationConfig& d);
/// β, resolved; 0 for a method without a loss of its own.
[[nodiscard]] double method_weight(const DistillationConfig& d);

/// Whether the samples are ranked by a student that is trained (or given) before stage 1 and never changes.
[[nodiscard]] inline bool needs_judge(const ExperimentConfig& c) {
  return c.curriculum.stages > 1 && c.curriculum.measurer == "fixed_student";
}

/// Whether the run has a teacher at all: to distil from, to rank samples by, or to train the judge.
[[nodiscard]] inline bool needs_teacher(const ExperimentConfig& c) {
  if (c.distillation.method != "none") return true;
  if (c.curriculum.stages == 1) return false;
  const std::string& measurer = c.curriculum.measurer;
  return measurer == "cooperative" || measurer == "fixed_teacher" ||
         (measurer == "fixed_student" && c.curriculum.judge_weights.empty());
}

/// Epochs of E on all of D before stage 1. SLKD needs a student to judge: E/(m+1) of them, rounded (algorithms §2.6).
[[nodiscard]] inline std::int64_t warm_up_epochs(const ExperimentConfig& c) {
  if (c.curriculum.stages == 1) return 0;
  const bool slkd = c.curriculum.measurer == "slkd" || c.distillation.method == "slkd";
  const std::int64_t parts = c.curriculum.stages + 1;
  return c.curriculum.warm_up.value_or(slkd ? (2 * c.training.epochs + parts) / (2 * parts) : 0);
}

/// Epochs of E that come before stage 1, on all of D: those of FitNets' hint alone, then the warm-up.
[[nodiscard]] inline std::int64_t stage_zero_epochs(const ExperimentConfig& c) {
  return (c.distillation.method == "fitnets" ? c.distillation.hint_epochs : 0) + warm_up_epochs(c);
}

}  // namespace tc3kd
