// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "core/domain/result.h"

namespace tc3kd {

/// Thrown where a run cannot go on; caught once per run and handed to the caller as a value.
struct RunFailure {
  Error error;
};

/// The value, or its error thrown as RunFailure.
template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw RunFailure{result.error()};
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace tc3kd
