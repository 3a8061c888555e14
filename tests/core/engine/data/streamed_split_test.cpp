// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/streamed_split.h"

#include <filesystem>
#include <numeric>

#include <gtest/gtest.h>

#include "core/engine/data/batch_loader.h"
#include "core/engine/data/dataset_memory.h"
#include "core/engine/data/make_split.h"
#include "core/engine/run_failure.h"
#include "tests/support/own_folders.h"
#include "tests/support/picture_tree.h"

namespace tc3kd {
namespace {

class StreamedSplitTest : public ::testing::Test {
 protected:
  StreamedSplitTest() {
    test::write_picture_tree(folder_.path(),
                             {.per_class = 20, .height = 16, .width = 20, .varied = true, .jpeg = true});
    config_.name = "folder";
    config_.dir = folder_.path().string();
    config_.image_size = 14;
    config_.normalisation = {{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};
    resident_ = load(resident_budget);
    streamed_ = load(0);
    positions_.resize(static_cast<std::size_t>(resident_->train.samples));
    std::iota(positions_.begin(), positions_.end(), 0);
    std::reverse(positions_.begin() + 7, positions_.begin() + 40);
  }

  [[nodiscard]] std::shared_ptr<const ImageDataset> load(std::int64_t budget) const {
    return std::make_shared<const ImageDataset>(load_dataset(config_, budget).value());
  }
  [[nodiscard]] std::vector<View> views(std::int64_t epoch) const {
    std::vector<View> drawn;
    for (const std::int64_t position : positions_) drawn.push_back(draw_view(config_, 1, epoch, position));
    return drawn;
  }
  [[nodiscard]] StreamedSplit streaming(int workers, bool resized_crop, std::int64_t window_bytes = 1 << 20) const {
    return StreamedSplit(streamed_->train_files, streamed_->train.labels, {},
                         {.resized_crop = resized_crop,
                          .height = 14,
                          .width = 14,
                          .channels = 3,
                          .normalisation = config_.normalisation,
                          .workers = workers,
                          .window_bytes = window_bytes,
                          .on_damaged = {}},
                         at::kCPU);
  }
  /// All positions in batches of 16, as an epoch asks for them.
  [[nodiscard]] at::Tensor epoch(const PictureSplit& split, const std::vector<View>& drawn) const {
    std::vector<at::Tensor> batches;
    for (std::size_t begin = 0; begin < positions_.size(); begin += 16) {
      const std::size_t count = std::min<std::size_t>(16, positions_.size() - begin);
      const auto batch = std::span(positions_).subspan(begin, count);
      batches.push_back(drawn.empty() ? split.plain(batch)
                                      : split.augmented(batch, std::span(drawn).subspan(begin, count), 4));
    }
    return at::cat(batches);
  }

  test::OwnFolders own_;
  test::TemporaryFolder folder_;
  DataConfig config_;
  std::shared_ptr<const ImageDataset> resident_, streamed_;
  std::vector<std::int64_t> positions_;
};

TEST_F(StreamedSplitTest, IsTheResidentSplitBitForBit) {
  const auto memory = make_split(resident_, SplitUse::trained_on, {}, config_, at::kCPU);
  const auto files = make_split(streamed_, SplitUse::trained_on, {}, config_, at::kCPU);
  ASSERT_NE(dynamic_cast<const ResidentSplit*>(memory.get()), nullptr);
  ASSERT_NE(dynamic_cast<const StreamedSplit*>(files.get()), nullptr);
  EXPECT_TRUE(files->labels().equal(memory->labels()));
  EXPECT_TRUE(files->labels_of(positions_).equal(memory->labels_of(positions_)));
  files->announce(positions_, {}, 0);
  EXPECT_TRUE(epoch(*files, {}).equal(epoch(*memory, {})));
  const auto drawn = views(1);
  files->announce(positions_, drawn, 4);
  const at::Tensor batch = epoch(*files, drawn);
  EXPECT_TRUE(batch.equal(epoch(*memory, drawn)));
  EXPECT_TRUE(batch.is_contiguous(at::MemoryFormat::ChannelsLast));
}

TEST_F(StreamedSplitTest, TheWorkersTheWindowAndTheAnnouncementChangeNothing) {
  config_.augmentation = "resized_crop";
  const auto drawn = views(3);
  const auto reference = streaming(1, true);
  const at::Tensor expected = epoch(reference, drawn);
  for (const int workers : {1, 2, 5}) {
    for (const std::int64_t window : {1, 5000, 1 << 20}) {
      const auto split = streaming(workers, true, window);
      split.announce(positions_, drawn, 4);
      EXPECT_TRUE(epoch(split, drawn).equal(expected)) << workers << ' ' << window;
    }
  }
  EXPECT_FALSE(epoch(reference, views(4)).equal(expected));
}

TEST_F(StreamedSplitTest, AskingForSomethingElseThanAnnouncedIsRight) {
  const auto split = streaming(2, false);
  const auto memory = make_split(resident_, SplitUse::trained_on, {}, config_, at::kCPU);
  split.announce(positions_, {}, 0);
  const std::vector<std::int64_t> odd{33, 2, 2, 59};
  EXPECT_TRUE(split.plain(odd).equal(memory->plain(odd)));
  EXPECT_TRUE(epoch(split, {}).equal(epoch(*memory, {})));
  EXPECT_TRUE(split.plain(odd).equal(memory->plain(odd)));
}

TEST_F(StreamedSplitTest, ResizedCropsOfASetInMemoryAndOfItsFilesAgree) {
  // Pictures that lie in the size that they are used in: cut from memory.
  const test::TemporaryFolder folder;
  test::write_picture_tree(folder.path(), {.per_class = 20});
  config_.dir = folder.path().string();
  config_.image_size = 0;
  config_.augmentation = "resized_crop";
  const auto drawn = views(1);
  const auto memory = make_split(load(resident_budget), SplitUse::trained_on, {}, config_, at::kCPU);
  const auto files = make_split(load(0), SplitUse::trained_on, {}, config_, at::kCPU);
  EXPECT_TRUE(epoch(*memory, drawn).equal(epoch(*files, drawn)));
  const auto held_out = make_split(load(resident_budget), SplitUse::held_out, positions_, config_, at::kCPU);
  EXPECT_NE(dynamic_cast<const ResidentSplit*>(held_out.get()), nullptr);
}

TEST_F(StreamedSplitTest, TakesTheChosenSamplesInTheirOrder) {
  const std::vector<std::int64_t> indices{41, 3, 20};
  const auto few = make_split(streamed_, SplitUse::trained_on, indices, config_, at::kCPU);
  EXPECT_EQ(few->size(), 3);
  EXPECT_TRUE(few->labels().equal(at::tensor({2, 0, 1}, at::kLong)));
  const auto all = make_split(resident_, SplitUse::trained_on, {}, config_, at::kCPU);
  EXPECT_TRUE(few->plain(std::vector<std::int64_t>{0, 1, 2}).equal(all->plain(indices)));
}

TEST_F(StreamedSplitTest, APictureThatProvesDamagedEndsTheRunAndIsKnownToTheNext) {
  const auto split = make_split(streamed_, SplitUse::trained_on, {}, config_, at::kCPU);
  const std::filesystem::path file = streamed_->train_files->path(positions_[20]);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  split->announce(positions_, {}, 0);
  try {
    (void)epoch(*split, {});
    FAIL() << "the damage went unnoticed";
  } catch (const RunFailure& failure) {
    EXPECT_EQ(failure.error.code, ErrorCode::file_malformed);
    EXPECT_EQ(failure.error["path"], file.string());
  }
  const std::string memory = read_small_json(own_.cache() / "dataset_trees.json").dump();
  EXPECT_NE(memory.find(file.string()), std::string::npos) << memory;
}

TEST(Views, OfResizedCropsComeFromTheirOwnDraws) {
  DataConfig config;
  config.augmentation = "resized_crop";
  const View view = draw_view(config, 1, 2, 3);
  EXPECT_EQ(view.crop_draw, draw_view(config, 1, 2, 3).crop_draw);
  EXPECT_NE(view.crop_draw, draw_view(config, 1, 2, 4).crop_draw);
  EXPECT_NE(view.crop_draw, draw_view(config, 1, 3, 3).crop_draw);
  EXPECT_EQ(view.dy, 0);
}

}  // namespace
}  // namespace tc3kd
