// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "core/domain/config/config_json.h"
#include "core/engine/data/batch_loader.h"
#include "core/engine/losses/kd_loss.h"
#include "core/engine/models/network.h"
#include "core/engine/torch_engine.h"
#include "core/session/run_service.h"
#include "tests/support/idx_tree.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

class Cuda : public ::testing::Test {
 protected:
  void SetUp() override {
    if (engine_->environment().devices.size() < 2) GTEST_SKIP() << "there is no CUDA device here";
  }
  std::unique_ptr<TrainingEngine> engine_ = make_torch_engine();  // opens LibTorch's CUDA half
};

TEST_F(Cuda, BatchesAreThoseOfTheProcessorWithinRounding) {
  ImageSplit images{64, 3, 32, 32, {}, std::vector<std::int64_t>(64, 1)};
  for (int i = 0; i < 64 * 3 * 32 * 32; ++i) images.pixels.push_back(static_cast<std::uint8_t>(i * 37 % 256));
  const NormalisationConfig normalisation{{0.5, 0.25, 0.125}, {0.25, 0.5, 0.75}};
  const ResidentSplit here(images, {}, normalisation, at::kCPU), there(images, {}, normalisation, at::Device("cuda:0"));
  const DataConfig config;
  std::vector<std::int64_t> positions;
  std::vector<View> views;
  for (std::int64_t i = 0; i < 64; ++i) {
    positions.push_back(63 - i);
    views.push_back(draw_view(config, 1, 1, i));
  }
  const at::Tensor a = here.augmented(positions, views, 4), b = there.augmented(positions, views, 4).cpu();
  EXPECT_LT((a - b).abs().max().item<float>(), 1e-6F);
  EXPECT_TRUE(b.is_contiguous(at::MemoryFormat::ChannelsLast));
}

TEST_F(Cuda, LogitsAndLossAgreeWithTheProcessor) {
  const auto network = make_network("resnet20", {3, 10}, 5).value();
  network->eval();
  const torch::NoGradGuard no_grad;
  const at::Tensor images = at::rand({32, 3, 32, 32});
  const at::Tensor here = network->forward(images).logits;
  network->to(at::Device("cuda:0"));
  const at::Tensor there = network->forward(images.to(at::Device("cuda:0"))).logits;
  EXPECT_LT((here - there.cpu()).abs().max().item<float>(), 1e-3F);
  const at::Tensor labels = at::randint(10, {32}, at::kLong);
  const double ce = ce_per_sample(here, labels).mean().item<double>();
  EXPECT_NEAR(ce_per_sample(there, labels.to(at::Device("cuda:0"))).mean().item<double>(), ce, 1e-4);
}

TEST_F(Cuda, ARunTrainsThereAndRepeatsItself) {
  const test::TemporaryFolder data;
  test::write_idx_tree(data.path(), {.train_per_class = 60, .test_per_class = 20, .noise = 60});
  const TemporaryStore store;
  RunService service(store.path(), *engine_);
  ExperimentConfig config;
  config.device = "cuda";
  config.precision = "fp32";
  config.data.dir = data.path().string();
  config.teacher.epochs = 2;
  config.teacher.model = config.student.model = "resnet8";
  config.curriculum.stages = 2;
  config.training.epochs = 4;
  const auto epochs = [&] {
    RunControl control;
    const RunId id = service.run_now(config, "cuda", control, {}).value();
    auto history = RunReader::open(store.path())->history(id).value();
    EXPECT_EQ(history.started()->environment.device, "cuda:0");
    std::vector<EpochEnded> found = history.epochs();
    for (EpochEnded& epoch : found) epoch.training_seconds = epoch.evaluating_seconds = 0;
    return found;
  };
  const auto first = epochs();
  ASSERT_EQ(first.size(), 4U);
  EXPECT_EQ(epochs(), first);
}

}  // namespace
}  // namespace tc3kd
