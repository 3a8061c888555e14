// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/torch_tensors.h"

#include <array>
#include <cstring>
#include <vector>

#include "core/engine/formats/byte_cursor.h"
#include "core/engine/formats/state_dict.h"

namespace tc3kd {
namespace {

constexpr std::size_t most_dimensions = 8;
constexpr std::array<std::string_view, 4> wrappers{"model", "state_dict", "net", "model_state_dict"};
/// Beyond it no product below can overflow, and no file reaches it.
constexpr std::uint64_t most_elements = std::uint64_t{1} << 48;

std::string_view dtype_of_storage(std::string_view type) {
  static const std::map<std::string_view, std::string_view> types{
      {"DoubleStorage", "F64"}, {"FloatStorage", "F32"}, {"HalfStorage", "F16"},  {"BFloat16Storage", "BF16"},
      {"LongStorage", "I64"},   {"IntStorage", "I32"},   {"ShortStorage", "I16"}, {"CharStorage", "I8"},
      {"ByteStorage", "U8"},    {"BoolStorage", "BOOL"}};
  const auto found = types.find(type.substr(type.rfind('.') + 1));
  return found == types.end() ? std::string_view{} : found->second;
}

std::uint64_t natural(const PickleValue& value) {
  const auto number = value.integer();
  if (!number || *number < 0 || static_cast<std::uint64_t>(*number) > most_elements) {
    throw Damage{"a tensor has a size, stride or place that is no natural number"};
  }
  return static_cast<std::uint64_t>(*number);
}

/// The elements of a tuple, list or torch.Size.
std::vector<std::uint64_t> naturals(const PickleValue& value) {
  if (value.callable() == "torch.Size" && value.arguments().size() == 1) return naturals(value.arguments()[0]);
  if ((value.kind() != PickleKind::tuple && value.kind() != PickleKind::list) || value.size() > most_dimensions) {
    throw Damage{"a tensor has no list of at most eight sizes"};
  }
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 0; i < value.size(); ++i) numbers.push_back(natural(value[i]));
  return numbers;
}

bool is_tensor(const PickleValue& value) { return value.callable().starts_with("torch._utils._rebuild_"); }

/// A parameter's tensor, a tensor itself. Parameters of parameters do not occur.
PickleValue bare_tensor(const PickleValue& value) {
  if (!value.callable().starts_with("torch._utils._rebuild_parameter")) return value;
  const PickleValue arguments = value.arguments();
  if (arguments.size() == 0 || !arguments[0].callable().starts_with("torch._utils._rebuild_tensor")) {
    throw Damage{"a parameter has no tensor"};
  }
  return arguments[0];
}

/// A tensor as torch describes it: elements in a storage.
struct View {
  std::span<const std::byte> storage;
  std::uint64_t element_size = 0, offset = 0, elements = 1;
  std::vector<std::uint64_t> sizes, strides;

  [[nodiscard]] bool contiguous() const {
    std::uint64_t expected = 1;
    for (std::size_t d = sizes.size(); d-- > 0;) {
      if (sizes[d] != 1 && strides[d] != expected) return false;
      expected *= sizes[d];
    }
    return true;
  }

  /// Throws where an element would lie outside the storage, or where there are more elements than the storage has:
  /// some would be there several times, and a small file could ask for any amount of memory.
  void check() {
    if (sizes.size() != strides.size()) throw Damage{"a tensor has other numbers of sizes and strides"};
    const std::uint64_t held = storage.size() / element_size;
    for (const std::uint64_t size : sizes) {
      if (size != 0 && elements > most_elements / size) throw Damage{"a tensor is larger than its storage"};
      elements *= size;
    }
    if (elements > held) throw Damage{"a tensor is larger than its storage"};
    if (elements == 0) return;
    std::uint64_t last = offset;
    for (std::size_t d = 0; d < sizes.size(); ++d) {
      // Sizes are at most `held` here, strides at most 2^48: the product is checked by division all the same.
      if (sizes[d] > 1 && strides[d] > most_elements / (sizes[d] - 1)) throw Damage{"a tensor leaves its storage"};
      last += (sizes[d] - 1) * strides[d];
    }
    if (last >= held) throw Damage{"a tensor leaves its storage"};
  }

  [[nodiscard]] std::span<const std::byte> in_place() const {
    return elements == 0 ? std::span<const std::byte>{}
                         : storage.subspan(offset * element_size, elements * element_size);
  }

  [[nodiscard]] Bytes copied() const {
    Bytes bytes;
    bytes.reserve(elements * element_size);
    std::vector<std::uint64_t> index(sizes.size(), 0);
    std::uint64_t at = offset;
    for (std::uint64_t i = 0; i < elements; ++i) {
      const auto element = storage.subspan(at * element_size, element_size);
      bytes.insert(bytes.end(), element.begin(), element.end());
      for (std::size_t d = sizes.size(); d-- > 0;) {
        at += strides[d];
        if (++index[d] < sizes[d]) break;
        at -= strides[d] * sizes[d];
        index[d] = 0;
      }
    }
    return bytes;
  }
};

class TensorCollector {
 public:
  TensorCollector(const Storages& storages, std::uint64_t copy_limit, TorchArchive& archive)
      : storages_(storages), copies_left_(copy_limit), archive_(archive) {}

  void collect(const PickleValue& root) {
    if (root.kind() != PickleKind::dict && root.kind() != PickleKind::object) {
      throw Damage{"it holds no state dict but another value"};
    }
    const PickleValue state = find_state_dict(root);
    for (const auto& [key, value] : state.items()) {
      const std::string name(key.text());
      if (!is_tensor(value)) {
        archive_.others.push_back(name);
      } else {
        archive_.tensors.insert_or_assign(name, read(name, bare_tensor(value)));
      }
    }
    if (archive_.tensors.empty()) throw Damage{"it holds no state dict of tensors"};
    archive_.prefix = strip_prefixes(archive_.tensors, archive_.others);
  }

 private:
  /// A wrapper's key goes before tensors at the top: training scripts keep accuracies as tensors beside the network's.
  PickleValue find_state_dict(const PickleValue& root) {
    for (const std::string_view wrapper : wrappers) {
      const auto inner = root.find(wrapper);
      if (!inner) continue;
      for (const auto& [key, value] : inner->items()) {
        if (!is_tensor(value)) continue;
        archive_.wrapper = wrapper;
        for (const auto& [other, ignored] : root.items()) {
          if (other.text() != wrapper) archive_.others.emplace_back(other.text());
        }
        return *inner;
      }
    }
    return root;
  }

  StoredTensor read(const std::string& name, const PickleValue& tensor) {
    try {
      const View view = view_of(tensor);
      StoredTensor stored;
      stored.dtype = dtype_;
      for (const std::uint64_t size : view.sizes) stored.shape.push_back(static_cast<std::int64_t>(size));
      stored.data = view.contiguous() ? view.in_place() : copy(view);
      return stored;
    } catch (const Damage& damage) {
      throw Damage{name.substr(0, 200) + ": " + damage.detail};
    }
  }

  View view_of(const PickleValue& tensor) {
    const PickleValue arguments = tensor.arguments();
    if (arguments.size() < 4) throw Damage{"a tensor lacks its storage, place, sizes or strides"};
    const StorageReference reference = storage_reference(arguments[0]);
    if (reference.dtype.empty()) throw Damage{"its kind of numbers is not known"};
    const auto found = storages_.find(reference.key);
    if (found == storages_.end()) throw Damage{"its storage " + reference.key + " is not in the file"};
    dtype_ = reference.dtype;
    View view;
    view.storage = found->second;
    view.element_size = static_cast<std::uint64_t>(dtype_size(dtype_));
    view.offset = natural(arguments[1]);
    view.sizes = naturals(arguments[2]);
    view.strides = naturals(arguments[3]);
    view.check();
    return view;
  }

  std::span<const std::byte> copy(const View& view) {
    const std::uint64_t size = view.elements * view.element_size;
    if (size > copies_left_) throw Damage{"its tensors share storages too often to be copied"};
    copies_left_ -= size;
    return archive_.owned.emplace_back(view.copied());
  }

  const Storages& storages_;
  std::uint64_t copies_left_;
  TorchArchive& archive_;
  std::string dtype_;
};

}  // namespace

const PickleNames& torch_names() {
  static const PickleNames names = [] {
    PickleNames all{"collections.OrderedDict",
                    "collections.defaultdict",
                    "collections.Counter",
                    "torch._utils._rebuild_tensor",
                    "torch._utils._rebuild_tensor_v2",
                    "torch._utils._rebuild_parameter",
                    "torch._utils._rebuild_parameter_with_state",
                    "torch.Size",
                    "torch.device",
                    "argparse.Namespace",
                    "_codecs.encode",
                    "pathlib.Path",
                    "pathlib.PosixPath",
                    "pathlib.PurePosixPath",
                    "numpy.ndarray",
                    "numpy.dtype",
                    "copy_reg._reconstructor",
                    "copyreg._reconstructor"};
    for (const char* module : {"__builtin__.", "builtins."}) {
      for (const char* type :
           {"dict", "list", "set", "frozenset", "tuple", "object", "bytes", "bytearray", "complex"}) {
        all.insert(std::string(module) + type);
      }
    }
    for (const char* module : {"numpy.core.multiarray.", "numpy._core.multiarray."}) {
      for (const char* name : {"_reconstruct", "scalar"}) all.insert(std::string(module) + name);
    }
    for (const char* type : {"Double", "Float", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool",
                             "ComplexFloat", "ComplexDouble"}) {
      for (const char* module : {"torch.", "torch.cuda."}) all.insert(std::string(module) + type + "Storage");
    }
    for (const char* type :
         {"float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool"}) {
      all.insert(std::string("torch.") + type);
    }
    return all;
  }();
  return names;
}

StorageReference storage_reference(const PickleValue& value) {
  const Damage wrong{"it refers to something that is no storage"};
  if (value.kind() != PickleKind::persistent) throw wrong;
  const PickleValue id = value[0];
  if (id.kind() != PickleKind::tuple || id.size() < 5 || id[0].text() != "storage") throw wrong;
  const bool named = id[2].kind() == PickleKind::text || id[2].kind() == PickleKind::bytes;
  if (id[1].kind() != PickleKind::global || !named) throw wrong;
  StorageReference reference;
  reference.dtype = dtype_of_storage(id[1].text());
  reference.key = reference.root = id[2].text();
  reference.elements = natural(id[4]);
  if (id.size() > 5 && id[5].kind() != PickleKind::none) {
    const PickleValue view = id[5];
    if (view.kind() != PickleKind::tuple || view.size() != 3) throw wrong;
    reference.key = view[0].text();
    reference.root_offset = natural(view[1]);
    reference.elements = natural(view[2]);
  }
  return reference;
}

void collect_tensors(const PickleValue& root, const Storages& storages, std::uint64_t copy_limit,
                     TorchArchive& archive) {
  TensorCollector(storages, copy_limit, archive).collect(root);
}

}  // namespace tc3kd
