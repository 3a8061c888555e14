# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes training.safetensors: what PyTorch 2.11 makes of the same steps.   python make_fixtures.py

sgd/<case>/…: torch.optim.SGD on one parameter of five numbers: `start`, `gradients` [6, 5], `rates` [6], `course` [6, 5]
(the parameter after each step), momentum, Nesterov and weight decay as the case says.
kd/…: six steps of a ResNet-8 (float64, weights by models/make_fixtures.py's formula) that learns from a ResNet-20 in
evaluation mode: `losses` [6] (0.5·CE + 0.5·τ²·KL, τ = 5, before each step), then `logits` of the trained network in
evaluation mode and its `fc.weight`."""
import pathlib
import sys

import torch
from safetensors.torch import save_file
from torch.nn import functional as F

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "models")]
import cifar_resnet  # noqa: E402
from make_fixtures import fill, wave  # noqa: E402

SGD_CASES = {"plain": (0.0, False, 0.0), "momentum": (0.9, False, 0.0), "nesterov_decay": (0.9, True, 5e-4)}
RATES = [0.1, 0.1, 0.05, 0.05, 0.01, 0.01]


def sgd(momentum, nesterov, decay):
    start = wave((5,), 1.7, 0.3)
    gradients = wave((6, 5), 0.8, 1.1)
    parameter = torch.nn.Parameter(start.clone())
    optimiser = torch.optim.SGD([parameter], lr=1.0, momentum=momentum, nesterov=nesterov, weight_decay=decay)
    course = []
    for gradient, rate in zip(gradients, RATES):
        optimiser.param_groups[0]["lr"] = rate
        parameter.grad = gradient.clone()
        optimiser.step()
        course.append(parameter.detach().clone())
    return {"start": start, "gradients": gradients, "rates": torch.tensor(RATES, dtype=torch.float64),
            "course": torch.stack(course)}


def distil():
    student = cifar_resnet.make("resnet8", 1, 10).double()
    teacher = cifar_resnet.make("resnet20", 1, 10).double().eval()
    with torch.no_grad():
        fill(student)
        fill(teacher)
    pictures = wave((8, 1, 28, 28), 0.05, 0.0) + wave((8, 1, 28, 28), 1.3, 0.5)
    labels = torch.tensor([0, 3, 6, 9, 1, 2, 5, 7])
    optimiser = torch.optim.SGD(student.parameters(), lr=0.05, momentum=0.9, nesterov=True, weight_decay=5e-4)
    losses = []
    tau = 5.0
    for _ in range(6):
        with torch.no_grad():
            said = teacher(pictures)
        logits = student.train()(pictures)
        kl = F.kl_div(F.log_softmax(logits / tau, 1), F.softmax(said / tau, 1), reduction="batchmean") * tau * tau
        loss = 0.5 * F.cross_entropy(logits, labels) + 0.5 * kl
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    with torch.no_grad():
        logits = student.eval()(pictures)
    return {"losses": torch.tensor(losses, dtype=torch.float64), "logits": logits, "fc.weight": student.fc.weight.detach()}


def main():
    torch.set_num_threads(1)
    found = {}
    for name, case in SGD_CASES.items():
        found |= {f"sgd/{name}/{what}": value.contiguous() for what, value in sgd(*case).items()}
    found |= {f"kd/{what}": value.contiguous() for what, value in distil().items()}
    save_file(found, HERE / "training.safetensors")


if __name__ == "__main__":
    main()
