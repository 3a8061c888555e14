// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/streamed_split.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <ATen/Parallel.h>

#include "core/engine/data/dataset_resize.h"
#include "core/engine/data/dataset_workers.h"
#include "core/engine/run_failure.h"

namespace tc3kd {
namespace {

bool same(const View& a, const View& b) {
  return a.dy == b.dy && a.dx == b.dx && a.flip == b.flip && a.crop_draw == b.crop_draw;
}

std::vector<std::int64_t> all_or(std::span<const std::int64_t> indices, std::int64_t samples) {
  std::vector<std::int64_t> chosen(indices.begin(), indices.end());
  if (!chosen.empty()) return chosen;
  chosen.resize(static_cast<std::size_t>(samples));
  std::iota(chosen.begin(), chosen.end(), std::int64_t{0});
  return chosen;
}

std::vector<std::int64_t> pick(std::span<const std::int64_t> labels, const std::vector<std::int64_t>& indices) {
  std::vector<std::int64_t> picked;
  picked.reserve(indices.size());
  for (const std::int64_t index : indices) picked.push_back(labels[static_cast<std::size_t>(index)]);
  return picked;
}

}  // namespace

/// What was announced and how much of it has been taken.
struct StreamedSplit::Ahead {
  std::vector<std::int64_t> positions;
  std::vector<View> views;
  std::int64_t padding = 0;
  std::size_t taken = 0;
  std::unique_ptr<ReadAhead> pictures;  // last: its threads use the rest

  [[nodiscard]] bool continues_with(std::span<const std::int64_t> wanted, std::span<const View> wanted_views,
                                    std::int64_t wanted_padding) const {
    if (wanted.size() > positions.size() - taken || views.empty() != wanted_views.empty()) return false;
    if (!views.empty() && padding != wanted_padding) return false;
    const auto at = static_cast<std::ptrdiff_t>(taken);
    return std::equal(wanted.begin(), wanted.end(), positions.begin() + at) &&
           (views.empty() || std::equal(wanted_views.begin(), wanted_views.end(), views.begin() + at, same));
  }
};

StreamedSplit::StreamedSplit(std::shared_ptr<const PictureSource> source, std::span<const std::int64_t> labels,
                             std::span<const std::int64_t> indices, StreamOptions options, torch::Device device)
    : PictureSplit(to_tensor(pick(labels, all_or(indices, source->size())), device)),
      source_(std::move(source)),
      indices_(all_or(indices, source_->size())),
      options_(std::move(options)),
      device_(device),
      normaliser_(options_.normalisation, options_.channels, device) {
  if (options_.workers <= 0) options_.workers = decoding_workers();
}

StreamedSplit::~StreamedSplit() = default;

Result<Picture> StreamedSplit::make(std::int64_t position, const View* view, std::int64_t padding) const {
  const std::int64_t index = indices_[static_cast<std::size_t>(position)];
  const bool part = view != nullptr && options_.resized_crop;
  auto picture = part ? source_->original(index) : source_->evaluated(index);
  if (!picture || view == nullptr) return picture;
  if (part) {
    const CropBox box = random_resized_box(picture->height, picture->width, view->crop_draw);
    picture = resampled(*picture, box, options_.height, options_.width);
    return view->flip ? mirrored(std::move(*picture)) : picture;
  }
  // Mirroring comes last, as in torchvision.
  Picture moved = shifted(*picture, view->dy, view->dx, padding);
  return view->flip ? mirrored(std::move(moved)) : moved;
}

void StreamedSplit::announce(std::span<const std::int64_t> positions, std::span<const View> views,
                             std::int64_t padding) const {
  ahead_.reset();
  auto ahead = std::make_unique<Ahead>();
  ahead->positions.assign(positions.begin(), positions.end());
  ahead->views.assign(views.begin(), views.end());
  ahead->padding = padding;
  const std::int64_t window =
      options_.window_bytes / std::max<std::int64_t>(1, options_.height * options_.width * options_.channels);
  const Ahead* plan = ahead.get();
  ahead->pictures = std::make_unique<ReadAhead>(
      [this, plan](std::int64_t i) {
        const auto at = static_cast<std::size_t>(i);
        return make(plan->positions[at], plan->views.empty() ? nullptr : &plan->views[at], plan->padding);
      },
      static_cast<std::int64_t>(positions.size()), std::clamp<std::int64_t>(window, 2, 8192), options_.workers);
  ahead_ = std::move(ahead);
}

torch::Tensor StreamedSplit::plain(std::span<const std::int64_t> positions) const { return batch(positions, {}, 0); }

torch::Tensor StreamedSplit::augmented(std::span<const std::int64_t> positions, std::span<const View> views,
                                       std::int64_t padding) const {
  TORCH_CHECK(positions.size() == views.size(), "a batch needs a view for each of its samples");
  return batch(positions, views, padding);
}

torch::Tensor StreamedSplit::batch(std::span<const std::int64_t> positions, std::span<const View> views,
                                   std::int64_t padding) const {
  std::vector<Picture> pictures(positions.size());
  if (ahead_ && ahead_->continues_with(positions, views, padding)) {
    for (Picture& picture : pictures) {
      auto next = ahead_->pictures->next();
      ++ahead_->taken;
      if (!next) give_up(next.error());
      picture = std::move(*next);
    }
    return assembled(pictures);
  }
  std::vector<std::optional<Error>> errors(positions.size());
  for_each_index(std::ssize(positions), options_.workers, [&](std::int64_t i) {
    const auto at = static_cast<std::size_t>(i);
    auto made = make(positions[at], views.empty() ? nullptr : &views[at], padding);
    if (made) {
      pictures[at] = std::move(*made);
    } else {
      errors[at] = made.error();
    }
  });
  for (const auto& error : errors) {
    if (error) give_up(*error);
  }
  return assembled(pictures);
}

void StreamedSplit::give_up(const Error& error) const {
  ahead_.reset();
  if (options_.on_damaged) options_.on_damaged(error);
  throw RunFailure{error};
}

torch::Tensor StreamedSplit::assembled(const std::vector<Picture>& pictures) const {
  const std::int64_t height = options_.height, width = options_.width, channels = options_.channels;
  const auto samples = static_cast<std::int64_t>(pictures.size());
  const auto picture_values = static_cast<std::size_t>(height * width * channels);
  for (const Picture& picture : pictures) {
    TORCH_CHECK(picture.pixels.size() == picture_values, "a picture of another size came out of its source");
  }
  const auto for_each = [&](auto fill) {
    at::parallel_for(0, samples, 8, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t b = begin; b < end; ++b) fill(static_cast<std::size_t>(b));
    });
  };
  if (device_.is_cpu()) {
    auto result = torch::empty({samples, channels, height, width},
                               torch::TensorOptions().memory_format(torch::MemoryFormat::ChannelsLast));
    float* target = result.mutable_data_ptr<float>();
    for_each([&](std::size_t b) {
      float* out = target + b * picture_values;
      std::size_t channel = 0;
      for (const std::uint8_t value : pictures[b].pixels) {
        *out++ = normaliser_.table[channel * 256 + value];
        channel = channel + 1 == static_cast<std::size_t>(channels) ? 0 : channel + 1;
      }
    });
    return result;
  }
  // Bytes cross to the device, a quarter of what floats would be.
  auto bytes = torch::empty({samples, height, width, channels}, torch::kUInt8);
  auto* target = bytes.mutable_data_ptr<std::uint8_t>();
  for_each([&](std::size_t b) { std::copy_n(pictures[b].pixels.data(), picture_values, target + b * picture_values); });
  const auto there = bytes.to(device_).permute({0, 3, 1, 2});
  return torch::addcmul(normaliser_.shift, there.to(torch::kFloat32), normaliser_.scale)
      .contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace tc3kd
