// SPDX-License-Identifier: GPL-3.0-or-later
// A pickle is a program for a stack machine. This one knows the instructions that build values, takes those that would
// import or call something as a note of the name, and has no way to look a name up.
#include <bit>
#include <charconv>
#include <map>

#include "core/engine/formats/byte_cursor.h"
#include "core/engine/formats/pickle.h"
#include "core/engine/formats/pickle_text.h"

namespace tc3kd {
namespace {

constexpr std::size_t longest_name = 200;

std::string printable(std::string_view name) {
  std::string text;
  for (const char c : name.substr(0, longest_name)) text += c >= 0x20 && c < 0x7F ? c : '?';
  return text;
}

template <class T>
T number_of(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw Damage{"a number cannot be read"};
  return value;
}

}  // namespace

class PickleReader {
 public:
  PickleReader(std::span<const std::byte> bytes, const PickleNames& allowed, const PickleLimits& limits)
      : in_(bytes), allowed_(allowed), limits_(limits) {}

  Pickle read() {
    for (;;) {
      const std::uint8_t op = in_.byte();
      if (op == '.') break;
      const bool known = number(op) || text(op) || container(op) || fill(op) || stack(op) || call(op);
      if (!known) throw Damage{"the instruction " + std::to_string(op) + " of its pickle is not known"};
    }
    pickle_.root_ = pop();
    pickle_.consumed_ = in_.at();
    check_nesting();
    return std::move(pickle_);
  }

 private:
  using Id = std::uint32_t;
  using Node = Pickle::Node;

  // ---- values

  Id add(Node node) {
    if (pickle_.nodes_.size() >= limits_.values) throw Damage{"its pickle has too many values"};
    pickle_.nodes_.push_back(node);
    return static_cast<Id>(pickle_.nodes_.size() - 1);
  }
  void push(Id id) {
    if (stack_.size() >= limits_.values) throw Damage{"its pickle stacks too many values"};
    stack_.push_back(id);
  }
  void push_integer(PickleKind kind, std::int64_t value) {
    Node node;
    node.kind = kind;
    node.integer = value;
    push(add(node));
  }
  void push_real(double value) {
    Node node;
    node.kind = PickleKind::real;
    node.real = value;
    push(add(node));
  }
  void push_bytes(PickleKind kind, std::span<const std::byte> bytes) {
    Node node;
    node.kind = kind;
    node.bytes = bytes;
    push(add(node));
  }
  void push_owned(PickleKind kind, std::string text) {
    const std::string& kept = pickle_.texts_.emplace_back(std::move(text));
    push_bytes(kind, std::as_bytes(std::span(kept)));
  }
  void push_list(PickleKind kind, std::vector<Id> elements) {
    Node node;
    node.kind = kind;
    node.list = static_cast<std::uint32_t>(pickle_.lists_.size());
    pickle_.lists_.push_back(std::move(elements));
    push(add(node));
  }
  /// A call as a value: the name, its arguments, and room for the items that are set in it later.
  void push_object(Id callable, Id arguments) {
    if (kind(callable) != PickleKind::global) throw Damage{"its pickle would call what is no name"};
    if (kind(arguments) != PickleKind::tuple) throw Damage{"its pickle would call a name with no tuple"};
    push_list(PickleKind::object, {callable, arguments});
    pickle_.lists_.emplace_back();
  }
  void push_global(std::string_view module, std::string_view name) {
    if (module.size() + name.size() > longest_name) throw Damage{"its pickle has a name without end"};
    std::string full = std::string(module) + "." + std::string(name);
    if (!allowed_.contains(full)) {
      throw Damage{"it would call " + printable(full) + ", and only values are read, nothing is called"};
    }
    push_owned(PickleKind::global, std::move(full));
  }
  [[nodiscard]] PickleKind kind(Id id) const { return pickle_.nodes_[id].kind; }

  // ---- the stack

  Id top() const {
    if (stack_.empty() || (!marks_.empty() && stack_.size() <= marks_.back())) throw Damage{"its pickle lacks a value"};
    return stack_.back();
  }
  Id pop() {
    const Id id = top();
    stack_.pop_back();
    return id;
  }
  std::vector<Id> pop_mark() {
    if (marks_.empty()) throw Damage{"its pickle lacks a mark"};
    std::vector<Id> elements(stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back()), stack_.end());
    stack_.resize(marks_.back());
    marks_.pop_back();
    return elements;
  }
  std::vector<Id> pop_many(std::size_t count) {
    std::vector<Id> elements(count);
    for (std::size_t i = count; i-- > 0;) elements[i] = pop();
    return elements;
  }

  // ---- instructions, by what they do; each says whether it knew the instruction

  bool number(std::uint8_t op) {
    switch (op) {
      case 'N': push_integer(PickleKind::none, 0); return true;
      case 0x88: push_integer(PickleKind::boolean, 1); return true;
      case 0x89: push_integer(PickleKind::boolean, 0); return true;
      case 'J': push_integer(PickleKind::integer, static_cast<std::int32_t>(in_.little(4))); return true;
      case 'K': push_integer(PickleKind::integer, in_.byte()); return true;
      case 'M': push_integer(PickleKind::integer, static_cast<std::int64_t>(in_.little(2))); return true;
      case 0x8a: push_long(in_.take(in_.byte())); return true;
      case 0x8b: push_long(in_.take(in_.little(4))); return true;
      case 'I': push_decimal(in_.line(), /*booleans=*/true); return true;
      case 'L': push_decimal(in_.line(), /*booleans=*/false); return true;
      case 'F': push_real(number_of<double>(in_.line())); return true;
      case 'G': {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i) bits = bits << 8 | in_.byte();
        push_real(std::bit_cast<double>(bits));
        return true;
      }
      default: return false;
    }
  }

  void push_decimal(std::string_view line, bool booleans) {
    if (booleans && (line == "00" || line == "01")) {
      push_integer(PickleKind::boolean, line == "01" ? 1 : 0);
      return;
    }
    if (line.ends_with('L')) line.remove_suffix(1);
    push_integer(PickleKind::integer, number_of<std::int64_t>(line));
  }

  /// Two's complement, little-endian, as short as possible.
  void push_long(std::span<const std::byte> bytes) {
    if (bytes.size() > 8) {
      push_bytes(PickleKind::big_integer, bytes);
      return;
    }
    const bool negative = !bytes.empty() && (bytes.back() & std::byte{0x80}) != std::byte{0};
    std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    push_integer(PickleKind::integer, static_cast<std::int64_t>(value));
  }

  bool text(std::uint8_t op) {
    switch (op) {
      case 'S': push_owned(PickleKind::bytes, unquoted(in_.line())); return true;
      case 'V': push_owned(PickleKind::text, raw_unicode_unescaped(in_.line())); return true;
      case 'U':
      case 'C': push_bytes(PickleKind::bytes, in_.take(in_.byte())); return true;
      case 'T':
      case 'B': push_bytes(PickleKind::bytes, in_.take(in_.little(4))); return true;
      case 0x8e:
      case 0x96: push_bytes(PickleKind::bytes, in_.take(in_.little(8))); return true;
      case 0x8c: push_bytes(PickleKind::text, in_.take(in_.byte())); return true;
      case 'X': push_bytes(PickleKind::text, in_.take(in_.little(4))); return true;
      case 0x8d: push_bytes(PickleKind::text, in_.take(in_.little(8))); return true;
      default: return false;
    }
  }

  bool container(std::uint8_t op) {
    switch (op) {
      case ')': push_list(PickleKind::tuple, {}); return true;
      case ']': push_list(PickleKind::list, {}); return true;
      case '}': push_list(PickleKind::dict, {}); return true;
      case 0x8f: push_list(PickleKind::set, {}); return true;
      case 0x85: push_list(PickleKind::tuple, pop_many(1)); return true;
      case 0x86: push_list(PickleKind::tuple, pop_many(2)); return true;
      case 0x87: push_list(PickleKind::tuple, pop_many(3)); return true;
      case 't': push_list(PickleKind::tuple, pop_mark()); return true;
      case 'l': push_list(PickleKind::list, pop_mark()); return true;
      case 0x91: push_list(PickleKind::set, pop_mark()); return true;
      case 'd': push_list(PickleKind::dict, in_pairs(pop_mark())); return true;
      default: return false;
    }
  }

  static std::vector<Id> in_pairs(std::vector<Id> elements) {
    if (elements.size() % 2 != 0) throw Damage{"its pickle has a key without a value"};
    return elements;
  }

  /// Adds to the container on top, after taking the elements off.
  bool fill(std::uint8_t op) {
    switch (op) {
      case 'a': extend(PickleKind::list, pop_many(1)); return true;
      case 'e': extend(PickleKind::list, pop_mark()); return true;
      case 0x90: extend(PickleKind::set, pop_mark()); return true;
      case 's': extend(PickleKind::dict, pop_many(2)); return true;
      case 'u': extend(PickleKind::dict, in_pairs(pop_mark())); return true;
      case 'b': set_state(pop()); return true;
      default: return false;
    }
  }

  void extend(PickleKind wanted, const std::vector<Id>& elements) {
    const Node& node = pickle_.nodes_[top()];
    const bool object = wanted == PickleKind::dict && node.kind == PickleKind::object;
    if (node.kind != wanted && !object) throw Damage{"its pickle fills what is no container"};
    auto& list = pickle_.lists_[node.list + (object ? 1 : 0)];
    list.insert(list.end(), elements.begin(), elements.end());
  }

  void set_state(Id state) {
    const Node& node = pickle_.nodes_[top()];
    if (node.kind != PickleKind::object) throw Damage{"its pickle gives a state to what is no object"};
    auto& parts = pickle_.lists_[node.list];
    if (parts.size() > 2) throw Damage{"its pickle gives an object two states"};
    parts.push_back(state);
  }

  bool stack(std::uint8_t op) {
    switch (op) {
      case '(': mark(); return true;
      case '0': discard(); return true;
      case '1': (void)pop_mark(); return true;
      case '2': push(top()); return true;
      case 'p': remember(number_of<std::uint32_t>(in_.line())); return true;
      case 'q': remember(in_.byte()); return true;
      case 'r': remember(in_.little(4)); return true;
      case 0x94: remember(memo_.size()); return true;
      case 'g': recall(number_of<std::uint32_t>(in_.line())); return true;
      case 'h': recall(in_.byte()); return true;
      case 'j': recall(in_.little(4)); return true;
      case 0x80:
        if (in_.byte() > 5) throw Damage{"its pickle is of a protocol above 5"};
        return true;
      case 0x95:
        if (in_.little(8) > in_.left()) throw Damage{"it ends too early"};
        return true;
      default: return false;
    }
  }

  void mark() {
    if (marks_.size() >= limits_.values) throw Damage{"its pickle has too many marks"};
    marks_.push_back(stack_.size());
  }
  /// POP takes off a mark where one is on top.
  void discard() {
    if (!marks_.empty() && marks_.back() == stack_.size()) {
      marks_.pop_back();
    } else {
      (void)pop();
    }
  }
  void remember(std::uint64_t place) {
    if (memo_.size() >= limits_.values) throw Damage{"its pickle remembers too many values"};
    memo_[place] = top();
  }
  void recall(std::uint64_t place) {
    const auto found = memo_.find(place);
    if (found == memo_.end()) throw Damage{"its pickle recalls what it never kept"};
    push(found->second);
  }

  bool call(std::uint8_t op) {
    switch (op) {
      case 'c': {
        const std::string_view module = in_.line();
        push_global(module, in_.line());
        return true;
      }
      case 0x93: {
        const auto names = pop_many(2);
        if (kind(names[0]) != PickleKind::text || kind(names[1]) != PickleKind::text) {
          throw Damage{"its pickle has a name that is no text"};
        }
        push_global(PickleValue(pickle_, names[0]).text(), PickleValue(pickle_, names[1]).text());
        return true;
      }
      case 'R':
      case 0x81: {  // a function's call and a class's are the same to who calls nothing
        const auto parts = pop_many(2);
        push_object(parts[0], parts[1]);
        return true;
      }
      case 'i': return call_marked_line();
      case 'o': return call_marked();
      case 'Q': push_list(PickleKind::persistent, pop_many(1)); return true;
      case 'P':
        push_owned(PickleKind::text, std::string(in_.line()));
        push_list(PickleKind::persistent, pop_many(1));
        return true;
      default: return false;
    }
  }

  /// INST: the name in the instruction, the arguments since the mark.
  bool call_marked_line() {
    const std::string_view module = in_.line(), name = in_.line();
    std::vector<Id> arguments = pop_mark();
    push_global(module, name);
    const Id callable = pop();
    push_list(PickleKind::tuple, std::move(arguments));
    push_object(callable, pop());
    return true;
  }
  /// OBJ: the name and the arguments since the mark.
  bool call_marked() {
    std::vector<Id> parts = pop_mark();
    if (parts.empty()) throw Damage{"its pickle lacks a value"};
    push_list(PickleKind::tuple, std::vector<Id>(parts.begin() + 1, parts.end()));
    push_object(parts.front(), pop());
    return true;
  }

  // ---- afterwards

  /// The lists that a value consists of: none, one, or an object's two.
  [[nodiscard]] std::span<const std::vector<Id>> parts_of(Id id) const {
    const Node& node = pickle_.nodes_[id];
    const auto lists = [&](std::size_t count) { return std::span(pickle_.lists_).subspan(node.list, count); };
    switch (node.kind) {
      case PickleKind::list:
      case PickleKind::tuple:
      case PickleKind::set:
      case PickleKind::dict:
      case PickleKind::persistent: return lists(1);
      case PickleKind::object: return lists(2);
      default: return {};
    }
  }

  /// Refuses cycles and deep nesting, so that whoever walks down the tree comes to an end soon. Without recursion; a
  /// value that is shared is walked once, and its height counts at each of its places.
  void check_nesting() const {
    constexpr int unseen = -1, open = -2;
    std::vector<int> height(pickle_.nodes_.size(), unseen);
    struct Step {
      Id id;
      std::size_t part = 0, element = 0;
      int below = 0;
    };
    std::vector<Step> path{{pickle_.root_}};
    height[pickle_.root_] = open;
    while (!path.empty()) {
      Step& step = path.back();
      const auto parts = parts_of(step.id);
      if (step.part < parts.size() && step.element == parts[step.part].size()) {
        ++step.part;
        step.element = 0;
      } else if (step.part < parts.size()) {
        const Id child = parts[step.part][step.element];
        if (height[child] == open) throw Damage{"its pickle contains itself"};
        if (height[child] == unseen) {
          if (path.size() > static_cast<std::size_t>(limits_.depth)) throw Damage{"its pickle is nested too deeply"};
          height[child] = open;
          path.push_back({child});
        } else {
          step.below = std::max(step.below, height[child] + 1);
          ++step.element;
        }
      } else {
        if (step.below > limits_.depth) throw Damage{"its pickle is nested too deeply"};
        height[step.id] = step.below;
        path.pop_back();
      }
    }
  }

  ByteCursor in_;
  const PickleNames& allowed_;
  const PickleLimits& limits_;
  Pickle pickle_;
  std::vector<Id> stack_;
  std::vector<std::size_t> marks_;
  // Ordered: the numbers are the file's, which could be chosen to collide in a hash table.
  std::map<std::uint64_t, Id> memo_;
};

Result<Pickle> parse_pickle(std::span<const std::byte> bytes, const PickleNames& allowed, const std::string& path,
                            const PickleLimits& limits) {
  try {
    return PickleReader(bytes, allowed, limits).read();
  } catch (const Damage& damage) {
    return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", damage.detail}});
  }
}

}  // namespace tc3kd
