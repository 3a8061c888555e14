// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at a pickle that was read; pickle_reader.cpp reads it.
#include "core/engine/formats/pickle.h"

#include <stdexcept>

namespace tc3kd {

PickleKind PickleValue::kind() const { return pickle_->nodes_[id_].kind; }

std::optional<std::int64_t> PickleValue::integer() const {
  return kind() == PickleKind::integer ? std::optional(pickle_->nodes_[id_].integer) : std::nullopt;
}

std::optional<bool> PickleValue::boolean() const {
  return kind() == PickleKind::boolean ? std::optional(pickle_->nodes_[id_].integer != 0) : std::nullopt;
}

std::optional<double> PickleValue::real() const {
  return kind() == PickleKind::real ? std::optional(pickle_->nodes_[id_].real) : std::nullopt;
}

std::span<const std::byte> PickleValue::bytes() const { return pickle_->nodes_[id_].bytes; }

std::string_view PickleValue::text() const {
  const auto part = bytes();
  return {reinterpret_cast<const char*>(part.data()), part.size()};
}

std::size_t PickleValue::size() const {
  switch (kind()) {
    case PickleKind::list:
    case PickleKind::tuple:
    case PickleKind::set:
    case PickleKind::persistent: return pickle_->lists_[pickle_->nodes_[id_].list].size();
    default: return 0;
  }
}

PickleValue PickleValue::operator[](std::size_t i) const {
  if (i >= size()) throw std::out_of_range("an element that a pickled value does not have");
  return {*pickle_, pickle_->lists_[pickle_->nodes_[id_].list][i]};
}

std::vector<std::pair<PickleValue, PickleValue>> PickleValue::items() const {
  std::vector<std::pair<PickleValue, PickleValue>> pairs;
  if (kind() != PickleKind::dict && kind() != PickleKind::object) return pairs;
  const std::uint32_t list = pickle_->nodes_[id_].list + (kind() == PickleKind::object ? 1 : 0);
  const auto& flat = pickle_->lists_[list];
  pairs.reserve(flat.size() / 2);
  for (std::size_t i = 0; i + 1 < flat.size(); i += 2) {
    pairs.emplace_back(PickleValue(*pickle_, flat[i]), PickleValue(*pickle_, flat[i + 1]));
  }
  return pairs;
}

std::optional<PickleValue> PickleValue::find(std::string_view key) const {
  std::optional<PickleValue> found;
  for (const auto& [name, value] : items()) {
    const bool named = name.kind() == PickleKind::text || name.kind() == PickleKind::bytes;
    if (named && name.text() == key) found = value;
  }
  return found;
}

std::string_view PickleValue::callable() const {
  if (kind() != PickleKind::object) return {};
  return PickleValue(*pickle_, pickle_->lists_[pickle_->nodes_[id_].list][0]).text();
}

PickleValue PickleValue::arguments() const {
  if (kind() != PickleKind::object) throw std::logic_error("the arguments of what is no pickled object");
  return {*pickle_, pickle_->lists_[pickle_->nodes_[id_].list][1]};
}

std::optional<PickleValue> PickleValue::state() const {
  if (kind() != PickleKind::object) return std::nullopt;
  const auto& parts = pickle_->lists_[pickle_->nodes_[id_].list];
  return parts.size() > 2 ? std::optional(PickleValue(*pickle_, parts[2])) : std::nullopt;
}

std::vector<PickleValue> Pickle::persistent() const {
  std::vector<PickleValue> found;
  for (std::uint32_t id = 0; id < nodes_.size(); ++id) {
    if (nodes_[id].kind == PickleKind::persistent) found.emplace_back(*this, id);
  }
  return found;
}

}  // namespace tc3kd
