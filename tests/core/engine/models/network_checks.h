// SPDX-License-Identifier: GPL-3.0-or-later
// What every family's test holds against PyTorch's numbers (tests/data/models/make_fixtures.py).
#pragma once

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/engine/models/network.h"
#include "tests/core/engine/fixture.h"

namespace tc3kd::test {

constexpr std::int64_t fixture_classes = 10;

struct NetworkCase {
  std::string family, name;
  std::int64_t channels, side;

  [[nodiscard]] NetworkShape shape() const { return {channels, fixture_classes, side, side}; }
  [[nodiscard]] std::string prefix() const {
    return name + "_c" + std::to_string(channels) + "_" + std::to_string(side) + "/";
  }
};

inline std::string name_of(const ::testing::TestParamInfo<NetworkCase>& info) {
  std::string name = info.param.prefix();
  name.pop_back();
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

/// The script's `scatter`.
inline at::Tensor scatter(at::IntArrayRef shape, std::int64_t place) {
  const at::Tensor i = at::arange(c10::multiply_integers(shape), at::kLong);
  const at::Tensor numbers = (i * i + 17 * i + 7919 * place).remainder(10007).to(at::kDouble) / 10007 - 0.5;
  return (numbers * std::sqrt(12.0)).view(shape);
}

/// The script's `value`.
inline at::Tensor value(const std::string& name, at::IntArrayRef shape, int place) {
  if (shape.size() > 1) {
    return scatter(shape, place) * std::sqrt(2.0 / static_cast<double>(c10::multiply_integers(shape.slice(1))));
  }
  if (name.ends_with("running_var")) return 1.0 + 0.5 * wave(shape, 0.9, place);
  if (name.ends_with("weight")) return 0.7 + 0.3 * wave(shape, 0.5, place);
  return 0.2 * wave(shape, 0.4, place);
}

inline at::Tensor fixture_pictures(const NetworkCase& c) {
  const at::Tensor contrast = at::arange(1, 5, at::kDouble).view({4, 1, 1, 1}) * 0.5;
  return (scatter({4, c.channels, c.side, c.side}, 1) * contrast + wave({4, c.channels, c.side, c.side}, 0.05, 0.0))
      .contiguous(at::MemoryFormat::ChannelsLast);
}

inline at::Tensor sketch(const at::Tensor& tensor) {
  const at::Tensor flat = tensor.detach().to(at::kDouble).contiguous().view(-1);
  std::vector<at::Tensor> sums;
  for (int j = 0; j < 4; ++j) sums.push_back(flat.dot(wave(flat.sizes(), 0.7 + 0.3 * j, j)));
  return at::stack(sums) / std::sqrt(static_cast<double>(flat.numel()));
}

/// A tensor of a network's state by name; in PyTorch's order: a module's parameters, its buffers, its children's.
using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

inline void collect_state(const torch::nn::Module& module, const std::string& prefix, NamedTensors& state) {
  for (const auto& entry : module.named_parameters(false)) state.emplace_back(prefix + entry.key(), entry.value());
  for (const auto& entry : module.named_buffers(false)) state.emplace_back(prefix + entry.key(), entry.value());
  for (const auto& child : module.named_children()) collect_state(*child.value(), prefix + child.key() + ".", state);
}

inline NamedTensors state_of(const Network& network) {
  NamedTensors state;
  collect_state(network, "", state);
  return state;
}

inline std::shared_ptr<Network> scattered_network(const NetworkCase& c, at::ScalarType type) {
  auto network = make_network(c.name, c.shape(), 1).value();
  network->to(type);
  const torch::NoGradGuard no_grad;
  int place = 0;
  for (auto& [name, tensor] : state_of(*network)) {
    if (!name.ends_with("num_batches_tracked")) tensor.copy_(value(name, tensor.sizes(), place++));
  }
  return network;
}

inline double largest(const at::Tensor& tensor) { return tensor.abs().max().item<double>(); }

/// |a − b| ≤ share · max|b|
inline void expect_near(const at::Tensor& a, const at::Tensor& b, double share, const std::string& what) {
  ASSERT_EQ(a.sizes(), b.sizes()) << what;
  EXPECT_LE(largest_difference(a, b), share * largest(b)) << what;
}

inline std::string names_and_shapes(const NamedTensors& state) {
  std::ostringstream text;
  for (const auto& [name, tensor] : state) {
    text << (text.tellp() == 0 ? "" : "\n") << name;
    for (const std::int64_t size : tensor.sizes()) text << ' ' << size;
  }
  return text.str();
}

inline at::Tensor sketches(const std::vector<at::Tensor>& tensors) {
  std::vector<at::Tensor> rows;
  for (const at::Tensor& tensor : tensors) rows.push_back(sketch(tensor));
  return at::stack(rows);
}

/// [taps, B, 4]
inline at::Tensor tap_sketches(const std::vector<at::Tensor>& features) {
  std::vector<at::Tensor> taps;
  for (const at::Tensor& tap : features) {
    const at::Tensor means = tap.dim() == 2 ? tap : tap.mean({2, 3});
    std::vector<at::Tensor> rows;
    for (std::int64_t b = 0; b < means.size(0); ++b) rows.push_back(sketch(means[b]));
    taps.push_back(at::stack(rows));
  }
  return at::stack(taps);
}

/// Every map must stay channels-last: what a reshape loses, every later layer pays for.
inline void expect_channels_last(const NetworkOutput& output) {
  for (std::size_t i = 0; i + 1 < output.features.size(); ++i) {
    EXPECT_TRUE(output.features[i].is_contiguous(at::MemoryFormat::ChannelsLast)) << "f" << i;
  }
}

inline void check_description(const NetworkCase& c, const Network& network, const Fixture& fixture) {
  const at::Tensor names = fixture[c.prefix() + "names"];
  const NamedTensors state = state_of(network);
  EXPECT_EQ(names_and_shapes(state), std::string(reinterpret_cast<const char*>(names.const_data_ptr()),
                                                 static_cast<std::size_t>(names.numel())));
  std::int64_t parameters = 0;
  for (const at::Tensor& parameter : network.parameters()) parameters += parameter.numel();
  const ModelInfo info = model_info(c.name, c.shape()).value();
  EXPECT_EQ(info.parameters, parameters);
  EXPECT_EQ(info.macs, fixture[c.prefix() + "macs"].item<std::int64_t>());
}

/// The folded copy is the same function, frozen, with as few norms as the architecture allows.
inline void check_folded(const NetworkCase& c, Network& network, const NetworkOutput& expected) {
  const auto folded = network.folded();
  const NetworkOutput output = folded->forward(fixture_pictures(c), /*with_features=*/true);
  expect_near(output.logits, expected.logits, 1e-11, "folded logits");
  ASSERT_EQ(output.features.size(), expected.features.size());
  for (std::size_t i = 0; i < output.features.size(); ++i) {
    expect_near(output.features[i], expected.features[i], 1e-11, "folded " + network.tap_names()[i]);
  }
  expect_channels_last(output);
  for (const auto& entry : folded->named_buffers()) {
    EXPECT_TRUE(c.family == "wrn" && entry.key().find("bn1.") != std::string::npos) << entry.key();
  }
  for (const at::Tensor& parameter : folded->parameters()) EXPECT_FALSE(parameter.requires_grad());
  folded->train();
  EXPECT_FALSE(folded->is_training());
}

inline void check_evaluation(const NetworkCase& c, Network& network, const Fixture& fixture) {
  network.eval();
  const NetworkOutput output = network.forward(fixture_pictures(c), /*with_features=*/true);
  expect_near(output.logits, fixture[c.prefix() + "eval_logits"], 1e-11, "logits");
  expect_near(tap_sketches(output.features), fixture[c.prefix() + "eval_taps"], 1e-11, "taps");
  expect_channels_last(output);
  const auto names = network.tap_names();
  ASSERT_EQ(names.size(), output.features.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(names[i].substr(0, names[i].find(' ')), std::string("f").append(std::to_string(i)));
  }
  check_folded(c, network, output);
}

inline void check_training(const NetworkCase& c, Network& network, const Fixture& fixture) {
  // The children alone: dropout, which no other implementation draws alike, is the network's own.
  for (const auto& child : network.children()) child->train();
  const at::Tensor logits = network.forward(fixture_pictures(c)).logits;
  expect_near(logits, fixture[c.prefix() + "train_logits"], 1e-10, "logits in training");
  const at::Tensor loss = at::cross_entropy_loss(logits, at::tensor({0, 3, 6, 9}, at::kLong));
  expect_near(loss, fixture[c.prefix() + "loss"], 1e-10, "loss");
  loss.backward();
  std::vector<at::Tensor> gradients, buffers;
  for (const auto& [name, tensor] : state_of(network)) {
    if (tensor.requires_grad()) {
      gradients.push_back(tensor.grad());
    } else if (name.ends_with("num_batches_tracked")) {
      EXPECT_EQ(tensor.item<double>(), 1) << name;
    } else {
      buffers.push_back(tensor);
    }
  }
  expect_near(sketches(gradients), fixture[c.prefix() + "gradients"], 1e-10, "gradients");
  expect_near(sketches(buffers), fixture[c.prefix() + "buffers"], 1e-10, "running statistics");
}

inline void check_in_double(const NetworkCase& c) {
  const Fixture fixture("models/" + c.family + ".safetensors");
  const auto network = scattered_network(c, at::kDouble);
  check_description(c, *network, fixture);
  check_evaluation(c, *network, fixture);
  check_training(c, *network, fixture);
}

inline void check_in_float(const NetworkCase& c) {
  const Fixture fixture("models/" + c.family + ".safetensors");
  const auto network = scattered_network(c, at::kFloat);
  network->eval();
  const at::Tensor expected = fixture[c.prefix() + "fp32_logits"];
  const at::Tensor pictures = fixture_pictures(c).to(at::kFloat);
  for (const auto& same : {network, network->folded()}) {
    const NetworkOutput output = same->forward(pictures, /*with_features=*/true);
    expect_near(output.logits, expected, 1e-5, "logits");
    expect_channels_last(output);
    const NetworkOutput plain = same->forward(pictures);
    EXPECT_TRUE(plain.features.empty());
    EXPECT_TRUE(plain.logits.equal(output.logits)) << "asking for features changes nothing";
  }
  const auto folded = network->folded();
  EXPECT_TRUE(folded->folded()->forward(pictures).logits.equal(folded->forward(pictures).logits));
}

/// A family's cases; its file derives from it so that the tests bear the family's name.
class NetworkFamilyTest : public ::testing::TestWithParam<NetworkCase> {};

}  // namespace tc3kd::test
