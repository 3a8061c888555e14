# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes kd_loss.safetensors: knowledge-distillation losses and their gradients as PyTorch 2.11's own functions compute
them in float64.   python make_fixtures.py   (needs torch, numpy, safetensors)

inputs: student, teacher [16, 7], labels [16]. For each case <τ>_<λ>_<κ>: total, ce, kl (τ²·KL, batch mean), grad (of
total with respect to student). ce_per_sample [16] belongs to the student's logits."""
import pathlib

import torch
from safetensors.torch import save_file
from torch.nn import functional as F

CASES = [(1.0, 0.5, 0.5), (4.0, 0.1, 0.9), (5.0, 0.5, 0.5), (20.0, 1.0, 2.5), (0.5, 0.0, 1.0)]


def main():
    generator = torch.Generator().manual_seed(508)
    student = torch.randn(16, 7, generator=generator, dtype=torch.float64) * 3
    teacher = torch.randn(16, 7, generator=generator, dtype=torch.float64) * 4
    labels = torch.randint(0, 7, (16,), generator=generator)
    found = {"student": student.clone(), "teacher": teacher, "labels": labels,
             "ce_per_sample": F.cross_entropy(student, labels, reduction="none")}
    for tau, ce_weight, kd_weight in CASES:
        leaf = student.clone().requires_grad_()
        ce = F.cross_entropy(leaf, labels)
        kl = F.kl_div(F.log_softmax(leaf / tau, 1), F.softmax(teacher / tau, 1), reduction="batchmean") * tau * tau
        total = ce_weight * ce + kd_weight * kl
        total.backward()
        name = f"{tau:g}_{ce_weight:g}_{kd_weight:g}"
        found |= {f"{name}/total": total.detach(), f"{name}/ce": ce.detach(), f"{name}/kl": kl.detach(),
                  f"{name}/grad": leaf.grad}
    save_file(found, pathlib.Path(__file__).resolve().parent / "kd_loss.safetensors")


if __name__ == "__main__":
    main()
