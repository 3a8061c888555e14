# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes <family>.safetensors: what PyTorch 2.11 and torchvision 0.26 compute for networks whose weights and pictures
follow a closed formula, so that the tests need no weight file.   python make_fixtures.py

Tensors are called <network>_c<channels>_<side>/<what>, float64 where nothing else is said, where <what> is one of
  names                     uint8: the state's names and shapes in order, "conv1.weight 16 3 3 3" a line
  macs                      int64: multiply-accumulates of one picture, counted where the modules run
  eval_logits, eval_taps    evaluation mode; of each tap [B, …] a sketch of its mean over the picture: [taps, B, 4]
  fp32_logits               float32: the same in float32
  train_logits, loss        training mode without dropout; mean cross-entropy with the labels 0, 3, 6, 9
  gradients, buffers        of that pass: a sketch of every parameter's gradient and every floating buffer [n, 4]
A sketch of n numbers is four of their sums, weighted by waves, over √n: every number counts, few are stored."""
import pathlib
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional as F

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import networks  # noqa: E402

CLASSES = 10
FAMILIES = {
    "cifar_resnet": [("resnet8", 3, 32), ("resnet8", 1, 28), ("resnet20", 3, 32), ("resnet20", 1, 28),
                     ("resnet8", 3, 64), ("resnet8_a", 3, 32), ("resnet20_a", 1, 28), ("resnet8x4", 3, 32)],
    "wrn": [("wrn_16_2", 3, 32), ("wrn_16_1", 1, 28), ("wrn_10_3", 3, 64)],
    "cifar_mobilenet_v2": [("cifar_mobilenet_v2_0.5", 3, 32), ("cifar_mobilenet_v2_0.35", 1, 28),
                           ("cifar_mobilenet_v2_1.4", 3, 40)],
    "vgg": [("vgg8", 3, 32), ("vgg8", 1, 28), ("vgg13", 3, 64)],
    "imagenet_resnet": [("resnet18", 3, 64), ("resnet34", 1, 48), ("resnet50", 3, 48)],
    "mobilenet_v2": [("mobilenet_v2", 3, 48), ("mobilenet_v2_0.5", 1, 52)],
}


def wave(shape, step, phase):
    """sin(step·i + phase) for i = 0, 1, … in row-major order."""
    count = int(np.prod(shape))
    return torch.from_numpy(np.sin(step * np.arange(count) + phase).reshape(shape))


def scatter(shape, place):
    """Numbers without pattern, of mean 0 and variance 1, exactly the same everywhere: (i² + 17·i + 7919·place) mod 10007,
    scaled. Filters made of waves would pass hardly anything of a picture through a deep network."""
    i = np.arange(int(np.prod(shape)), dtype=np.int64)
    return torch.from_numpy((((i * i + 17 * i + 7919 * place) % 10007) / 10007 - 0.5) * 12 ** 0.5).reshape(tuple(shape))


def value(name, shape, place):
    """The value of the parameter or buffer that is number `place` of the network's state, num_batches_tracked apart."""
    if len(shape) > 1:
        return scatter(shape, place) * (2.0 / np.prod(shape[1:])) ** 0.5
    if name.endswith("running_var"):
        return 1.0 + 0.5 * wave(shape, 0.9, place)
    if name.endswith("weight"):
        return 0.7 + 0.3 * wave(shape, 0.5, place)
    return 0.2 * wave(shape, 0.4, place)  # biases and running means


def formula(name, shape, place):
    """The values of tests/core/engine/fixture.h's `formula`: those of the small ResNets in ../training."""
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


def fill(network, value=formula):
    place = 0
    for name, tensor in network.state_dict().items():
        if not name.endswith("num_batches_tracked"):
            tensor.copy_(value(name, tensor.shape, place))
            place += 1


def pictures(channels, side):
    """[4, channels, side, side], each of another contrast, over a slow wave."""
    contrast = torch.tensor([0.5, 1.0, 1.5, 2.0], dtype=torch.float64).view(4, 1, 1, 1)
    return scatter((4, channels, side, side), 1) * contrast + wave((4, channels, side, side), 0.05, 0.0)


def sketch(tensor):
    """[…] → [4]."""
    flat = tensor.detach().double().reshape(-1)
    return torch.stack([flat @ wave(flat.shape, 0.7 + 0.3 * j, j) for j in range(4)]) / len(flat) ** 0.5


def count_macs(network, channels, side):
    total = 0

    def count(module, _, output):
        nonlocal total
        total += module.weight.numel() * (output[0, 0].numel() if output.dim() == 4 else 1)
    hooks = [m.register_forward_hook(count) for m in network.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    network(pictures(channels, side)[:1])
    for hook in hooks:
        hook.remove()
    return total


def evaluate(name, channels, side):
    network = networks.make(name, channels, CLASSES).double()
    fill(network, value)
    state = network.state_dict()
    lines = "\n".join(" ".join([key, *map(str, tensor.shape)]) for key, tensor in state.items())
    found = {"names": torch.from_numpy(np.frombuffer(lines.encode(), np.uint8).copy())}
    network.eval()
    with torch.no_grad():
        found["macs"] = torch.tensor(count_macs(network, channels, side))
        found["eval_logits"] = network(pictures(channels, side))
        taps = [tap if tap.dim() == 2 else tap.mean((2, 3)) for tap in network.taps(pictures(channels, side))]
        found["eval_taps"] = torch.stack([torch.stack([sketch(row) for row in tap]) for tap in taps])
        found["fp32_logits"] = network.float()(pictures(channels, side).float())
    return found


def train(name, channels, side):
    network = networks.make(name, channels, CLASSES).double()
    fill(network, value)
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    network.train()
    logits = network(pictures(channels, side))
    loss = F.cross_entropy(logits, torch.tensor([0, 3, 6, 9]))
    loss.backward()
    return {"train_logits": logits.detach(), "loss": loss.detach(),
            "gradients": torch.stack([sketch(p.grad) for p in network.parameters()]),
            "buffers": torch.stack([sketch(b) for b in network.buffers() if b.is_floating_point()])}


def main():
    torch.set_num_threads(1)
    for family, cases in FAMILIES.items():
        tensors = {}
        for name, channels, side in cases:
            found = evaluate(name, channels, side) | train(name, channels, side)
            for what, tensor in found.items():
                tensors[f"{name}_c{channels}_{side}/{what}"] = np.array(tensor.numpy(), order="C")
        save_file(tensors, HERE / f"{family}.safetensors")


if __name__ == "__main__":
    main()
