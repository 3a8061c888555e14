// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/checkpoint.h"

#include <nlohmann/json.hpp>

#include "core/engine/training/run_context.h"

namespace tc3kd {
namespace {

using nlohmann::json;

constexpr const char* metadata_key = "tc3kd_checkpoint";

std::string momentum_name(std::size_t i) { return "momentum/" + std::to_string(i); }

/// Every tensor that is restored by name, with where it lies.
Tensors places(const TrainingParts& parts) {
  Tensors all;
  for (const auto& [name, module] : parts.modules) {
    for (const auto& [key, tensor] : state_of(*module)) all[name + "/" + key] = tensor;
  }
  const auto& buffers = parts.optimiser->momentum_buffers();
  for (std::size_t i = 0; i < buffers.size(); ++i) all[momentum_name(i)] = buffers[i];
  return all;
}

json place_document(const Checkpoint& c) {
  return {{"part", c.part},
          {"stage", c.stage},
          {"epoch", c.epoch},
          {"steps", c.progress.steps},
          {"samples", c.progress.samples},
          {"sums", c.progress.sums},
          {"has_kl", c.progress.has_kl},
          {"epoch_seconds", c.epoch_seconds},
          {"stage_seconds",
           {c.stage_seconds.measuring, c.stage_seconds.selecting, c.stage_seconds.training, c.stage_seconds.evaluating}},
          {"work", c.work},
          {"first_step", c.first_step}};
}

/// Throws where a member is missing or of another kind.
void read_place(const json& place, Checkpoint& c) {
  c.part = place.at("part").get<std::string>();
  c.stage = place.at("stage").get<std::int64_t>();
  c.epoch = place.at("epoch").get<std::int64_t>();
  c.progress = {place.at("steps").get<std::int64_t>(), place.at("samples").get<std::int64_t>(),
                place.at("sums").get<std::vector<double>>(), place.at("has_kl").get<bool>()};
  c.epoch_seconds = place.at("epoch_seconds").get<double>();
  const auto seconds = place.at("stage_seconds").get<std::array<double, 4>>();
  c.stage_seconds = {seconds[0], seconds[1], seconds[2], seconds[3]};
  c.work = place.at("work").get<double>();
  c.first_step = place.at("first_step").get<bool>();
}

}  // namespace

void Checkpoint::capture(const TrainingParts& parts) {
  for (const auto& [name, tensor] : places(parts)) tensors[name] = tensor.detach().to(torch::kCPU, /*non_blocking=*/false, /*copy=*/true);
  first_step = parts.optimiser->first_step();
}

void Checkpoint::restore(const TrainingParts& parts) const {
  const torch::NoGradGuard no_grad;
  for (auto& [name, tensor] : places(parts)) {
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.sizes() != tensor.sizes()) {
      throw RunFailure{{ErrorCode::file_malformed, {{"path", "the checkpoint"}, {"detail", name + " does not fit"}}}};
    }
    torch::Tensor target = tensor;
    target.copy_(found->second);
  }
  parts.optimiser->set_first_step(first_step);
}

Bytes encode_checkpoint(const Checkpoint& checkpoint) {
  return write_tensors(checkpoint.tensors, {{metadata_key, place_document(checkpoint).dump()}});
}

Result<Checkpoint> decode_checkpoint(std::span<const std::byte> bytes, const std::string& path) {
  std::map<std::string, std::string> metadata;
  const auto stored = parse_safetensors(bytes, path, &metadata);
  if (!stored) return tl::unexpected(stored.error());
  const auto malformed = [&](const std::string& detail) {
    return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", detail}});
  };
  Checkpoint checkpoint;
  try {
    read_place(json::parse(metadata[metadata_key]), checkpoint);
  } catch (const json::exception&) {
    return malformed("it is no checkpoint of this program");
  }
  for (const auto& [name, tensor] : *stored) {
    if (!scalar_type(tensor.dtype)) return malformed(name + " has a type that no network has");
    checkpoint.tensors[name] = read_tensor(tensor);
  }
  return checkpoint;
}

}  // namespace tc3kd
