// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/make_split.h"

#include "core/engine/data/batch_loader.h"
#include "core/engine/data/dataset_loading.h"
#include "core/engine/data/dataset_memory.h"
#include "core/engine/data/streamed_split.h"

namespace tc3kd {
namespace {

/// Pictures in memory are as good as their files, unless they were resized on their way there.
std::shared_ptr<const PictureSource> source_of(const std::shared_ptr<const ImageDataset>& dataset,
                                               const ImageSplit& split,
                                               const std::shared_ptr<const FilePictures>& files,
                                               const DataConfig& config) {
  if (files && (dataset->streamed() || side_of(config) > 0)) return files;
  return std::make_shared<const ResidentPictures>(std::shared_ptr<const ImageSplit>(dataset, &split));
}

}  // namespace

std::unique_ptr<const PictureSplit> make_split(const std::shared_ptr<const ImageDataset>& dataset, SplitUse use,
                                               std::span<const std::int64_t> indices, const DataConfig& config,
                                               torch::Device device) {
  const bool test = use == SplitUse::tested;
  const ImageSplit& split = test ? dataset->test : dataset->train;
  const bool resized_crop = use == SplitUse::trained_on && config.augmentation == "resized_crop";
  if (!dataset->streamed() && !resized_crop) {
    return std::make_unique<ResidentSplit>(split, indices, config.normalisation, device);
  }
  StreamOptions options{.resized_crop = resized_crop,
                        .height = split.height,
                        .width = split.width,
                        .channels = split.channels,
                        .normalisation = config.normalisation,
                        .on_damaged = {}};
  if (dataset->streamed()) {
    options.on_damaged = [listing = dataset->listing](const Error& error) {
      if (error.code == ErrorCode::file_malformed) remember_tree_error(listing, error);
    };
  }
  return std::make_unique<StreamedSplit>(
      source_of(dataset, split, test ? dataset->test_files : dataset->train_files, config), split.labels, indices,
      std::move(options), device);
}

}  // namespace tc3kd
