// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/script_network.h"

#include <sstream>
#include <utility>

#include <torch/script.h>

#include "core/engine/formats/script_check.h"

namespace tc3kd {
namespace {

class ScriptNetwork final : public Network {
 public:
  explicit ScriptNetwork(torch::jit::Module module) : module_(std::move(module)) {
    module_.eval();
    eval();
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    TORCH_CHECK(!with_features, "a TorchScript module gives logits and no features");
    const torch::NoGradGuard no_grad;
    const torch::IValue output = module_.forward({images});
    if (output.isTensor()) return {output.toTensor(), {}};
    const bool tuple = output.isTuple() && !output.toTuple()->elements().empty();
    TORCH_CHECK(tuple && output.toTuple()->elements()[0].isTensor(), "a TorchScript module gives no logits");
    return {output.toTuple()->elements()[0].toTensor(), {}};
  }

  /// It is frozen already, and LibTorch has no batch norms of it to fold: the same module once more.
  [[nodiscard]] std::shared_ptr<Network> folded() const override {
    auto copy = std::make_shared<ScriptNetwork>(module_);
    copy->classes = classes;
    return copy;
  }

  [[nodiscard]] std::vector<std::string> tap_names() const override { return {}; }

  using Network::to;
  void to(torch::Device device, bool non_blocking) override { module_.to(device, non_blocking); }

  std::int64_t classes = 0;

 private:
  torch::jit::Module module_;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

Result<std::shared_ptr<Network>> load_script_network(std::span<const std::byte> bytes, const std::string& path,
                                                     PictureShape pictures, std::int64_t classes) {
  if (auto checked = check_script(bytes, path); !checked) return tl::unexpected(checked.error());
  const auto failed = [&](ErrorCode code, const std::string& detail) {
    return fail(code, {{"path", path}, {"detail", detail}});
  };
  std::shared_ptr<ScriptNetwork> network;
  try {
    std::istringstream stream(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    network = std::make_shared<ScriptNetwork>(torch::jit::load(stream, torch::kCPU));
  } catch (const std::exception& error) {
    return failed(ErrorCode::file_malformed, first_line(error.what()));
  }
  torch::Tensor logits;
  try {
    logits = network->forward(torch::zeros({2, pictures.channels, pictures.height, pictures.width}), false).logits;
  } catch (const std::exception& error) {
    // The interpreter's report goes over many lines; its last says what was wrong.
    std::string text = error.what();
    text.erase(text.find_last_not_of(" \n") + 1);
    return failed(ErrorCode::weights_mismatch,
                  "the TorchScript module does not take such pictures: " + text.substr(text.rfind('\n') + 1));
  }
  if (logits.dim() != 2 || logits.size(0) != 2 || !logits.is_floating_point()) {
    return failed(ErrorCode::weights_mismatch, "the TorchScript module gives no logits of two pictures");
  }
  if (classes > 0 && logits.size(1) != classes) {
    return failed(ErrorCode::weights_mismatch, "they tell " + std::to_string(logits.size(1)) +
                                                   " classes apart, and the data have " + std::to_string(classes));
  }
  network->classes = logits.size(1);
  return std::shared_ptr<Network>(std::move(network));
}

std::int64_t script_classes(const Network& network) {
  const auto* script = dynamic_cast<const ScriptNetwork*>(&network);
  return script == nullptr ? 0 : script->classes;
}

bool gives_features(const Network& network) { return !network.tap_names().empty(); }

}  // namespace tc3kd
