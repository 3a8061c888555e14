// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/weight_import.h"

#include <algorithm>
#include <utility>

#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/state_dict.h"
#include "core/engine/models/tensor_io.h"
#include "core/engine/models/weight_names.h"

namespace tc3kd {
namespace {

constexpr std::int64_t largest_weights_file = std::int64_t{4} << 30;
constexpr std::int64_t catalogue_classes[] = {100, 1000};  // of the CIFAR networks, and of ImageNet's

/// Publishers that are known by what their files look like, and the constants that they trained with (algorithms §4).
void recognise_source(WeightFile& file, const std::string& origin) {
  WeightReport& report = file.report;
  if (report.channels != 3) return;
  const std::string name = std::filesystem::path(origin).filename().string();
  const auto has = [&](const char* part) {
    return std::any_of(file.tensors.begin(), file.tensors.end(),
                       [&](const auto& named) { return named.first.find(part) != std::string::npos; });
  };
  if (name.starts_with("cifar100_") && report.classes == 100 && report.wrapper.empty()) {
    report.source = "pytorch-cifar-models";
    report.normalisation = NormalisationConfig{{0.5070, 0.4865, 0.4409}, {0.2673, 0.2564, 0.2761}};
  } else if (file.tensors.contains("linear.weight") && report.classes == 10 && file.tensors.contains("conv1.weight") &&
             !has("downsample.") && !has("shortcut.")) {
    report.source = "pytorch_resnet_cifar10";
    report.normalisation = NormalisationConfig{{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};
  }
}

NamedShapes shapes_of(const Tensors& state) {
  NamedShapes shapes;
  for (const auto& [name, tensor] : state) shapes[name] = tensor.sizes().vec();
  return shapes;
}

/// What the network must be made for so that the file can fit it.
NetworkShape own_shape(const WeightFile& file) {
  NetworkShape shape;
  if (file.report.channels > 0) shape.channels = file.report.channels;
  if (file.report.classes > 0) shape.classes = file.report.classes;
  return shape;
}

WeightReport report_of(const WeightFile& file, NameMatch match) {
  WeightReport report = file.report;
  report.missing = std::move(match.missing);
  report.unexpected = std::move(match.unexpected);
  report.misshaped = std::move(match.misshaped);
  report.renamed = std::move(match.renamed);
  return report;
}

/// "3 missing (fc.bias, fc.weight, …)"
std::string summary(const char* what, const std::vector<std::string>& names) {
  std::string text = std::to_string(names.size()) + " " + what + " (";
  for (std::size_t i = 0; i < names.size() && i < 5; ++i) text += (i > 0 ? ", " : "") + names[i];
  return text + (names.size() > 5 ? ", …)" : ")");
}

std::string misfit(const WeightReport& report) {
  std::string text;
  const auto add = [&](const char* what, const std::vector<std::string>& names) {
    if (!names.empty()) text += (text.empty() ? "" : ", ") + summary(what, names);
  };
  add("missing", report.missing);
  add("unexpected", report.unexpected);
  add("of another shape", report.misshaped);
  return text;
}

}  // namespace

Result<WeightFile> read_weight_file(const std::filesystem::path& path) {
  auto bytes = read_file_bytes(path, largest_weights_file);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse_weight_file(*std::move(bytes), path.string());
}

Result<WeightFile> parse_weight_file(Bytes bytes, const std::string& path) {
  WeightFile file;
  file.path = path;
  file.bytes = std::move(bytes);
  const auto format = weight_format(file.bytes, path);
  if (!format) return tl::unexpected(format.error());
  file.format = *format;
  file.report.format = to_string(*format);
  std::map<std::string, std::string> metadata;
  if (*format == WeightFormat::safetensors) {
    auto tensors = parse_safetensors(file.bytes, path, &metadata);
    if (!tensors) return tl::unexpected(tensors.error());
    file.tensors = *std::move(tensors);
    file.report.prefix = strip_prefixes(file.tensors, file.report.others);
  } else if (*format != WeightFormat::torch_script) {
    auto archive = parse_torch_archive(file.bytes, path);
    if (!archive) return tl::unexpected(archive.error());
    file.tensors = std::move(archive->tensors);
    file.owned = std::move(archive->owned);
    file.report.wrapper = archive->wrapper;
    file.report.prefix = archive->prefix;
    file.report.others = std::move(archive->others);
  }
  const WeightShape shape = weight_shape(file.tensors);
  file.report.classes = shape.classes;
  file.report.channels = shape.channels;
  file.report.parameters = shape.parameters;
  file.report.tensors = static_cast<std::int64_t>(file.tensors.size());
  recognise_source(file, metadata.contains("source") ? metadata["source"] : path);
  return file;
}

std::vector<std::string> guess_models(const WeightFile& file) {
  std::vector<std::string> models;
  const WeightShape shape = weight_shape(file.tensors);
  if (shape.classes == 0 || shape.channels == 0) return models;
  for (const ModelInfo& info : model_catalogue()) {
    // The counts leave one or two networks; only these are built.
    bool possible = false;
    for (const std::int64_t classes : catalogue_classes) {
      possible = possible || shape.parameters_for(classes) == info.parameters;
    }
    if (!possible) continue;
    const auto network = make_network(info.name, own_shape(file), 0);
    if (network && match_names(file.tensors, shapes_of(state_of(**network))).complete()) models.push_back(info.name);
  }
  return models;
}

Result<std::string> chosen_model(const WeightFile& file, const std::string& name) {
  if (!name.empty() && name != "auto") return name;
  const auto models = guess_models(file);
  if (!models.empty()) return models.front();
  return fail(ErrorCode::weights_mismatch,
              {{"path", file.path},
               {"detail", "no network of this program has its " + std::to_string(file.report.tensors) + " tensors of " +
                              std::to_string(file.report.parameters) + " parameters for " +
                              std::to_string(file.report.classes) + " classes"}});
}

Result<WeightReport> inspect(const WeightFile& file, const std::string& model) {
  WeightReport report = file.report;
  if (file.format == WeightFormat::torch_script) return report;
  report.candidates = guess_models(file);
  const bool guessed = model.empty() || model == "auto";
  if (guessed && report.candidates.empty()) return report;
  report.model = guessed ? report.candidates.front() : model;
  const auto network = make_network(report.model, own_shape(file), 0);
  if (!network) return tl::unexpected(network.error());
  WeightReport held = report_of(file, match_names(file.tensors, shapes_of(state_of(**network))));
  held.model = report.model;
  held.candidates = report.candidates;
  return held;
}

Result<WeightReport> import_weights(Network& network, const WeightFile& file, NetworkShape shape) {
  const auto mismatch = [&](const std::string& detail) {
    return fail(ErrorCode::weights_mismatch, {{"path", file.path}, {"detail", detail}});
  };
  const WeightReport& own = file.report;
  if (own.classes > 0 && own.classes != shape.classes) {
    return mismatch("they tell " + std::to_string(own.classes) + " classes apart, and the data have " +
                    std::to_string(shape.classes));
  }
  if (own.channels > 0 && own.channels != shape.channels) {
    return mismatch("they take pictures of " + std::to_string(own.channels) + " channels, and the data have " +
                    std::to_string(shape.channels));
  }
  const Tensors state = state_of(network);
  NameMatch match = match_names(file.tensors, shapes_of(state));
  const auto stored_of = match.stored_of;
  const WeightReport report = report_of(file, std::move(match));
  if (const std::string detail = misfit(report); !detail.empty()) return mismatch(detail);
  for (const auto& [name, stored] : stored_of) copy_stored(file.tensors.at(stored), state.at(name));
  return report;
}

std::vector<std::string> import_notes(const WeightReport& report) {
  std::vector<std::string> notes;
  if (!report.wrapper.empty()) notes.push_back("the weights lie under \"" + report.wrapper + "\"");
  if (!report.prefix.empty()) notes.push_back("\"" + report.prefix + "\" was taken off every name");
  if (!report.renamed.empty()) notes.push_back(summary("renamed", report.renamed));
  if (!report.others.empty()) notes.push_back(summary("not read", report.others));
  return notes;
}

}  // namespace tc3kd
