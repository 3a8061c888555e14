// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/renormalised.h"

#include <utility>

namespace tc3kd {
namespace {

class RenormalisedNetwork final : public Network {
 public:
  RenormalisedNetwork(std::shared_ptr<Network> network, torch::Tensor scale, torch::Tensor shift)
      : network_(register_module("network", std::move(network))),
        scale_(register_buffer("scale", std::move(scale))),
        shift_(register_buffer("shift", std::move(shift))) {
    train(network_->is_training());
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    const auto seen = torch::addcmul(shift_, images, scale_).contiguous(torch::MemoryFormat::ChannelsLast);
    return network_->forward(seen, with_features);
  }

  [[nodiscard]] std::shared_ptr<Network> folded() const override {
    return std::make_shared<RenormalisedNetwork>(network_->folded(), scale_.clone(), shift_.clone());
  }

  [[nodiscard]] std::vector<std::string> tap_names() const override { return network_->tap_names(); }

 private:
  std::shared_ptr<Network> network_;
  torch::Tensor scale_, shift_;  ///< float [1, C, 1, 1]
};

}  // namespace

std::shared_ptr<Network> renormalised(std::shared_ptr<Network> network, const NormalisationConfig& pictures,
                                      const NormalisationConfig& trained_with) {
  if (pictures == trained_with) return network;
  std::vector<double> scale, shift;
  for (std::size_t c = 0; c < pictures.mean.size(); ++c) {
    scale.push_back(pictures.std.at(c) / trained_with.std.at(c));
    shift.push_back((pictures.mean.at(c) - trained_with.mean.at(c)) / trained_with.std.at(c));
  }
  const auto per_channel = [](const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat64).to(torch::kFloat32).view({1, -1, 1, 1});
  };
  return std::make_shared<RenormalisedNetwork>(std::move(network), per_channel(scale), per_channel(shift));
}

}  // namespace tc3kd
