# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes methods.safetensors: the distillation methods' losses and gradients as PyTorch 2.11 computes them in float64,
written apart from the engine (loops and probabilities where the engine has matrices and logarithms).
   python make_method_fixtures.py      (needs torch, numpy, safetensors)

input/…       student/f0 … f4, teacher/f0 … f4 (batch first), student/logits, teacher/logits [5, 7], labels [5]
<case>/loss   and <case>/grad/<f1 | logits | a trainable parameter's name>: of the method's own loss; trainable parts begin
              at models/make_fixtures.py's formula. `lskd` and `ctkd` are 0.5·CE + 0.5·τ²·KL and its gradient.
step/<case>/… one step of a ResNet-8 that learns from a ResNet-14 in evaluation mode (formula weights, six 1×16×16
              pictures, SGD with momentum, Nesterov and decay, the trainable parts included): `parts` [4] (total, CE,
              τ²·KL, method) and some parameters after it. One step, since a second one meets ReLUs so near to 0 that
              float32 decides them by chance.
"""
import math
import pathlib
import sys

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "models")]
import cifar_resnet  # noqa: E402
from make_fixtures import fill, wave  # noqa: E402

STUDENT = [(2, 8, 8), (3, 8, 8), (4, 4, 4), (6, 4, 4), (6,)]
TEACHER = [(3, 4, 4), (4, 8, 8), (5, 8, 8), (5, 2, 2), (5,)]
BATCH, CLASSES = 5, 7


# ---------------------------------------------------------------------------------------------- losses of features

def same_size(a, b):
    side = min(a.shape[2], b.shape[2])
    return F.adaptive_avg_pool2d(a, side), F.adaptive_avg_pool2d(b, side)


class AT(nn.Module):
    def __init__(self, form="code"):
        super().__init__()
        self.form = form

    def forward(self, s, t, _):
        total = 0
        for a, b in list(zip(s.maps, t.maps))[1:]:
            a, b = same_size(a, b)
            difference = (F.normalize(a.pow(2).mean(1).flatten(1)) - F.normalize(b.pow(2).mean(1).flatten(1)))
            total = total + (difference.pow(2).mean() if self.form == "code"
                             else torch.stack([row.pow(2).sum().sqrt() for row in difference]).mean())
        return total


class Regressor(nn.Module):
    def __init__(self, s, t, relu):
        super().__init__()
        if s[1] == 2 * t[1]:
            self.conv = nn.Conv2d(s[0], t[0], 3, 2, 1)
        elif 2 * s[1] == t[1]:
            self.conv = nn.ConvTranspose2d(s[0], t[0], 4, 2, 1)
        else:
            self.conv = nn.Conv2d(s[0], t[0], (1 + s[1] - t[1], 1 + s[2] - t[2]))
        self.bn = nn.BatchNorm2d(t[0])
        self.relu = relu

    def forward(self, x):
        y = self.bn(self.conv(x))
        return F.relu(y) if self.relu else y


class FitNets(nn.Module):
    def __init__(self, layer, s, t, relu=True, stage="joint"):
        super().__init__()
        self.regressor = Regressor(s[layer], t[layer], relu)
        self.layer, self.stage = layer, stage

    def forward(self, s, t, _):
        predicted, wanted = self.regressor(s.maps[self.layer]), t.maps[self.layer]
        if self.stage == "joint":
            return F.mse_loss(predicted, wanted)
        return torch.stack([0.5 * (p - w).pow(2).sum() for p, w in zip(predicted, wanted)]).mean()


class CCKD(nn.Module):
    def __init__(self, s, t, form):
        super().__init__()
        self.student_embedding, self.teacher_embedding = nn.Linear(s[-1][0], 128), nn.Linear(t[-1][0], 128)
        self.form = form

    @staticmethod
    def kernel(e):
        e = F.normalize(e)
        rows = [[math.exp(-0.8) * sum(0.8 ** p / math.factorial(p) * torch.dot(a, b) ** p for p in range(3)) for b in e]
                for a in e]
        return torch.stack([torch.stack(row) for row in rows])

    def forward(self, s, t, _):
        a, b = self.student_embedding(s.pooled), self.teacher_embedding(t.pooled)
        if self.form == "repdistiller":
            d = (a - b).abs()
            return sum(torch.dot(d[i], d[i + 1]) for i in range(len(d) - 1)) / (len(d) - 1)
        difference = self.kernel(a) - self.kernel(b)
        square = difference.pow(2).sum()
        return (square if self.form == "paper" else square.sqrt()) / len(a) ** 2


class SP(nn.Module):
    def forward(self, s, t, _):
        def gram(f):
            f = f.reshape(len(f), -1)
            return F.normalize(f @ f.T, dim=1)
        return (gram(t.maps[-1]) - gram(s.maps[-1])).pow(2).sum() / len(s.pooled) ** 2


class PKT(nn.Module):
    def forward(self, s, t, _):
        def probabilities(f):
            f = f / (f.pow(2).sum(1, keepdim=True).sqrt() + 1e-7)
            k = (f @ f.T + 1) / 2
            return k / k.sum(1, keepdim=True)
        p, q = probabilities(t.pooled), probabilities(s.pooled)
        return torch.mean(p * torch.log((p + 1e-7) / (q + 1e-7)))


class RKD(nn.Module):
    @staticmethod
    def distances(f):
        n = len(f)
        d = torch.stack([torch.stack([(f[i] - f[j]).norm() if i != j else f.new_zeros(()) for j in range(n)])
                         for i in range(n)])
        return d / d[d > 0].mean()

    @staticmethod
    def angles(f):
        n, found = len(f), []
        for i in range(n):
            ways = [F.normalize(f[j] - f[i], dim=0) if j != i else torch.zeros_like(f[i]) for j in range(n)]
            found.append(torch.stack([torch.stack([torch.dot(a, b) for b in ways]) for a in ways]))
        return torch.stack(found)

    def forward(self, s, t, _):
        return (25 * F.smooth_l1_loss(self.distances(s.pooled), self.distances(t.pooled)) +
                50 * F.smooth_l1_loss(self.angles(s.pooled), self.angles(t.pooled)))


class Pair(nn.Module):
    def __init__(self, s, t):
        super().__init__()
        self.rho = nn.Parameter(torch.full((t,), math.log(math.exp(5.0 - 1e-5) - 1.0)))
        self.mean = nn.Sequential(nn.Conv2d(s, t, 1, bias=False), nn.ReLU(), nn.Conv2d(t, t, 1, bias=False), nn.ReLU(),
                                  nn.Conv2d(t, t, 1, bias=False))

    def forward(self, s, t):
        s, t = same_size(s, t)
        variance = (torch.log(1.0 + torch.exp(self.rho)) + 1e-5).view(1, -1, 1, 1)
        return (0.5 * ((self.mean(s) - t) ** 2 / variance + torch.log(variance))).mean()


class VID(nn.Module):
    def __init__(self, s, t):
        super().__init__()
        for i in range(1, min(len(s), len(t)) - 1):
            self.add_module(f"pair{i}", Pair(s[i][0], t[i][0]))

    def forward(self, s, t, _):
        return sum(pair(s.maps[i], t.maps[i]) for i, pair in enumerate(self.children(), 1))


# ------------------------------------------------------------------------------------------------ losses of logits

class DKD(nn.Module):
    def __init__(self, epoch, alpha=1.0, beta=8.0, warm_up=20, tau=4.0):
        super().__init__()
        self.alpha, self.beta, self.tau, self.grown = alpha, beta, tau, min(epoch / warm_up, 1.0)

    def forward(self, s, t, labels):
        target = others = 0
        for a, b, y in zip(s.logits, t.logits, labels):
            p, q = F.softmax(b / self.tau, 0), F.softmax(a / self.tau, 0)
            target = target + p[y] * torch.log(p[y] / q[y]) + (1 - p[y]) * torch.log((1 - p[y]) / (1 - q[y]))
            rest = [c for c in range(len(a)) if c != y]
            p, q = F.softmax(b[rest] / self.tau, 0), F.softmax(a[rest] / self.tau, 0)
            others = others + (p * torch.log(p / q)).sum()
        return self.grown * self.tau ** 2 * (self.alpha * target + self.beta * others) / len(labels)


class DIST(nn.Module):
    def __init__(self, tau=4.0):
        super().__init__()
        self.tau = tau

    def forward(self, s, t, _):
        def correlation(a, b):
            a, b = a - a.mean(), b - b.mean()
            return (a * b).sum() / (a.pow(2).sum().sqrt() * b.pow(2).sum().sqrt() + 1e-8)
        p, q = F.softmax(t.logits / self.tau, 1), F.softmax(s.logits / self.tau, 1)
        inter = 1 - torch.stack([correlation(a, b) for a, b in zip(q, p)]).mean()
        intra = 1 - torch.stack([correlation(a, b) for a, b in zip(q.T, p.T)]).mean()
        return self.tau ** 2 * (inter + intra)


def kl_term(s, t, tau):
    return F.kl_div(F.log_softmax(s / tau, 1), F.softmax(t / tau, 1), reduction="batchmean") * tau * tau


def z_scores(z):
    return (z - z.mean(1, keepdim=True)) / (z.std(1, keepdim=True) + 1e-7)


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, u, factor):
        ctx.factor = factor
        return u.clone()

    @staticmethod
    def backward(ctx, gradient):
        return gradient * ctx.factor, None


def learnt(u, epoch):
    return 1 + 20 * torch.sigmoid(Reverse.apply(u, -(1 - math.cos(math.pi * min(epoch, 10) / 10)) / 2))


# -------------------------------------------------------------------------------------------------------- fixtures

class Seen:
    """A network's answer: maps f0 … f_(L−1), pooled f_L, logits."""
    def __init__(self, features, logits):
        self.maps, self.pooled, self.logits = features[:-1], features[-1], logits


def inputs():
    generator = torch.Generator().manual_seed(2024)
    draw = lambda *shape: torch.randn(*shape, generator=generator, dtype=torch.float64)  # noqa: E731
    student, teacher = [draw(BATCH, *s) for s in STUDENT], [draw(BATCH, *t) for t in TEACHER]
    return student, teacher, draw(BATCH, CLASSES) * 3, draw(BATCH, CLASSES) * 4, torch.tensor([0, 3, 6, 2, 3])


def filled(module):
    module.double()
    with torch.no_grad():
        fill(module)
    return module.train()


def methods(s, t, dkd_epoch, relu=True):
    return {"at": AT(), "fitnets": FitNets(2, s, t, relu), "cckd": CCKD(s, t, "repdistiller"), "dkd": DKD(dkd_epoch),
            "dist": DIST(), "sp": SP(), "pkt": PKT(), "rkd": RKD(), "vid": VID(s, t)}


def values():
    student, teacher, zs, zt, labels = inputs()
    found = {f"input/student/f{i}": f for i, f in enumerate(student)} | {"input/student/logits": zs}
    found |= {f"input/teacher/f{i}": f for i, f in enumerate(teacher)} | {"input/teacher/logits": zt}
    found["input/labels"] = labels
    cases = methods(STUDENT, TEACHER, dkd_epoch=5)
    cases |= {"at_paper": AT("paper"), "fitnets_f0": FitNets(0, STUDENT, TEACHER), "fitnets_f1": FitNets(1, STUDENT, TEACHER),
              "fitnets_signed": FitNets(2, STUDENT, TEACHER, relu=False),
              "fitnets_hint": FitNets(2, STUDENT, TEACHER, stage="hint"), "cckd_paper": CCKD(STUDENT, TEACHER, "paper"),
              "cckd_torchdistill": CCKD(STUDENT, TEACHER, "torchdistill")}
    for name, method in cases.items():
        filled(method)
        leaves = [f.clone().requires_grad_() for f in student]
        logits = zs.clone().requires_grad_()
        loss = method(Seen(leaves, logits), Seen(teacher, zt), labels)
        loss.backward()
        found[f"{name}/loss"] = loss.detach()
        leaves = {f"f{i}": leaf for i, leaf in enumerate(leaves)} | {"logits": logits}
        leaves |= {n: p for n, p in method.named_parameters() if p.numel() <= 400}
        found |= {f"{name}/grad/{n}": leaf.grad for n, leaf in leaves.items() if leaf.grad is not None}
    for name in ("lskd", "ctkd"):
        logits, u = zs.clone().requires_grad_(), torch.ones((), dtype=torch.float64, requires_grad=True)
        kl = kl_term(z_scores(logits), z_scores(zt), 2.0) if name == "lskd" else kl_term(logits, zt, learnt(u, 3))
        loss = 0.5 * F.cross_entropy(logits, labels) + 0.5 * kl
        loss.backward()
        found |= {f"{name}/loss": loss.detach(), f"{name}/grad/logits": logits.grad}
        if name == "ctkd":
            found["ctkd/grad/u"] = u.grad
    return found


WEIGHTS = {"at": 1000, "fitnets": 100, "cckd": 0.02, "dkd": 1, "dist": 2, "sp": 3000, "pkt": 30000, "rkd": 1, "vid": 1}
SHAPES = [(16, 16, 16), (16, 16, 16), (32, 8, 8), (64, 4, 4), (64,)]


def step(name, method):
    student = filled(cifar_resnet.make("resnet8", 1, 10))
    teacher = filled(cifar_resnet.make("resnet14", 1, 10)).eval()
    auxiliary = filled(method) if method is not None else nn.Module()
    u = nn.Parameter(torch.ones((), dtype=torch.float64)) if name == "ctkd" else None
    trained = [*student.parameters(), *auxiliary.parameters(), *([u] if u is not None else [])]
    optimiser = torch.optim.SGD(trained, lr=0.02, momentum=0.9, nesterov=True, weight_decay=5e-4)
    pictures = wave((6, 1, 16, 16), 0.05, 0.0) + wave((6, 1, 16, 16), 1.3, 0.5)
    labels = torch.tensor([0, 3, 6, 9, 1, 2])
    replaces = name in ("dkd", "dist")
    lam, kappa, tau = (1.0, 0.0, 4.0) if replaces else (0.5, 0.5, 5.0)
    with torch.no_grad():
        taps = teacher.taps(pictures)
        t = Seen(taps, teacher.fc(taps[-1]))
    taps = student.train().taps(pictures)
    s = Seen(taps, student.fc(taps[-1]))
    ce = F.cross_entropy(s.logits, labels)
    if name == "lskd":
        kl = kl_term(z_scores(s.logits), z_scores(t.logits), tau)
    else:
        kl = kl_term(s.logits, t.logits, learnt(u, 7) if name == "ctkd" else tau)
    own = method(s, t, labels) if method is not None else torch.zeros((), dtype=torch.float64)
    total = lam * ce + kappa * kl + WEIGHTS.get(name, 0) * own
    optimiser.zero_grad()
    total.backward()
    optimiser.step()
    found = {"parts": torch.stack([total, ce, kl, own]).detach()}
    kept = dict(student.named_parameters())
    found |= {n: kept[n].detach() for n in ("conv1.weight", "layer2.0.bn1.weight", "layer3.0.bn2.bias", "fc.bias")}
    found |= {f"method.{n}": p.detach() for n, p in auxiliary.named_parameters() if p.numel() <= 128}
    if u is not None:
        found["temperature.u"] = u.detach()
    return {f"step/{name}/{n}": x for n, x in found.items()}


def main():
    torch.set_num_threads(1)
    found = values()
    for name, method in (methods(SHAPES, SHAPES, dkd_epoch=7) | {"lskd": None, "ctkd": None}).items():
        found |= step(name, method)
    save_file({name: tensor.detach().clone().contiguous() for name, tensor in found.items()}, HERE / "methods.safetensors")


if __name__ == "__main__":
    main()
