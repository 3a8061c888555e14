# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes imported.safetensors: the logits that PyTorch 2.11 computes with published weights for pictures that follow a
closed formula.   python make_import_fixtures.py FOLDER

FOLDER holds cifar100_resnet56-f2eff4c8.pt (pytorch-cifar-models), resnet20-12fca82f.safetensors and
resnet56-4bfd9763.safetensors (pytorch_resnet_cifar10). The test reads the same files where TC3KD_PUBLISHED_WEIGHTS
names the folder."""
import pathlib
import sys

import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional as F

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))
import cifar_resnet  # noqa: E402
from make_fixtures import wave  # noqa: E402


class Padded(torch.nn.Module):
    """Option A: every second pixel, zero channels on both sides."""
    def __init__(self, channels):
        super().__init__()
        self.channels = channels

    def forward(self, x):
        return F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.channels // 4, self.channels // 4))


def option_a(depth):
    network = cifar_resnet.CifarResNet(depth, 3, 10)
    for layer, channels in ((network.layer2, 32), (network.layer3, 64)):
        layer[0].downsample = Padded(channels)
    return network


def main():
    folder = pathlib.Path(sys.argv[1])
    pictures = wave((4, 3, 32, 32), 0.05, 0.0).float()
    found = {}

    def add(name, network, state):
        network.load_state_dict({key.replace("linear.", "fc."): value for key, value in state.items()}, strict=False)
        missing = set(network.state_dict()) - {key.replace("linear.", "fc.") for key in state}
        assert all(key.endswith("num_batches_tracked") for key in missing), missing
        network.eval()
        with torch.no_grad():
            found[name] = network(pictures)

    add("cifar100_resnet56", cifar_resnet.make("resnet56", 3, 100),
        torch.load(folder / "cifar100_resnet56-f2eff4c8.pt", weights_only=True))
    add("resnet20_a", option_a(20), load_file(folder / "resnet20-12fca82f.safetensors"))
    add("resnet56_a", option_a(56), load_file(folder / "resnet56-4bfd9763.safetensors"))
    save_file(found, HERE / "imported.safetensors")


if __name__ == "__main__":
    main()
