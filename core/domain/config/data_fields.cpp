// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/field_table.h"

namespace tc3kd::detail {
namespace {

bool is_tree(const ExperimentConfig& c) {
  const DatasetFacts* facts = find_dataset(c.data.name);
  return facts != nullptr && facts->is_tree;
}

}  // namespace

void add_data_fields(FieldTable& table) {
  std::vector<FieldChoice> names;
  for (const DatasetFacts& facts : dataset_catalogue()) names.push_back({facts.name, facts.label});
  table
      .add(
          "data.name", [](auto& c) -> auto& { return c.data.name; })
      .label("Data set")
      .help("The pictures to train on.")
      .choices(names);
  table
      .add(
          "data.dir", [](auto& c) -> auto& { return c.data.dir; })
      .label("Folder")
      .help("The folder that holds the set's files, or its parent; empty looks in the usual places.");
  table
      .add(
          "data.splits", [](auto& c) -> auto& { return c.data.splits; })
      .label("Trained on")
      .help("Which of CINIC-10's three parts to train on; its third is always the test set.")
      .choices({{"train", "the training part"}, {"train+valid", "training and validation parts"}})
      .advanced()
      .when([](const ExperimentConfig& c) { return c.data.name == "cinic10"; });
  table
      .add(
          "data.image_size", [](auto& c) -> auto& { return c.data.image_size; })
      .label("Picture size", "pixels")
      .help(
          "Pictures are resized to 8/7 of it and cropped in the middle; 0 takes 224 for ImageNet and a folder's own "
          "common size.")
      .range(0, 1024)
      .when([](const ExperimentConfig& c) { return c.data.name == "imagenet" || c.data.name == "folder"; });
  table
      .add(
          "data.corrupt", [](auto& c) -> auto& { return c.data.corrupt; })
      .label("Damaged pictures")
      .help("Whether a picture that cannot be read ends the run, or is left out and listed.")
      .choices({{"refuse", "refuse"}, {"skip", "leave out"}})
      .advanced()
      .when(is_tree);
  table
      .add(
          "data.train_limit", [](auto& c) -> auto& { return c.data.train_limit; })
      .label("Training samples", "samples")
      .help("How many training samples to use, balanced over the classes; 0 is all.")
      .range(0, 1e9);
  table
      .add(
          "data.validation", [](auto& c) -> auto& { return c.data.validation; })
      .label("Held out", "samples")
      .help("Training samples held out, balanced, and measured after each epoch; 0 is none.")
      .range(0, 1e9)
      .advanced();
  table
      .add(
          "data.seed", [](auto& c) -> auto& { return c.data.seed; })
      .label("Data seed")
      .help("Draws the limited and the held-out samples; repeats share it.")
      .range(0, 9007199254740992.0)
      .advanced();
  table
      .add(
          "data.augmentation", [](auto& c) -> auto& { return c.data.augmentation; })
      .label("Augmentation")
      .help("How a training picture is varied: shifted within a border, or cropped at a random size and shape.")
      .choices({{"crop", "pad and crop"}, {"resized_crop", "random resized crop"}})
      .advanced();
  table
      .add(
          "data.crop_padding", [](auto& c) -> auto& { return c.data.crop_padding; })
      .label("Crop padding", "pixels")
      .help("Black pixels added on each side before a random crop; 0 crops nothing.")
      .range(0, 16)
      .advanced()
      .when([](const ExperimentConfig& c) { return c.data.augmentation == "crop"; });
  table
      .add(
          "data.flip", [](auto& c) -> auto& { return c.data.flip; })
      .label("Mirror")
      .help("Mirror every second training picture, drawn at random.")
      .advanced();
  table
      .add(
          "data.normalisation.mean", [](auto& c) -> auto& { return c.data.normalisation.mean; })
      .label("Mean")
      .help("Subtracted from each channel, one number a channel; empty takes the data set's own.")
      .range(-10, 10)
      .advanced();
  table
      .add(
          "data.normalisation.std", [](auto& c) -> auto& { return c.data.normalisation.std; })
      .label("Standard deviation")
      .help("Divides each channel, one number a channel; empty takes the data set's own.")
      .above(0, 10)
      .advanced();
}

}  // namespace tc3kd::detail
