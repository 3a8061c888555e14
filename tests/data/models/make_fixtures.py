# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes cifar_resnet.safetensors: what PyTorch 2.11 computes for CIFAR ResNets whose weights and pictures follow a
closed formula, so that the test needs no weight file.   python make_fixtures.py

Tensors are called <network>_c<channels>/<dtype>/<what>, where <what> is one of
  eval_logits, eval_tap<i> (its mean over the picture)   evaluation mode
  train_logits, loss                                     training mode; mean cross-entropy with the labels 0, 3, 6, 9
  grad/<parameter>, buffer/<name>                        of that pass
"""
import pathlib
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import cifar_resnet  # noqa: E402

NETWORKS = [("resnet8", 3, 32), ("resnet8", 1, 28), ("resnet20", 3, 32), ("resnet20", 1, 28)]
CLASSES = 10
GRADIENTS = ["conv1.weight", "bn1.weight", "layer1.0.bn2.bias", "layer2.0.downsample.0.weight",
             "layer2.0.downsample.1.weight", "layer3.0.bn1.bias", "fc.weight", "fc.bias"]
BUFFERS = ["bn1.running_mean", "layer3.0.bn2.running_var", "bn1.num_batches_tracked"]


def wave(shape, step, phase):
    """sin(step·i + phase) for i = 0, 1, … in row-major order."""
    count = int(np.prod(shape))
    return torch.from_numpy(np.sin(step * np.arange(count) + phase).reshape(shape))


def formula(name, shape, place):
    """The value of the parameter or buffer that is number `place` of the network's state, num_batches_tracked apart."""
    if len(shape) == 4:
        return wave(shape, 2.3, place) * (2.0 / (shape[0] * shape[2] * shape[3])) ** 0.5 * 1.5
    if len(shape) == 2:
        return wave(shape, 1.1, place) * 0.5
    if name.endswith("running_var"):
        return 1.0 + 0.5 * wave(shape, 0.9, place)
    if name.endswith("bn2.weight"):
        return 0.4 + 0.2 * wave(shape, 0.5, place)  # small, so that the sums over the blocks stay small
    if name.endswith("weight"):
        return 1.0 + 0.3 * wave(shape, 0.5, place)
    return 0.2 * wave(shape, 0.4, place)  # biases and running means


def fill(network):
    place = 0
    for name, tensor in network.state_dict().items():
        if not name.endswith("num_batches_tracked"):
            tensor.copy_(formula(name, tensor.shape, place))
            place += 1


def outputs(name, channels, side, dtype):
    network = cifar_resnet.make(name, channels, CLASSES).to(dtype)
    fill(network)
    pictures = (wave((4, channels, side, side), 0.05, 0.0) + wave((4, channels, side, side), 1.3, 0.5)).to(dtype)
    labels = torch.tensor([0, 3, 6, 9])
    found = {}
    network.eval()
    with torch.no_grad():
        taps = network.taps(pictures)
        found["eval_logits"] = network(pictures)
        for i, tap in enumerate(taps):
            found[f"eval_tap{i}"] = tap if tap.dim() == 2 else tap.mean((2, 3))
    network.train()
    logits = network(pictures)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    found["train_logits"], found["loss"] = logits.detach(), loss.detach()
    parameters, buffers = dict(network.named_parameters()), dict(network.named_buffers())
    found |= {f"grad/{g}": parameters[g].grad for g in GRADIENTS} | {f"buffer/{b}": buffers[b] for b in BUFFERS}
    return found


def main():
    torch.set_num_threads(1)
    tensors = {}
    for name, channels, side in NETWORKS:
        for key, dtype in (("f64", torch.float64), ("f32", torch.float32)):
            for what, tensor in outputs(name, channels, side, dtype).items():
                tensors[f"{name}_c{channels}/{key}/{what}"] = np.array(tensor.numpy(), order="C")
    save_file(tensors, pathlib.Path(__file__).resolve().parent / "cifar_resnet.safetensors")


if __name__ == "__main__":
    main()
