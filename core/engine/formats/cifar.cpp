// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/cifar.h"

#include "core/engine/formats/picture.h"

namespace tc3kd {

Result<CifarRecords> parse_cifar_binary(std::span<const std::byte> bytes, std::span<const std::int64_t> label_classes,
                                        const std::string& path) {
  const std::size_t record = label_classes.size() + cifar_picture_bytes;
  if (bytes.empty()) return malformed_file(path, "it is empty");
  if (bytes.size() % record != 0) {
    return malformed_file(path, "its " + std::to_string(bytes.size()) + " bytes are no whole number of records of " +
                                    std::to_string(record));
  }
  const std::size_t samples = bytes.size() / record;
  const auto* from = reinterpret_cast<const std::uint8_t*>(bytes.data());
  CifarRecords records;
  records.pixels.reserve(samples * cifar_picture_bytes);
  records.labels.reserve(samples);
  for (std::size_t i = 0; i < samples; ++i, from += record) {
    for (std::size_t l = 0; l < label_classes.size(); ++l) {
      if (from[l] < label_classes[l]) continue;
      return malformed_file(path, "record " + std::to_string(i) + " has the label " + std::to_string(from[l]) + " of " +
                                      std::to_string(label_classes[l]) + " classes");
    }
    records.labels.push_back(from[label_classes.size() - 1]);
    records.pixels.insert(records.pixels.end(), from + label_classes.size(), from + record);
  }
  return records;
}

}  // namespace tc3kd
