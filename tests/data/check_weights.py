# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluates exported weights in PyTorch, apart from the engine:   python check_weights.py WEIGHTS MODEL DATA_DIR
(needs torch, torchvision, numpy, safetensors). DATA_DIR holds the IDX files of the test split, gzipped or not. Prints how many
pictures are right, and how many have two best logits that differ by less than 1e-4: as many may differ elsewhere."""
import argparse
import gzip
import pathlib

import numpy as np
import torch
from safetensors.torch import load_file

import networks

# Of Fashion-MNIST's training split.
MEAN, STD = 0.2860405970, 0.3530242445


def read_idx(folder, stem):
    packed = folder / (stem + ".gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / stem).read_bytes()
    dimensions = data[3]
    shape = np.frombuffer(data, ">i4", dimensions, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights")
    parser.add_argument("model")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--mean", type=float, default=MEAN)
    parser.add_argument("--std", type=float, default=STD)
    arguments = parser.parse_args()

    pixels = torch.from_numpy(read_idx(arguments.data, "t10k-images-idx3-ubyte").copy()).unsqueeze(1)
    labels = torch.from_numpy(read_idx(arguments.data, "t10k-labels-idx1-ubyte").astype(np.int64))
    weights = load_file(arguments.weights)
    first = next(w for w in ("conv1.weight", "conv1.0.weight", "block0.0.weight", "features.0.0.weight") if w in weights)
    classes = next(t.shape[0] for t in weights.values() if t.dim() == 2)
    network = networks.make(arguments.model, weights[first].shape[1], classes)
    network.load_state_dict(weights)
    network.eval()

    correct = close = 0
    loss = 0.0
    with torch.no_grad():
        for batch, truth in zip(pixels.split(500), labels.split(500)):
            logits = network((batch.float() / 255 - arguments.mean) / arguments.std)
            correct += (logits.argmax(1) == truth).sum().item()
            loss += torch.nn.functional.cross_entropy(logits.double(), truth, reduction="sum").item()
            best = logits.topk(2, dim=1).values
            close += (best[:, 0] - best[:, 1] < 1e-4).sum().item()
    print(f"correct {correct} of {len(labels)} ({100 * correct / len(labels):.10g} %), loss {loss / len(labels):.9g}, "
          f"two best logits within 1e-4: {close}")


if __name__ == "__main__":
    main()
