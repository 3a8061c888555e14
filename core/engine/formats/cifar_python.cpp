// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/cifar_python.h"

#include <utility>

#include "core/engine/formats/byte_cursor.h"
#include "core/engine/formats/numpy_array.h"

namespace tc3kd {
namespace {

constexpr std::int64_t picture = 3 * 32 * 32;

PickleValue member(const PickleValue& dict, const std::string& key) {
  const auto found = dict.find(key);
  if (!found) throw Damage{"it is a pickle without \"" + key + "\""};
  return *found;
}

std::vector<std::int64_t> labels_of(const PickleValue& list, std::int64_t classes) {
  if (list.kind() != PickleKind::list) throw Damage{"its labels are no list"};
  std::vector<std::int64_t> labels;
  labels.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto label = list[i].integer();
    if (!label) throw Damage{"its label " + std::to_string(i) + " is no whole number"};
    if (*label < 0 || *label >= classes) {
      throw Damage{"its label " + std::to_string(i) + " is " + std::to_string(*label) + "; allowed: 0 to " +
                   std::to_string(classes - 1)};
    }
    labels.push_back(*label);
  }
  return labels;
}

CifarBatch batch_of(const PickleValue& dict, std::int64_t classes) {
  CifarBatch batch;
  // The small part first: a wrong file is told from a right one before its pictures are copied.
  batch.labels = labels_of(member(dict, classes == 100 ? "fine_labels" : "labels"), classes);
  ByteArray data = numpy_bytes(member(dict, "data"));
  if (data.shape.size() != 2 || data.shape[1] != picture) {
    throw Damage{"its data are no pictures of " + std::to_string(picture) + " bytes"};
  }
  batch.samples = data.shape[0];
  if (batch.samples != static_cast<std::int64_t>(batch.labels.size())) {
    throw Damage{"it has " + std::to_string(batch.samples) + " pictures and " + std::to_string(batch.labels.size()) +
                 " labels"};
  }
  batch.pixels = std::move(data.values);
  return batch;
}

std::vector<std::string> names_of(const PickleValue& list, std::int64_t classes) {
  if (list.kind() != PickleKind::list || static_cast<std::int64_t>(list.size()) != classes) {
    throw Damage{"its names are no list of " + std::to_string(classes)};
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const bool text = list[i].kind() == PickleKind::text || list[i].kind() == PickleKind::bytes;
    if (!text) throw Damage{"its name " + std::to_string(i) + " is no text"};
    names.emplace_back(list[i].text());
  }
  return names;
}

template <class Read>
auto read_pickled(std::span<const std::byte> bytes, const std::string& path, Read read)
    -> Result<decltype(read(std::declval<PickleValue>()))> {
  const auto pickle = parse_pickle(bytes, numpy_names(), path);
  if (!pickle) return tl::unexpected(pickle.error());
  try {
    return read(pickle->root());
  } catch (const Damage& damage) {
    return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", damage.detail}});
  }
}

}  // namespace

Result<CifarBatch> parse_cifar_python(std::span<const std::byte> bytes, std::int64_t classes, const std::string& path) {
  return read_pickled(bytes, path, [&](const PickleValue& root) { return batch_of(root, classes); });
}

Result<std::vector<std::string>> parse_cifar_python_meta(std::span<const std::byte> bytes, std::int64_t classes,
                                                         const std::string& path) {
  return read_pickled(bytes, path, [&](const PickleValue& root) {
    return names_of(member(root, classes == 100 ? "fine_label_names" : "label_names"), classes);
  });
}

}  // namespace tc3kd
