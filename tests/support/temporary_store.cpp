// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_store.h"

#include <cstdlib>
#include <stdexcept>

namespace tc3kd {

TemporaryStore::TemporaryStore() {
  std::string name = (std::filesystem::temp_directory_path() / "tc3kd-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
  folder_ = name;
  path_.database = folder_ / "runs.sqlite";
  if (auto prepared = prepare_store(path_); !prepared) throw std::runtime_error(describe(prepared.error()));
}

TemporaryStore::~TemporaryStore() {
  std::error_code none;
  std::filesystem::remove_all(folder_, none);
}

}  // namespace tc3kd
