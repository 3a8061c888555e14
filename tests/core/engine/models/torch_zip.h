// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/engine/formats/safetensors.h"
#include "tests/core/formats/zip_writer.h"

namespace tc3kd::test {

/// Writes a pickle of protocol 0's plain instructions.
class PickleText {
 public:
  PickleText& raw(std::string_view instructions) {
    text_.append(instructions);
    return *this;
  }
  PickleText& text(std::string_view value) { return raw("V").raw(value).raw("\n"); }
  PickleText& number(std::int64_t value) { return raw("L").raw(std::to_string(value)).raw("L\n"); }
  [[nodiscard]] const std::string& str() const { return text_; }

 private:
  std::string text_;
};

/// The bytes of a `.pt` with these tensors (F32 and I64), each name behind `prefix`, under the key `wrapper` unless
/// that is empty: as torch.save writes it.
inline Bytes torch_zip(const StoredTensors& tensors, const std::string& wrapper = {}, const std::string& prefix = {}) {
  std::vector<ZipFile> files;
  PickleText pickle;
  if (!wrapper.empty()) pickle.raw("}").text("epoch").number(240).raw("s").text(wrapper);
  pickle.raw("ccollections\nOrderedDict\n)R");
  for (const auto& [name, tensor] : tensors) {
    const std::string key = std::to_string(files.size());
    const std::int64_t elements = static_cast<std::int64_t>(tensor.data.size()) / dtype_size(tensor.dtype);
    pickle.text(prefix + name).raw("ctorch._utils\n_rebuild_tensor_v2\n((").text("storage").raw("ctorch\n");
    pickle.raw(tensor.dtype == "F32" ? "FloatStorage\n" : "LongStorage\n").text(key).text("cpu");
    pickle.number(elements).raw("tQ").number(0).raw("(");
    for (const std::int64_t size : tensor.shape) pickle.number(size);
    pickle.raw("t(");
    std::int64_t stride = elements;
    for (const std::int64_t size : tensor.shape) pickle.number(stride /= size);
    pickle.raw("tI00\nccollections\nOrderedDict\n)RtRs");
    files.push_back(ZipFile::stored("archive/data/" + key, Bytes(tensor.data.begin(), tensor.data.end())));
  }
  if (!wrapper.empty()) pickle.raw("s");
  pickle.raw(".");
  files.push_back(ZipFile::stored("archive/data.pkl", to_bytes(pickle.str())));
  return make_zip(files);
}

}  // namespace tc3kd::test
