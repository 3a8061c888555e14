// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/model_names.h"

namespace tc3kd {

const std::vector<FieldChoice>& model_choices() {
  static const std::vector<FieldChoice> choices{
      {"resnet8", "ResNet-8"},   {"resnet14", "ResNet-14"}, {"resnet20", "ResNet-20"},  {"resnet32", "ResNet-32"},
      {"resnet44", "ResNet-44"}, {"resnet56", "ResNet-56"}, {"resnet110", "ResNet-110"}};
  return choices;
}

}  // namespace tc3kd
