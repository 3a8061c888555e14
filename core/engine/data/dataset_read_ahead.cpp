// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_read_ahead.h"

#include <algorithm>
#include <utility>

namespace tc3kd {

ReadAhead::ReadAhead(Make make, std::int64_t count, std::int64_t window, int workers)
    : make_(std::move(make)), count_(count), slots_(static_cast<std::size_t>(std::max<std::int64_t>(window, 1))) {
  for (std::int64_t i = 0; i < std::min<std::int64_t>(std::max(workers, 1), count); ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  room_.notify_all();
}

void ReadAhead::work() {
  const auto window = static_cast<std::int64_t>(slots_.size());
  std::unique_lock lock(mutex_);
  for (;;) {
    room_.wait(lock, [&] { return ending_ || begun_ == count_ || begun_ < taken_ + window; });
    if (ending_ || begun_ == count_) return;
    const std::int64_t mine = begun_++;
    lock.unlock();
    Result<Picture> made = make_(mine);
    lock.lock();
    slots_[static_cast<std::size_t>(mine % window)] = std::move(made);
    if (mine == taken_) ready_.notify_one();
  }
}

Result<Picture> ReadAhead::next() {
  std::unique_lock lock(mutex_);
  auto& slot = slots_[static_cast<std::size_t>(taken_ % static_cast<std::int64_t>(slots_.size()))];
  ready_.wait(lock, [&] { return slot.has_value(); });
  Result<Picture> picture = std::move(*slot);
  slot.reset();
  ++taken_;
  lock.unlock();
  room_.notify_one();
  return picture;
}

}  // namespace tc3kd
