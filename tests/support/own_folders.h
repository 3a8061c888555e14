// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <string>

#include "tests/support/temporary_folder.h"

namespace tc3kd::test {

/// The user's folders for configuration, caches and data (XDG_…) lie in a temporary one while this lives, so that no
/// test reads or writes the real ones.
class OwnFolders {
 public:
  OwnFolders() {
    for (Variable& variable : variables_) {
      if (const char* before = std::getenv(variable.name)) {
        variable.before = before;
        variable.was_set = true;
      }
      setenv(variable.name, (folder_.path() / variable.name).c_str(), 1);
    }
  }
  ~OwnFolders() {
    for (const Variable& variable : variables_) {
      if (variable.was_set) {
        setenv(variable.name, variable.before.c_str(), 1);
      } else {
        unsetenv(variable.name);
      }
    }
  }
  OwnFolders(const OwnFolders&) = delete;
  OwnFolders& operator=(const OwnFolders&) = delete;

  [[nodiscard]] std::filesystem::path config() const { return folder_.path() / "XDG_CONFIG_HOME" / "tc3kd"; }
  [[nodiscard]] std::filesystem::path cache() const { return folder_.path() / "XDG_CACHE_HOME" / "tc3kd"; }

 private:
  struct Variable {
    const char* name;
    std::string before = {};
    bool was_set = false;
  };
  TemporaryFolder folder_;
  Variable variables_[3] = {{"XDG_CONFIG_HOME"}, {"XDG_CACHE_HOME"}, {"XDG_DATA_HOME"}};
};

}  // namespace tc3kd::test
