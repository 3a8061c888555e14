# SPDX-License-Identifier: GPL-3.0-or-later
"""Every network of the program in PyTorch, written apart from the engine; ImageNet's are torchvision's own. Parameters
bear the published names. Each has `taps(x)`: the maps f0 … and the pooled features last."""
import re

import torchvision
from torch import nn
from torch.nn import functional as F

import cifar_resnet


def pool(x):
    return F.adaptive_avg_pool2d(x, 1).flatten(1)


class WideBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        if inputs != outputs:
            self.convShortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False)

    def forward(self, x):
        o = F.relu(self.bn1(x))
        y = self.conv2(F.relu(self.bn2(self.conv1(o))))
        return y + (self.convShortcut(o) if hasattr(self, "convShortcut") else x)


class WideGroup(nn.Module):
    def __init__(self, blocks, inputs, outputs, stride):
        super().__init__()
        later = [WideBlock(outputs, outputs, 1) for _ in range(blocks - 1)]
        self.layer = nn.Sequential(WideBlock(inputs, outputs, stride), *later)

    def forward(self, x):
        return self.layer(x)


class WideResNet(nn.Module):
    def __init__(self, depth, factor, channels, classes):
        super().__init__()
        n = (depth - 4) // 6
        self.conv1 = nn.Conv2d(channels, 16, 3, 1, 1, bias=False)
        self.block1 = WideGroup(n, 16, 16 * factor, 1)
        self.block2 = WideGroup(n, 16 * factor, 32 * factor, 2)
        self.block3 = WideGroup(n, 32 * factor, 64 * factor, 2)
        self.bn1 = nn.BatchNorm2d(64 * factor)
        self.fc = nn.Linear(64 * factor, classes)

    def taps(self, x):
        f0 = self.conv1(x)
        f1 = self.block1(f0)
        f2 = self.block2(f1)
        f3 = self.block3(f2)
        return [f0, f1, f2, f3, pool(F.relu(self.bn1(f3)))]

    def forward(self, x):
        return self.fc(self.taps(x)[-1])


class MobileBlock(nn.Module):
    def __init__(self, inputs, outputs, stride, t):
        super().__init__()
        self.residual = stride == 1 and inputs == outputs
        self.conv = nn.Sequential(
            nn.Conv2d(inputs, inputs * t, 1, bias=False), nn.BatchNorm2d(inputs * t), nn.ReLU(),
            nn.Conv2d(inputs * t, inputs * t, 3, stride, 1, groups=inputs * t, bias=False),
            nn.BatchNorm2d(inputs * t), nn.ReLU(),
            nn.Conv2d(inputs * t, outputs, 1, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return x + self.conv(x) if self.residual else self.conv(x)


class CifarMobileNetV2(nn.Module):
    TABLE = [(1, 16, 1, 1), (6, 24, 2, 1), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]

    def __init__(self, width, channels, classes):
        super().__init__()
        inputs = int(32 * width)
        last = int(1280 * width) if width > 1.0 else 1280
        self.conv1 = nn.Sequential(nn.Conv2d(channels, inputs, 3, 2, 1, bias=False), nn.BatchNorm2d(inputs), nn.ReLU())
        self.blocks = nn.ModuleList()
        for t, c, n, s in self.TABLE:
            stage = []
            for i in range(n):
                stage.append(MobileBlock(inputs, int(c * width), s if i == 0 else 1, t))
                inputs = int(c * width)
            self.blocks.append(nn.Sequential(*stage))
        self.conv2 = nn.Sequential(nn.Conv2d(inputs, last, 1, bias=False), nn.BatchNorm2d(last), nn.ReLU())
        self.classifier = nn.Sequential(nn.Linear(last, classes))

    def taps(self, x):
        found = [self.conv1(x)]
        x = found[0]
        for i, stage in enumerate(self.blocks):
            x = stage(x)
            if i in (1, 2, 4, 6):
                found.append(x)
        return found + [pool(self.conv2(x))]

    def forward(self, x):
        return self.classifier(self.taps(x)[-1])


class Vgg(nn.Module):
    def __init__(self, convolutions, channels, classes):
        super().__init__()
        for block, width in enumerate((64, 128, 256, 512, 512)):
            layers = []
            for _ in range(convolutions):
                layers += [nn.Conv2d(channels, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU()]
                channels = width
            self.add_module(f"block{block}", nn.Sequential(*layers[:-1]))
        self.classifier = nn.Linear(512, classes)

    def taps(self, x):
        pools = 4 if x.shape[2:] == (64, 64) else 3
        found = []
        for block in range(5):
            found.append(F.relu(getattr(self, f"block{block}")(x)))
            x = F.max_pool2d(found[-1], 2) if block < pools else found[-1]
        return found + [pool(x)]

    def forward(self, x):
        return self.classifier(self.taps(x)[-1])


def with_taps(network, modules, classifier):
    """Gives a network of torchvision `taps`: the outputs of these modules and what enters the classifier."""
    def taps(x):
        found, hooks = {}, []
        for name in modules:
            keep = lambda _, __, output, name=name: found.__setitem__(name, output.clone())  # noqa: E731
            hooks.append(network.get_submodule(name).register_forward_hook(keep))
        keep = lambda _, inputs: found.__setitem__("pooled", inputs[0].clone())  # noqa: E731
        hooks.append(network.get_submodule(classifier).register_forward_pre_hook(keep))
        network(x)
        for hook in hooks:
            hook.remove()
        return [found[name] for name in [*modules, "pooled"]]
    network.taps = taps
    return network


def torchvision_resnet(name, channels, classes):
    network = getattr(torchvision.models, name)(num_classes=classes)
    network.conv1 = nn.Conv2d(channels, 64, 7, 2, 3, bias=False)
    return with_taps(network, ["relu", "layer1", "layer2", "layer3", "layer4"], "fc")


def torchvision_mobilenet_v2(width, channels, classes):
    network = torchvision.models.mobilenet_v2(num_classes=classes, width_mult=width)
    first = network.features[0][0]
    network.features[0][0] = nn.Conv2d(channels, first.out_channels, 3, 2, 1, bias=False)
    return with_taps(network, [f"features.{i}" for i in (0, 3, 6, 13, 17)], "classifier")


def make(name, channels, classes):
    if name in ("resnet18", "resnet34", "resnet50"):
        return torchvision_resnet(name, channels, classes)
    if name.startswith("resnet"):
        return cifar_resnet.make(name, channels, classes)
    if numbers := re.fullmatch(r"wrn_(\d+)_(\d+)", name):
        return WideResNet(int(numbers[1]), int(numbers[2]), channels, classes)
    if numbers := re.fullmatch(r"cifar_mobilenet_v2_([\d.]+)", name):
        return CifarMobileNetV2(float(numbers[1]), channels, classes)
    if numbers := re.fullmatch(r"mobilenet_v2(?:_([\d.]+))?", name):
        return torchvision_mobilenet_v2(float(numbers[1] or 1), channels, classes)
    return Vgg({"vgg8": 1, "vgg13": 2}[name], channels, classes)
