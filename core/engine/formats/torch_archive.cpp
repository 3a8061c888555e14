// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/torch_archive.h"

#include <algorithm>
#include <array>

#include "core/engine/formats/byte_cursor.h"
#include "core/engine/formats/torch_tensors.h"
#include "core/engine/formats/zip_archive.h"

namespace tc3kd {
namespace {

/// 0x1950a86a20f9469cfc6c, little-endian: the number that the first pickle of the older form holds.
constexpr std::array<std::uint8_t, 10> legacy_magic{0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};
constexpr std::int64_t legacy_protocol = 1001;
/// Copies of tensors that are not contiguous: as much again as the file is large, twice for what shares a storage.
constexpr std::uint64_t copies_per_byte = 4;

/// The value, or its detail thrown on: these readers are one reader to the outside.
template <class T>
T or_damage(Result<T> result) {
  if (!result) throw Damage{result.error()["detail"]};
  return std::move(*result);
}

bool begins_like_zip(std::span<const std::byte> bytes) {
  constexpr std::array<std::uint8_t, 4> mark{'P', 'K', 3, 4};
  return bytes.size() >= 4 && std::equal(mark.begin(), mark.end(), bytes.begin(), [](std::uint8_t a, std::byte b) {
           return a == std::to_integer<std::uint8_t>(b);
         });
}

/// The folder that everything in torch's zip lies in ("archive/"): that of the one `data.pkl` that is not deeper.
std::string zip_folder(const ZipArchive& zip) {
  for (const auto& [name, entry] : zip.entries()) {
    const auto slash = name.find('/');
    if (slash != std::string::npos && name.substr(slash + 1) == "data.pkl") return name.substr(0, slash + 1);
  }
  throw Damage{"it is a zip without a data.pkl, so no file of torch.save"};
}

bool is_script(const ZipArchive& zip) {
  return std::any_of(zip.entries().begin(), zip.entries().end(), [](const auto& named) {
    const auto slash = named.first.find('/');
    return slash != std::string::npos && named.first.substr(slash + 1).starts_with("code/");
  });
}

void check_byte_order(const ZipArchive& zip, const std::string& folder) {
  const std::string name = folder + "byteorder";
  if (!zip.entries().contains(name)) return;  // older files, always little-endian in practice
  Bytes unpacked;
  const auto text = or_damage(zip.read(name, unpacked));
  constexpr std::string_view little = "little";
  if (std::string_view(reinterpret_cast<const char*>(text.data()), text.size()) != little) {
    throw Damage{"its numbers are not little-endian"};
  }
}

/// Bytes that a reference promises; the dtype of a storage that is not known has no tensor that needs it.
std::uint64_t promised(const StorageReference& reference) {
  return reference.elements * static_cast<std::uint64_t>(std::max<std::int64_t>(dtype_size(reference.dtype), 1));
}

TorchArchive parse_zip(std::span<const std::byte> bytes, const std::string& path) {
  const ZipArchive zip = or_damage(ZipArchive::open(bytes, path));
  if (is_script(zip)) throw Damage{"it is a TorchScript module, not a state dict"};
  const std::string folder = zip_folder(zip);
  check_byte_order(zip, folder);
  Bytes unpacked;
  const Pickle pickle =
      or_damage(parse_pickle(or_damage(zip.read(folder + "data.pkl", unpacked)), torch_names(), path));
  TorchArchive archive;
  Storages storages;
  for (const PickleValue& value : pickle.persistent()) {
    const StorageReference reference = storage_reference(value);
    if (reference.root_offset != 0) throw Damage{"it has a view of a storage, which its form has not"};
    if (!storages.contains(reference.key)) {
      Bytes inflated;
      const auto data = or_damage(zip.read(folder + "data/" + reference.key, inflated));
      storages[reference.key] = data;
      if (!inflated.empty()) archive.owned.push_back(std::move(inflated));  // its bytes stay where they are
    }
    if (storages[reference.key].size() < promised(reference)) {
      throw Damage{"its storage " + reference.key + " is shorter than its tensors ask for"};
    }
  }
  collect_tensors(pickle.root(), storages, copies_per_byte * bytes.size(), archive);
  return archive;
}

/// The pickles of the older form, one after the other.
class LegacyReader {
 public:
  LegacyReader(std::span<const std::byte> bytes, const std::string& path) : bytes_(bytes), path_(path) {}

  TorchArchive read() {
    check_magic();
    check_system();
    const Pickle object = next();
    const Pickle keys = next();
    const Storages storages = read_storages(object, keys.root());
    TorchArchive archive;
    collect_tensors(object.root(), storages, copies_per_byte * bytes_.size(), archive);
    return archive;
  }

 private:
  Pickle next() {
    Pickle pickle = or_damage(parse_pickle(bytes_.subspan(at_), torch_names(), path_));
    at_ += pickle.consumed();
    return pickle;
  }

  void check_magic() {
    const Pickle pickle = next();
    const auto number = pickle.root().bytes();
    const bool magic = pickle.root().kind() == PickleKind::big_integer &&
                       std::equal(number.begin(), number.end(), legacy_magic.begin(), legacy_magic.end(),
                                  [](std::byte a, std::uint8_t b) { return std::to_integer<std::uint8_t>(a) == b; });
    if (!magic) throw Damage{"it is a pickle, and none of torch.save"};
    if (next().root().integer() != legacy_protocol) throw Damage{"it is of another version of torch.save"};
  }

  void check_system() {
    const Pickle system = next();
    const auto little = system.root().find("little_endian");
    if (!little || !little->boolean().value_or(false)) throw Damage{"its numbers are not little-endian"};
  }

  /// For each key, in this order: int64 elements, then the elements.
  Storages read_storages(const Pickle& object, const PickleValue& keys) {
    std::map<std::string, StorageReference> references;
    std::vector<StorageReference> views;
    for (const PickleValue& value : object.persistent()) {
      StorageReference reference = storage_reference(value);
      if (reference.key != reference.root) views.push_back(reference);
      references.emplace(reference.root, std::move(reference));
    }
    Storages roots;
    ByteCursor in(bytes_, at_);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto found = references.find(std::string(keys[i].text()));
      if (found == references.end()) throw Damage{"it has a storage that no tensor names"};
      const std::uint64_t elements = in.little(8);
      if (elements > in.left()) throw Damage{"it ends too early"};
      const auto width = static_cast<std::uint64_t>(dtype_size(found->second.dtype));
      if (width == 0) throw Damage{"the kind of numbers of a storage is not known"};
      roots[found->first] = in.take(elements * width);
    }
    return with_views(roots, references, views);
  }

  static Storages with_views(Storages storages, const std::map<std::string, StorageReference>& references,
                             const std::vector<StorageReference>& views) {
    const Storages roots = storages;
    for (const StorageReference& view : views) {
      const auto root = roots.find(view.root);
      const auto width = static_cast<std::uint64_t>(dtype_size(view.dtype));
      if (root == roots.end() || width == 0) throw Damage{"a part of a storage has no storage"};
      const std::uint64_t held = root->second.size() / width;
      if (view.root_offset > held || view.elements > held - view.root_offset) {
        throw Damage{"a part of a storage leaves it"};
      }
      storages[view.key] = root->second.subspan(view.root_offset * width, view.elements * width);
    }
    for (const auto& [name, reference] : references) {
      if (reference.key != reference.root) continue;
      const auto found = storages.find(name);
      if (found == storages.end() || found->second.size() < promised(reference)) {
        throw Damage{"its storage " + name.substr(0, 40) + " is shorter than its tensors ask for"};
      }
    }
    return storages;
  }

  std::span<const std::byte> bytes_;
  const std::string& path_;
  std::uint64_t at_ = 0;
};

}  // namespace

const char* to_string(WeightFormat format) {
  switch (format) {
    case WeightFormat::safetensors: return "safetensors";
    case WeightFormat::torch_zip: return "torch zip";
    case WeightFormat::torch_legacy: return "torch legacy";
    case WeightFormat::torch_script: return "TorchScript";
  }
  return "safetensors";
}

Result<WeightFormat> weight_format(std::span<const std::byte> bytes, const std::string& path) {
  if (begins_like_zip(bytes)) {
    const auto zip = ZipArchive::open(bytes, path);
    if (!zip) return tl::unexpected(zip.error());
    return is_script(*zip) ? WeightFormat::torch_script : WeightFormat::torch_zip;
  }
  // A pickle says its protocol first. A safetensors file could begin with the same two bytes, its header's length, but
  // its ninth is always a brace.
  const auto byte = [&](std::size_t i) { return std::to_integer<unsigned>(bytes[i]); };
  const bool pickle = bytes.size() > 8 && byte(0) == 0x80 && byte(1) <= 5 && byte(8) != '{';
  return pickle ? WeightFormat::torch_legacy : WeightFormat::safetensors;
}

Result<TorchArchive> parse_torch_archive(std::span<const std::byte> bytes, const std::string& path) {
  try {
    return begins_like_zip(bytes) ? parse_zip(bytes, path) : LegacyReader(bytes, path).read();
  } catch (const Damage& damage) {
    return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", damage.detail}});
  }
}

}  // namespace tc3kd
