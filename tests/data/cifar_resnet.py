# SPDX-License-Identifier: GPL-3.0-or-later
"""CIFAR ResNets of depth 6n+2 in PyTorch's own modules, written apart from the engine: what the engine's networks are
held against. Parameters bear RepDistiller's names; with option A shortcuts Idelbayev's (pytorch_resnet_cifar10)."""
import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, option="B"):
        super().__init__()
        self.padding = None
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if option == "A":
            self.padding = (0, 0, 0, 0, (outputs - inputs) // 2, (outputs - inputs) // 2)
        elif stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.padding is not None and y.shape != x.shape:
            return F.relu(y + F.pad(x[:, :, ::2, ::2], self.padding))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class CifarResNet(nn.Module):
    def __init__(self, depth, channels, classes, widths=(16, 16, 32, 64), option="B"):
        super().__init__()
        blocks = (depth - 2) // 6
        self.conv1 = nn.Conv2d(channels, widths[0], 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(widths[0])
        self.layer1 = self._layer(widths[0], widths[1], blocks, 1, option)
        self.layer2 = self._layer(widths[1], widths[2], blocks, 2, option)
        self.layer3 = self._layer(widths[2], widths[3], blocks, 2, option)
        self.add_module("linear" if option == "A" else "fc", nn.Linear(widths[3], classes))

    @staticmethod
    def _layer(inputs, outputs, blocks, stride, option):
        rest = [Block(outputs, outputs, 1, option) for _ in range(blocks - 1)]
        return nn.Sequential(Block(inputs, outputs, stride, option), *rest)

    def taps(self, x):
        """f0 … f3 and the pooled f4."""
        maps = [F.relu(self.bn1(self.conv1(x)))]
        for layer in (self.layer1, self.layer2, self.layer3):
            maps.append(layer(maps[-1]))
        return maps + [F.adaptive_avg_pool2d(maps[-1], 1).flatten(1)]

    def forward(self, x):
        return list(self.children())[-1](self.taps(x)[-1])


def make(name, channels, classes):
    """'resnet20', 'resnet20_a', 'resnet8x4' → the network."""
    depth = name.removeprefix("resnet")
    if depth.endswith("_a"):
        return CifarResNet(int(depth[:-2]), channels, classes, option="A")
    if depth.endswith("x4"):
        return CifarResNet(int(depth[:-2]), channels, classes, (32, 64, 128, 256))
    return CifarResNet(int(depth), channels, classes)
