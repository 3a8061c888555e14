// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>

#include "core/domain/config/distillation_methods.h"
#include "core/engine/losses/attention_transfer.h"
#include "core/engine/losses/correlation_congruence.h"
#include "core/engine/losses/decoupled_kd.h"
#include "core/engine/losses/dist.h"
#include "core/engine/losses/distillation_method.h"
#include "core/engine/losses/fitnets.h"
#include "core/engine/losses/loss_maths.h"
#include "core/engine/losses/probabilistic_transfer.h"
#include "core/engine/losses/relational_kd.h"
#include "core/engine/losses/similarity_preserving.h"
#include "core/engine/losses/variational_information.h"

namespace tc3kd {
namespace {

using Made = Result<std::shared_ptr<DistillationMethod>>;

tl::unexpected<Error> refuse(const std::string& key, const std::string& value, const std::string& allowed) {
  return fail(ErrorCode::invalid_value, {{"key", key}, {"value", value}, {"allowed", allowed}});
}

std::string size_text(const TapShape& shape) {
  std::string text;
  for (const std::int64_t size : shape) text += (text.empty() ? "" : "×") + std::to_string(size);
  return text;
}

/// The taps are maps f0…f_{L−1} and the pooled f_L, and there is a map beside the stem.
bool has_maps(const TapShapes& taps) {
  const auto is_map = [](const TapShape& shape) { return shape.size() == 3; };
  return taps.size() >= 3 && std::all_of(taps.begin(), taps.end() - 1, is_map) && taps.back().size() == 1;
}

Made make_fitnets(const DistillationConfig& config, const TapShapes& student, const TapShapes& teacher) {
  const std::string key = "distillation.hint_layer", value = std::to_string(config.hint_layer);
  const auto layer = static_cast<std::size_t>(config.hint_layer);
  const std::size_t maps = std::min(student.size(), teacher.size()) - 1;
  if (config.hint_layer < 0 || layer >= maps) return refuse(key, value, "0 to " + std::to_string(maps - 1));
  const TapShape &s = student[layer], &t = teacher[layer];
  if (!Regressor::fits(s, t)) {
    return refuse(key, value,
                  "a layer whose map in the student is at least as large as the teacher's, or half as large; here " +
                      size_text(s) + " and " + size_text(t));
  }
  return std::make_shared<FitNets>(layer, s, t, config.regressor_relu);
}

CorrelationForm correlation_form(const std::string& name) {
  if (name == "paper") return CorrelationForm::paper;
  return name == "torchdistill" ? CorrelationForm::torchdistill : CorrelationForm::neighbours;
}

Made make(const DistillationConfig& d, const TapShapes& student, const TapShapes& teacher) {
  if (d.method == "at") return std::make_shared<AttentionTransfer>(d.at_form == "paper");
  if (d.method == "fitnets") return make_fitnets(d, student, teacher);
  if (d.method == "cckd") {
    return std::make_shared<CorrelationCongruence>(student.back()[0], teacher.back()[0], correlation_form(d.cckd_form));
  }
  if (d.method == "dkd") return std::make_shared<DecoupledKd>(d.dkd_alpha, d.dkd_beta, d.dkd_warm_up);
  if (d.method == "dist") return std::make_shared<Dist>(d.dist_inter, d.dist_intra);
  if (d.method == "sp") return std::make_shared<SimilarityPreserving>();
  if (d.method == "pkt") return std::make_shared<ProbabilisticTransfer>();
  if (d.method == "rkd") return std::make_shared<RelationalKd>(d.rkd_distance, d.rkd_angle);
  if (d.method == "vid") return std::make_shared<VariationalInformation>(student, teacher);
  return fail(ErrorCode::engine_failure, {{"detail", "no loss is made for the method " + d.method}});
}

}  // namespace

TapShapes tap_shapes(Network& network, const at::Tensor& pictures) {
  const torch::NoGradGuard no_grad;
  const bool was_training = network.is_training();
  network.eval();
  const NetworkOutput output = network.forward(pictures, /*with_features=*/true);
  network.train(was_training);
  TapShapes shapes;
  for (const at::Tensor& feature : output.features) shapes.push_back(feature.sizes().slice(1).vec());
  return shapes;
}

Made make_method(const DistillationConfig& config, const TapShapes& student, const TapShapes& teacher,
                 std::int64_t classes, std::uint64_t seed) {
  const DistillationMethodFacts& facts = method_facts(config);
  if (!facts.own_loss) return std::shared_ptr<DistillationMethod>();
  if (facts.features && !(has_maps(student) && has_maps(teacher))) {
    return refuse("distillation.method", config.method, "a method that reads logits alone: a network shows no maps");
  }
  if (classes < 2) return refuse("distillation.method", config.method, "none where there is one class");
  Made method = make(config, student, teacher);
  if (method) default_initialise(**method, seed);
  return method;
}

}  // namespace tc3kd
