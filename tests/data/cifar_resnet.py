# SPDX-License-Identifier: GPL-3.0-or-later
"""CIFAR ResNets of depth 6n+2 with option B shortcuts in PyTorch's own modules, written apart from the engine: what
the engine's networks are held against. Parameters bear RepDistiller's names."""
import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class CifarResNet(nn.Module):
    def __init__(self, depth, channels, classes):
        super().__init__()
        blocks = (depth - 2) // 6
        self.conv1 = nn.Conv2d(channels, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.layer1 = self._layer(16, 16, blocks, 1)
        self.layer2 = self._layer(16, 32, blocks, 2)
        self.layer3 = self._layer(32, 64, blocks, 2)
        self.fc = nn.Linear(64, classes)

    @staticmethod
    def _layer(inputs, outputs, blocks, stride):
        rest = [Block(outputs, outputs, 1) for _ in range(blocks - 1)]
        return nn.Sequential(Block(inputs, outputs, stride), *rest)

    def taps(self, x):
        """f0 … f3 and the pooled f4."""
        maps = [F.relu(self.bn1(self.conv1(x)))]
        for layer in (self.layer1, self.layer2, self.layer3):
            maps.append(layer(maps[-1]))
        return maps + [F.adaptive_avg_pool2d(maps[-1], 1).flatten(1)]

    def forward(self, x):
        return self.fc(self.taps(x)[-1])


def make(name, channels, classes):
    """'resnet20' → the network."""
    return CifarResNet(int(name.removeprefix("resnet")), channels, classes)
