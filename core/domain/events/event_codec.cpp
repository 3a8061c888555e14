// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/events/event_codec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "core/domain/events/event_members.h"

namespace tc3kd {
namespace {

using detail::members;

constexpr std::array phases{Phase::preparing, Phase::teacher,  Phase::judge,     Phase::measuring,
                            Phase::selecting, Phase::training, Phase::evaluating};

// Writing. Enumerations are their names; what JSON has no number for is a text.
Json write(double value) {
  if (std::isfinite(value)) return value;
  return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
Json write(std::int64_t value) { return value; }
Json write(bool value) { return value; }
Json write(const std::string& value) { return value; }
Json write(Phase value) { return to_string(value); }
Json write(RunStatus value) { return to_string(value); }
Json write(ErrorCode value) { return to_string(value); }
Json write(const std::map<std::string, std::string>& value) { return value; }
template <class T>
Json write(const std::vector<T>& values);
template <class T>
Json write(const std::optional<T>& value);
template <class T>
requires requires(const T* t) { members(t); }
Json write(const T& value) {
  Json object = Json::object();
  std::apply([&](const auto&... member) { ((object[member.name] = write(value.*member.pointer)), ...); },
             members(&value));
  return object;
}
template <class T>
Json write(const std::vector<T>& values) {
  Json array = Json::array();
  for (const T& value : values) array.push_back(write(value));
  return array;
}
template <class T>
Json write(const std::optional<T>& value) {
  return value ? write(*value) : Json();
}

// Reading. Whatever does not fit throws, and is told once, by event_from_json.
void read(const Json& json, double& value) {
  if (!json.is_string()) {
    value = json.get<double>();
    return;
  }
  const auto text = json.get<std::string>();
  if (text != "nan" && text != "inf" && text != "-inf") throw std::runtime_error("\"" + text + "\" is no number");
  value = text == "nan" ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
  if (text == "-inf") value = -value;
}
void read(const Json& json, std::int64_t& value) { value = json.get<std::int64_t>(); }
void read(const Json& json, bool& value) { value = json.get<bool>(); }
void read(const Json& json, std::string& value) { value = json.get<std::string>(); }
void read(const Json& json, std::map<std::string, std::string>& value) {
  value.clear();
  for (const auto& [name, text] : json.items()) value[name] = text.get<std::string>();
}
template <class Range, class Enumeration>
void read_name(const Json& json, const Range& candidates, Enumeration& value) {
  const auto text = json.get<std::string>();
  for (const Enumeration candidate : candidates) {
    if (text == to_string(candidate)) {
      value = candidate;
      return;
    }
  }
  throw std::runtime_error("\"" + text + "\" is not known");
}
void read(const Json& json, Phase& value) { read_name(json, phases, value); }
void read(const Json& json, RunStatus& value) {
  const auto status = run_status_from(json.get<std::string>());
  if (!status) throw std::runtime_error("\"" + json.get<std::string>() + "\" is no status");
  value = *status;
}
void read(const Json& json, ErrorCode& value) {
  std::vector<ErrorCode> codes;
  for (int i = 0; i <= static_cast<int>(ErrorCode::usage); ++i) codes.push_back(static_cast<ErrorCode>(i));
  read_name(json, codes, value);
}
template <class T>
void read(const Json& json, std::vector<T>& values);
template <class T>
void read(const Json& json, std::optional<T>& value);
template <class T>
requires requires(const T* t) { members(t); }
void read(const Json& json, T& value);
template <class T>
void read_member(const Json& object, const char* name, T& value) {
  read(object.at(name), value);
}
/// What is optional may also be missing: events that were stored before the member existed.
template <class T>
void read_member(const Json& object, const char* name, std::optional<T>& value) {
  const auto found = object.find(name);
  read(found == object.end() ? Json() : *found, value);
}
template <class Struct, class Member>
void read_named(const Json& object, const detail::NamedMember<Struct, Member>& member, Struct& value) {
  read_member(object, member.name, value.*member.pointer);
}
template <class Struct, class Member>
void read_named(const Json& object, const detail::LaterMember<Struct, Member>& member, Struct& value) {
  if (object.contains(member.name)) read(object.at(member.name), value.*member.pointer);
}
template <class T>
requires requires(const T* t) { members(t); }
void read(const Json& json, T& value) {
  std::apply([&](const auto&... member) { (read_named(json, member, value), ...); }, members(&value));
}
template <class T>
void read(const Json& json, std::vector<T>& values) {
  values.clear();
  for (const Json& element : json) read(element, values.emplace_back());
}
template <class T>
void read(const Json& json, std::optional<T>& value) {
  value.reset();
  if (!json.is_null()) read(json, value.emplace());
}

// In the order of RunEventBody.
constexpr std::array kinds{"run_started", "data",       "teacher_epoch", "teacher", "progress", "stage_started",
                           "stage_selected", "epoch", "stage_ended", "checkpoint", "warning", "pause", "run_ended"};
static_assert(kinds.size() == std::variant_size_v<RunEventBody>);

template <std::size_t... I>
RunEventBody read_alternative(std::size_t index, const Json& json, std::index_sequence<I...>) {
  RunEventBody body;
  ((index == I ? (read(json, body.emplace<I>()), void()) : void()), ...);
  return body;
}

}  // namespace

const char* to_string(Phase phase) {
  switch (phase) {
    case Phase::preparing: return "preparing";
    case Phase::teacher: return "teacher";
    case Phase::judge: return "judge";
    case Phase::measuring: return "measuring";
    case Phase::selecting: return "selecting";
    case Phase::training: return "training";
    case Phase::evaluating: return "evaluating";
  }
  return "preparing";
}

const char* event_kind(const RunEventBody& body) { return kinds[body.index()]; }

Json event_to_json(const RunEventBody& body) {
  return std::visit([](const auto& event) { return write(event); }, body);
}

Result<RunEventBody> event_from_json(std::string_view kind, const Json& json) {
  const auto found = std::find(kinds.begin(), kinds.end(), kind);
  const std::string what = "an event of kind \"" + std::string(kind) + "\"";
  if (found == kinds.end()) return fail(ErrorCode::invalid_json, {{"path", what}, {"detail", "the kind is not known"}});
  try {
    return read_alternative(static_cast<std::size_t>(found - kinds.begin()), json,
                            std::make_index_sequence<kinds.size()>());
  } catch (const std::exception& error) {
    return fail(ErrorCode::invalid_json, {{"path", what}, {"detail", error.what()}});
  }
}

}  // namespace tc3kd
