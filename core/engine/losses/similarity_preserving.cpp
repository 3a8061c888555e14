// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/similarity_preserving.h"

#include "core/engine/losses/loss_maths.h"

namespace tc3kd {
namespace {

at::Tensor similarity(const at::Tensor& feature) {
  const at::Tensor rows = feature.flatten(1);
  return unit_rows(rows.mm(rows.t()));
}

const at::Tensor& last_map(const NetworkOutput& output) { return output.features[output.features.size() - 2]; }

}  // namespace

at::Tensor similarity_preserving(const at::Tensor& student, const at::Tensor& teacher) {
  return (similarity(teacher.detach()) - similarity(student)).square().mean();
}

at::Tensor SimilarityPreserving::loss(const MethodInput& input) {
  return similarity_preserving(last_map(input.student), last_map(input.teacher));
}

}  // namespace tc3kd
