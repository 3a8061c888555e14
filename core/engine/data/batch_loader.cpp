// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/batch_loader.h"

#include <ATen/Parallel.h>

#include "core/domain/random.h"

namespace tc3kd {
View draw_view(const DataConfig& config, std::uint64_t seed, std::int64_t epoch, std::int64_t sample) {
  RandomStream stream(seed, "view", static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(sample));
  if (config.augmentation == "resized_crop") {
    View view;
    view.crop_draw = stream();
    view.flip = config.flip && (stream() >> 63) != 0;
    return view;
  }
  const auto offsets = static_cast<std::uint64_t>(2 * config.crop_padding + 1);
  View view;
  view.dy = static_cast<std::int64_t>(stream.below(offsets));
  view.dx = static_cast<std::int64_t>(stream.below(offsets));
  view.flip = config.flip && (stream() >> 63) != 0;
  return view;
}

std::vector<std::int64_t> epoch_order(std::int64_t n, std::uint64_t seed, std::int64_t epoch) {
  RandomStream stream(seed, "order", static_cast<std::uint64_t>(epoch));
  return permutation(n, stream);
}

namespace {

/// Labels of the chosen samples; all of them where none is chosen.
torch::Tensor chosen_labels(const ImageSplit& split, std::span<const std::int64_t> indices, torch::Device device) {
  if (indices.empty()) return to_tensor(split.labels, device);
  std::vector<std::int64_t> labels;
  labels.reserve(indices.size());
  for (const std::int64_t index : indices) labels.push_back(split.labels[static_cast<std::size_t>(index)]);
  return to_tensor(labels, device);
}

}  // namespace

ResidentSplit::ResidentSplit(const ImageSplit& split, std::span<const std::int64_t> indices,
                             const NormalisationConfig& normalisation, torch::Device device)
    : PictureSplit(chosen_labels(split, indices, device)), normaliser_(normalisation, split.channels, device) {
  const std::int64_t picture = split.channels * split.height * split.width;
  const auto all =
      torch::from_blob(const_cast<std::uint8_t*>(split.pixels.data()), {split.samples, picture}, torch::kUInt8);
  const auto chosen = indices.empty() ? torch::arange(split.samples) : to_tensor(indices, torch::kCPU);
  pixels_ = all.index_select(0, chosen).view({chosen.size(0), split.channels, split.height, split.width}).to(device);
}

torch::Tensor ResidentSplit::plain(std::span<const std::int64_t> positions) const {
  return augmented(positions, std::vector<View>(positions.size()), 0);
}

torch::Tensor ResidentSplit::augmented(std::span<const std::int64_t> positions, std::span<const View> views,
                                       std::int64_t padding) const {
  TORCH_CHECK(positions.size() == views.size(), "a batch needs a view for each of its samples");
  return pixels_.is_cpu() ? fill_on_cpu(positions, views, padding) : gather_on_device(positions, views, padding);
}

torch::Tensor ResidentSplit::fill_on_cpu(std::span<const std::int64_t> positions, std::span<const View> views,
                                         std::int64_t padding) const {
  const std::int64_t channels = pixels_.size(1), height = pixels_.size(2), width = pixels_.size(3);
  auto batch = torch::empty({static_cast<std::int64_t>(positions.size()), channels, height, width},
                            torch::TensorOptions().memory_format(torch::MemoryFormat::ChannelsLast));
  const std::uint8_t* source = pixels_.const_data_ptr<std::uint8_t>();
  float* target = batch.mutable_data_ptr<float>();
  // One picture at a time, in the order of the memory that is written: [y][x][c].
  const auto fill = [&](std::int64_t b) {
    const View view = views[static_cast<std::size_t>(b)];
    const std::uint8_t* picture = source + positions[static_cast<std::size_t>(b)] * channels * height * width;
    float* out = target + b * channels * height * width;
    for (std::int64_t y = 0; y < height; ++y) {
      const std::int64_t from_y = y + view.dy - padding;
      for (std::int64_t x = 0; x < width; ++x) {
        const std::int64_t from_x = (view.flip ? width - 1 - x : x) + view.dx - padding;
        const bool inside = from_y >= 0 && from_y < height && from_x >= 0 && from_x < width;
        for (std::int64_t c = 0; c < channels; ++c) {
          const std::uint8_t value = inside ? picture[(c * height + from_y) * width + from_x] : std::uint8_t{0};
          *out++ = normaliser_.table[static_cast<std::size_t>(c * 256 + value)];
        }
      }
    }
  };
  at::parallel_for(0, batch.size(0), 32, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t b = begin; b < end; ++b) fill(b);
  });
  return batch;
}

torch::Tensor ResidentSplit::gather_on_device(std::span<const std::int64_t> positions, std::span<const View> views,
                                              std::int64_t padding) const {
  const auto device = pixels_.device();
  const std::int64_t batch = static_cast<std::int64_t>(positions.size()), channels = pixels_.size(1);
  const std::int64_t height = pixels_.size(2), width = pixels_.size(3), wide = width + 2 * padding;
  auto pictures = pixels_.index_select(0, to_tensor(positions, device));
  pictures = torch::constant_pad_nd(pictures, {padding, padding, padding, padding}, 0).flatten(2);
  std::vector<std::int64_t> dy, dx, flip;
  for (const View& view : views) {
    dy.push_back(view.dy);
    dx.push_back(view.dx);
    flip.push_back(view.flip ? 1 : 0);
  }
  const auto column = [&](const std::vector<std::int64_t>& values) {
    return to_tensor(values, device).view({batch, 1, 1});
  };
  const auto ys = torch::arange(height, device).view({1, height, 1}) + column(dy);
  const auto x = torch::arange(width, device).view({1, 1, width});
  const auto xs = torch::where(column(flip) == 1, width - 1 - x, x) + column(dx);
  const auto index = (ys * wide + xs).view({batch, 1, height * width}).expand({batch, channels, height * width});
  const auto crops = pictures.gather(2, index).view({batch, channels, height, width});
  return torch::addcmul(normaliser_.shift, crops.to(torch::kFloat32), normaliser_.scale)
      .contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace tc3kd
