// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/ids.h"

#include <random>

namespace tc3kd {

RunId new_run_id() {
  std::random_device device;
  RunId id;
  while (id.size() < 12) id += "0123456789abcdef"[device() % 16];
  return id;
}

}  // namespace tc3kd
