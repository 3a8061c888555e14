// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/domain/result.h"

namespace tc3kd {

enum class PickleKind {
  none,
  boolean,
  integer,
  big_integer,  ///< wider than 64 bits: its little-endian two's complement in `bytes`
  real,
  text,   ///< UTF-8
  bytes,  ///< also Python 2's str
  list,
  tuple,
  set,
  dict,
  global,     ///< a name, "collections.OrderedDict": data, never looked up
  object,     ///< what a name would have been called with
  persistent  ///< a reference to something outside the pickle; its id is element 0
};

class Pickle;

/// One value of a Pickle. Cheap to copy; valid as long as the pickle and the bytes it was read from. An accessor that
/// does not fit the kind gives nothing, never an error.
class PickleValue {
 public:
  PickleValue(const Pickle& pickle, std::uint32_t id) : pickle_(&pickle), id_(id) {}

  [[nodiscard]] PickleKind kind() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<double> real() const;
  /// Of text, bytes, a global's name, or a big integer; else empty.
  [[nodiscard]] std::span<const std::byte> bytes() const;
  [[nodiscard]] std::string_view text() const;

  /// Elements of a list, tuple or set; else none.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] PickleValue operator[](std::size_t i) const;

  /// Of a dict, or of an object that items were set in (OrderedDict), in their order.
  [[nodiscard]] std::vector<std::pair<PickleValue, PickleValue>> items() const;
  /// The last item whose key is this text, or these bytes (Python 2).
  [[nodiscard]] std::optional<PickleValue> find(std::string_view key) const;

  /// Of an object: the name that would have been called ("" for what is no object), its arguments, its state.
  [[nodiscard]] std::string_view callable() const;
  [[nodiscard]] PickleValue arguments() const;
  [[nodiscard]] std::optional<PickleValue> state() const;

 private:
  const Pickle* pickle_;
  std::uint32_t id_;
};

/// A pickle as a tree of plain values. Shared values are shared, cycles do not occur.
class Pickle {
 public:
  [[nodiscard]] PickleValue root() const { return {*this, root_}; }
  /// The bytes that the pickle took up; others may follow.
  [[nodiscard]] std::uint64_t consumed() const { return consumed_; }
  /// Every persistent reference, in the order of the file.
  [[nodiscard]] std::vector<PickleValue> persistent() const;

 private:
  friend class PickleValue;
  friend class PickleReader;
  struct Node {
    PickleKind kind = PickleKind::none;
    std::uint32_t list = 0;  ///< into lists_; an object has two: {callable, arguments[, state]} and its items
    union {
      std::int64_t integer = 0;
      double real;
    };
    std::span<const std::byte> bytes;
  };
  std::vector<Node> nodes_;
  std::vector<std::vector<std::uint32_t>> lists_;
  std::deque<std::string> texts_;  ///< what had to be decoded; a deque does not move them
  std::uint32_t root_ = 0;
  std::uint64_t consumed_ = 0;
};

/// What a pickle may ask for at most, whatever its size.
struct PickleLimits {
  std::size_t values = 4'000'000;  ///< values, memo entries, and values on the stack
  int depth = 64;                  ///< containers within containers
};

using PickleNames = std::set<std::string, std::less<>>;

/// Reads the first pickle in `bytes` (protocols 0 to 5, as Python 2 and 3 write them) without running anything of it:
/// what it would call becomes a value to look at. `file_malformed` names `path` and what is wrong: a name that is not
/// in `allowed` (named in the message), a truncated, cyclic or too deeply nested pickle, too many values, an
/// instruction that is not known. Allocates a small multiple of the pickle's own size; texts and bytes stay where they
/// are.
[[nodiscard]] Result<Pickle> parse_pickle(std::span<const std::byte> bytes, const PickleNames& allowed,
                                          const std::string& path, const PickleLimits& limits = {});

}  // namespace tc3kd
