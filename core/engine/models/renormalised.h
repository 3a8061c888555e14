// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/domain/config/experiment_config.h"
#include "core/engine/models/network.h"

namespace tc3kd {

/// A network that was trained with other normalisation constants than the pictures at hand were given: it sees
/// x_t = (x_s·σ_s + μ_s − μ_t)/σ_t, an affine map of each channel, computed in double and rounded once to float32. It
/// stands in front of the network, since a first convolution that pads with zeros cannot take it in. Both lists of
/// constants must have the network's channels. Where they are equal, `network` itself.
[[nodiscard]] std::shared_ptr<Network> renormalised(std::shared_ptr<Network> network,
                                                    const NormalisationConfig& pictures,
                                                    const NormalisationConfig& trained_with);

}  // namespace tc3kd
