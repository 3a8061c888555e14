// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/content_hash.h"
#include "core/domain/engine_api.h"

namespace tc3kd {
namespace {

Artefact artefact(Artefact::Place place, Bytes bytes) {
  auto shared = std::make_shared<const Bytes>(std::move(bytes));
  return {content_hash(*shared), place, shared};
}

}  // namespace

Artefact Artefact::blob(Bytes bytes) { return artefact(Place::blob, std::move(bytes)); }
Artefact Artefact::file(Bytes bytes) { return artefact(Place::file, std::move(bytes)); }

}  // namespace tc3kd
