// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tuple>

#include "core/domain/events/run_event.h"

namespace tc3kd::detail {

/// A member of a struct and its name in JSON: the one list that reading and writing share.
template <class Struct, class Member>
struct NamedMember {
  const char* name;
  Member Struct::*pointer;
};
template <class Struct, class Member>
NamedMember(const char*, Member Struct::*) -> NamedMember<Struct, Member>;

/// A member that older stores do not have: it keeps its default where it is absent.
template <class Struct, class Member>
struct LaterMember {
  const char* name;
  Member Struct::*pointer;
};
template <class Struct, class Member>
LaterMember(const char*, Member Struct::*) -> LaterMember<Struct, Member>;

template <class... Named>
constexpr auto list(Named... named) {
  return std::tuple(named...);
}

/// `members(T*)` names what T is made of; the argument only chooses the overload.
inline auto members(const DeviceInfo*) {
  using T = DeviceInfo;
  return list(NamedMember{"name", &T::name}, NamedMember{"description", &T::description},
              NamedMember{"memory_bytes", &T::memory_bytes});
}
inline auto members(const Environment*) {
  using T = Environment;
  return list(NamedMember{"program", &T::program}, NamedMember{"libtorch", &T::libtorch},
              NamedMember{"instruction_set", &T::instruction_set}, NamedMember{"bf16_hardware", &T::bf16_hardware},
              NamedMember{"threads", &T::threads}, NamedMember{"device", &T::device},
              NamedMember{"precision", &T::precision}, NamedMember{"host", &T::host}, NamedMember{"system", &T::system},
              NamedMember{"devices", &T::devices});
}
inline auto members(const PhaseSeconds*) {
  using T = PhaseSeconds;
  return list(NamedMember{"measuring", &T::measuring}, NamedMember{"selecting", &T::selecting},
              NamedMember{"training", &T::training}, NamedMember{"evaluating", &T::evaluating});
}
inline auto members(const RunStarted*) { return list(NamedMember{"environment", &RunStarted::environment}); }
inline auto members(const DataReady*) {
  using T = DataReady;
  return list(NamedMember{"name", &T::name}, NamedMember{"fingerprint", &T::fingerprint},
              NamedMember{"channels", &T::channels}, NamedMember{"height", &T::height}, NamedMember{"width", &T::width},
              NamedMember{"classes", &T::classes}, NamedMember{"class_sizes", &T::class_sizes},
              NamedMember{"train_samples", &T::train_samples}, NamedMember{"split_samples", &T::split_samples},
              NamedMember{"test_samples", &T::test_samples}, NamedMember{"validation_samples", &T::validation_samples},
              NamedMember{"indices", &T::indices}, NamedMember{"labels", &T::labels},
              NamedMember{"test_labels", &T::test_labels}, NamedMember{"mean", &T::mean}, NamedMember{"std", &T::std});
}
inline auto members(const TeacherEpoch*) {
  using T = TeacherEpoch;
  return list(NamedMember{"epoch", &T::epoch}, NamedMember{"epochs", &T::epochs},
              NamedMember{"learning_rate", &T::learning_rate}, NamedMember{"train_loss", &T::train_loss},
              NamedMember{"test_loss", &T::test_loss}, NamedMember{"test_top1", &T::test_top1},
              NamedMember{"test_top5", &T::test_top5}, NamedMember{"seconds", &T::seconds},
              LaterMember{"role", &T::role});
}
inline auto members(const TeacherReady*) {
  using T = TeacherReady;
  return list(NamedMember{"origin", &T::origin}, NamedMember{"model", &T::model}, NamedMember{"key", &T::key},
              NamedMember{"weights", &T::weights}, NamedMember{"test_loss", &T::test_loss},
              NamedMember{"test_top1", &T::test_top1}, NamedMember{"test_top5", &T::test_top5},
              NamedMember{"test_predictions", &T::test_predictions}, NamedMember{"seconds", &T::seconds},
              LaterMember{"role", &T::role});
}
inline auto members(const Progress*) {
  using T = Progress;
  return list(NamedMember{"phase", &T::phase}, NamedMember{"stage", &T::stage}, NamedMember{"epoch", &T::epoch},
              NamedMember{"epochs", &T::epochs}, NamedMember{"done", &T::done}, NamedMember{"total", &T::total},
              NamedMember{"loss", &T::loss}, NamedMember{"samples_per_second", &T::samples_per_second},
              NamedMember{"run_fraction", &T::run_fraction}, NamedMember{"seconds_left", &T::seconds_left});
}
inline auto members(const StageStarted*) {
  using T = StageStarted;
  return list(NamedMember{"stage", &T::stage}, NamedMember{"stages", &T::stages}, NamedMember{"alpha", &T::alpha},
              NamedMember{"first_epoch", &T::first_epoch}, NamedMember{"last_epoch", &T::last_epoch},
              NamedMember{"steps", &T::steps});
}
inline auto members(const StageSelected*) {
  using T = StageSelected;
  return list(NamedMember{"stage", &T::stage}, NamedMember{"alpha", &T::alpha}, NamedMember{"measured", &T::measured},
              NamedMember{"ce_teacher", &T::ce_teacher}, NamedMember{"ce_student", &T::ce_student},
              NamedMember{"entered", &T::entered}, NamedMember{"subset", &T::subset},
              NamedMember{"entered_count", &T::entered_count}, NamedMember{"subset_size", &T::subset_size},
              NamedMember{"class_entered", &T::class_entered}, NamedMember{"class_counts", &T::class_counts},
              NamedMember{"cut_offs", &T::cut_offs}, NamedMember{"measuring_seconds", &T::measuring_seconds},
              NamedMember{"selecting_seconds", &T::selecting_seconds}, LaterMember{"transform", &T::transform},
              LaterMember{"score", &T::score});
}
inline auto members(const EpochEnded*) {
  using T = EpochEnded;
  return list(NamedMember{"epoch", &T::epoch}, NamedMember{"stage", &T::stage},
              NamedMember{"learning_rate", &T::learning_rate}, NamedMember{"train_loss", &T::train_loss},
              NamedMember{"train_ce", &T::train_ce}, NamedMember{"train_kl", &T::train_kl},
              NamedMember{"train_top1", &T::train_top1}, NamedMember{"test_loss", &T::test_loss},
              NamedMember{"test_top1", &T::test_top1}, NamedMember{"test_top5", &T::test_top5},
              NamedMember{"agreement", &T::agreement}, NamedMember{"teacher_kl", &T::teacher_kl},
              NamedMember{"validation_loss", &T::validation_loss}, NamedMember{"validation_top1", &T::validation_top1},
              NamedMember{"samples", &T::samples}, NamedMember{"steps", &T::steps},
              NamedMember{"training_seconds", &T::training_seconds},
              NamedMember{"evaluating_seconds", &T::evaluating_seconds}, NamedMember{"train_method", &T::train_method},
              NamedMember{"temperature", &T::temperature});
}
inline auto members(const StageEnded*) {
  using T = StageEnded;
  return list(NamedMember{"stage", &T::stage}, NamedMember{"seconds", &T::seconds},
              NamedMember{"test_loss", &T::test_loss}, NamedMember{"test_top1", &T::test_top1},
              NamedMember{"test_top5", &T::test_top5}, NamedMember{"test_predictions", &T::test_predictions},
              LaterMember{"converged_at", &T::converged_at});
}
inline auto members(const CheckpointSaved*) {
  using T = CheckpointSaved;
  return list(NamedMember{"file", &T::file}, NamedMember{"part", &T::part}, NamedMember{"stage", &T::stage},
              NamedMember{"epoch", &T::epoch}, NamedMember{"step", &T::step}, NamedMember{"seconds", &T::seconds});
}
inline auto members(const Warning*) {
  return list(NamedMember{"kind", &Warning::kind}, NamedMember{"context", &Warning::context});
}
inline auto members(const PauseChanged*) { return list(NamedMember{"paused", &PauseChanged::paused}); }
inline auto members(const Error*) {
  return list(NamedMember{"code", &Error::code}, NamedMember{"context", &Error::context});
}
inline auto members(const RunEnded*) {
  using T = RunEnded;
  return list(NamedMember{"status", &T::status}, NamedMember{"error", &T::error}, NamedMember{"weights", &T::weights},
              NamedMember{"seconds", &T::seconds});
}

}  // namespace tc3kd::detail
