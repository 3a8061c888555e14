// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/history/teacher_summary.h"

namespace tc3kd {

const char* to_string(TeacherSummary::Origin origin) {
  return origin == TeacherSummary::Origin::trained ? "trained" : "imported";
}

}  // namespace tc3kd
