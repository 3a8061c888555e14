// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

#include "core/engine/data/dataset.h"
#include "core/engine/data/picture_split.h"

namespace tc3kd {

/// Which split is meant, and whether its pictures are varied: held-out samples lie in the training split and are not.
enum class SplitUse { trained_on, held_out, tested };

/// The samples `indices` of a data set's split (all of them when empty) on the device: resident where the set was read
/// into memory, streamed where it was not, or where `data.augmentation` asks for parts of the pictures as they lie on
/// disk.
[[nodiscard]] std::unique_ptr<const PictureSplit> make_split(const std::shared_ptr<const ImageDataset>& dataset,
                                                             SplitUse use, std::span<const std::int64_t> indices,
                                                             const DataConfig& config, torch::Device device);

}  // namespace tc3kd
