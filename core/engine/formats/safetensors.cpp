// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/safetensors.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include <nlohmann/json.hpp>

namespace tc3kd {
namespace {

using nlohmann::json;

constexpr std::uint64_t header_limit = 100'000'000;
constexpr int nesting_limit = 4;

struct Extent {
  std::uint64_t begin = 0, end = 0;
};

/// What is wrong with one entry, or nothing; `extent` and `tensor` are filled.
std::optional<std::string> read_entry(const json& entry, std::span<const std::byte> data, StoredTensor& tensor,
                                      Extent& extent) {
  if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets")) {
    return "an entry lacks dtype, shape or data_offsets";
  }
  const json &dtype = entry["dtype"], &shape = entry["shape"], &offsets = entry["data_offsets"];
  if (!dtype.is_string() || dtype_size(dtype.get<std::string>()) == 0)
    return "the dtype " + dtype.dump() + " is not known";
  if (!shape.is_array() || shape.size() > 8) return "a shape is no list of at most eight sizes";
  if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
      !offsets[1].is_number_unsigned()) {
    return "data_offsets are no two numbers";
  }
  extent.begin = offsets[0].get<std::uint64_t>();
  extent.end = offsets[1].get<std::uint64_t>();
  if (extent.begin > extent.end || extent.end > data.size()) return "data_offsets leave the file";
  tensor.dtype = dtype.get<std::string>();
  auto bytes = static_cast<std::uint64_t>(dtype_size(tensor.dtype));
  for (const json& size : shape) {
    if (!size.is_number_unsigned()) return "a shape has a size that is no whole number";
    const auto n = size.get<std::uint64_t>();
    if (n != 0 && bytes > data.size() / n) return "a shape is larger than the file";
    bytes *= n;
    tensor.shape.push_back(static_cast<std::int64_t>(n));
  }
  if (bytes != extent.end - extent.begin) return "a shape does not fit its data_offsets";
  tensor.data = data.subspan(extent.begin, extent.end - extent.begin);
  return std::nullopt;
}

bool texts_only(const json& metadata) {
  return metadata.is_object() &&
         std::all_of(metadata.begin(), metadata.end(), [](const json& v) { return v.is_string(); });
}

/// The format wants the data without gaps or overlaps, so that a file can hide nothing.
bool contiguous(std::vector<Extent> extents, std::uint64_t size) {
  std::sort(extents.begin(), extents.end(),
            [](const Extent& a, const Extent& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  std::uint64_t at = 0;
  for (const Extent& extent : extents) {
    if (extent.begin != at) return false;
    at = extent.end;
  }
  return at == size;
}

/// Parses without recursion deeper than the format needs and refuses names that stand there twice.
std::optional<json> parse_header(const char* begin, const char* end) {
  bool bad = false;
  std::vector<std::map<std::string, bool>> open;
  const auto callback = [&](int depth, json::parse_event_t event, json& parsed) {
    if (depth > nesting_limit) bad = true;
    if (event == json::parse_event_t::object_start) open.emplace_back();
    if (event == json::parse_event_t::object_end) open.pop_back();
    if (event == json::parse_event_t::key && !open.back().emplace(parsed.get<std::string>(), true).second) bad = true;
    return true;
  };
  json header = json::parse(begin, end, callback, false);
  if (bad || header.is_discarded() || !header.is_object()) return std::nullopt;
  return header;
}

}  // namespace

std::int64_t dtype_size(const std::string& dtype) {
  static const std::map<std::string, std::int64_t> sizes{{"F64", 8}, {"F32", 4}, {"F16", 2}, {"BF16", 2}, {"I64", 8},
                                                         {"I32", 4}, {"I16", 2}, {"I8", 1},  {"U8", 1},   {"BOOL", 1}};
  const auto found = sizes.find(dtype);
  return found == sizes.end() ? 0 : found->second;
}

Result<StoredTensors> parse_safetensors(std::span<const std::byte> bytes, const std::string& path,
                                        std::map<std::string, std::string>* metadata) {
  const auto malformed = [&](const std::string& detail) {
    return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", detail}});
  };
  if (bytes.size() < 8) return malformed("it is too short for a safetensors file");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  if (length > header_limit || length > bytes.size() - 8) {
    return malformed("its header of " + std::to_string(length) +
                     " bytes does not fit it; it may be no safetensors file");
  }
  const auto* text = reinterpret_cast<const char*>(bytes.data()) + 8;
  const auto header = parse_header(text, text + length);
  if (!header) return malformed("its header is no JSON object of tensors");
  const auto data = bytes.subspan(8 + length);
  StoredTensors tensors;
  std::vector<Extent> extents;
  for (const auto& [name, entry] : header->items()) {
    if (name == "__metadata__") {
      if (!texts_only(entry)) return malformed("its __metadata__ is no list of texts");
      if (metadata != nullptr) *metadata = entry.get<std::map<std::string, std::string>>();
      continue;
    }
    StoredTensor tensor;
    Extent extent;
    if (const auto wrong = read_entry(entry, data, tensor, extent)) return malformed(name + ": " + *wrong);
    extents.push_back(extent);
    tensors.emplace(name, std::move(tensor));
  }
  if (!contiguous(std::move(extents), data.size())) return malformed("its tensors overlap or leave gaps");
  return tensors;
}

Bytes write_safetensors(const StoredTensors& tensors, const std::map<std::string, std::string>& metadata) {
  // Wide elements first: then every tensor lies at a multiple of its element's size, and can be mapped as it is.
  std::vector<const StoredTensors::value_type*> order;
  for (const auto& named : tensors) order.push_back(&named);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return dtype_size(a->second.dtype) > dtype_size(b->second.dtype);
  });

  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t at = 0;
  for (const auto* named : order) {
    const auto& [name, tensor] = *named;
    header[name] = {{"dtype", tensor.dtype}, {"shape", tensor.shape}, {"data_offsets", {at, at + tensor.data.size()}}};
    at += tensor.data.size();
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = text.size();
  Bytes bytes(8 + length);
  bytes.reserve(8 + length + at);
  std::memcpy(bytes.data(), &length, 8);
  std::memcpy(bytes.data() + 8, text.data(), length);
  for (const auto* named : order) bytes.insert(bytes.end(), named->second.data.begin(), named->second.data.end());
  return bytes;
}

}  // namespace tc3kd
