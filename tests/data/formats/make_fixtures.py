# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the files that the readers of weights and data sets are tested with (PyTorch 2.11, numpy 2):
python make_fixtures.py

state_zip.pt, state_legacy.pt     one state dict in both forms of torch.save; state.safetensors: its tensors, contiguous
checkpoint_zip.pt, checkpoint_legacy.pt   a training script's dict around a DataParallel's state dict `model`
distiller.pt                      `module.student.…` and `module.teacher.…`
cifar10_<how>.pkl                 two pictures of CIFAR-10's Python version, pickled in many ways; `none`: no picture
cifar100_py2.pkl, *_meta_*.pkl    two pictures of CIFAR-100's; class names
script.pt, script.safetensors     a TorchScript classifier of 4 × 3 × 8 × 8 → 4 × 5; its pictures and logits
script_grey.pt                    one of one channel and ten classes
script_writes.pt                  one whose forward would write a file
"""
import argparse
import pathlib
import pickle

import numpy as np
import torch
from safetensors.torch import save_file

HERE = pathlib.Path(__file__).resolve().parent


def wave(shape, step, phase):
    count = int(np.prod(shape))
    return torch.from_numpy(np.sin(step * np.arange(count) + phase).reshape(shape)).float()


def state():
    """Contiguous, transposed, strided, sharing a storage, without dimensions, without elements; every dtype."""
    shared = wave((24,), 0.7, 0.0)
    tensors = {
        "conv1.weight": wave((2, 3, 3, 3), 0.3, 0.1),
        "transposed": wave((3, 4), 0.5, 0.2).t(),
        "channels_last": wave((2, 3, 2, 2), 0.9, 0.3).to(memory_format=torch.channels_last),
        "head": shared[:6].view(2, 3),
        "tail": shared[20:],
        "every_third": shared[1::3],
        "bn1.num_batches_tracked": torch.tensor(7),
        "none": torch.zeros(0, 3),
    }
    for dtype in (torch.float64, torch.float16, torch.bfloat16, torch.int32, torch.int16, torch.int8, torch.uint8,
                  torch.bool):
        tensors[str(dtype).removeprefix("torch.")] = (wave((5,), 1.0, 0.0) * 3).to(dtype)
    return tensors


def save_both(value, name):
    torch.save(value, HERE / f"{name}_zip.pt")
    torch.save(value, HERE / f"{name}_legacy.pt", _use_new_zipfile_serialization=False)


def checkpoint():
    model = torch.nn.DataParallel(torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2)))
    with torch.no_grad():
        for place, parameter in enumerate(model.parameters()):
            parameter.copy_(wave(parameter.shape, 0.4, place))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    model(torch.ones(4, 3)).sum().backward()
    optimizer.step()
    options = argparse.Namespace(model="resnet20", lr=0.1, steps=[150, 180], tags={"a", "b"}, path=None)
    return {"epoch": 240, "model": model.state_dict(), "accuracy": torch.tensor(69.5), "best_acc": 69.5,
            "optimizer": optimizer.state_dict(), "opt": options}


def save_torch():
    save_both(state(), "state")
    save_file({name: tensor.contiguous().clone() for name, tensor in state().items()}, HERE / "state.safetensors")
    save_both(checkpoint(), "checkpoint")
    torch.save({"module.student.fc.weight": wave((2, 2), 1, 0), "module.teacher.fc.weight": wave((3, 3), 1, 0)},
               HERE / "distiller.pt")


class Python2Pickler(pickle._Pickler):
    """Writes bytes as Python 2 writes its str."""
    dispatch = dict(pickle._Pickler.dispatch)

    def save_str2(self, value):
        if len(value) < 256:
            self.write(b"U" + bytes([len(value)]) + value)
        else:
            self.write(b"T" + len(value).to_bytes(4, "little") + value)
        self.memoize(value)

    dispatch[bytes] = save_str2


def dump_python2(value, name):
    with open(HERE / name, "wb") as file:
        Python2Pickler(file, protocol=2).dump(value)
    text = (HERE / name).read_bytes().replace(b"numpy._core.multiarray", b"numpy.core.multiarray")
    (HERE / name).write_bytes(text)


def save_cifar():
    pixels = np.array([(7 * i + i // 251) % 256 for i in range(2 * 3072)], np.uint8).reshape(2, 3072)
    batch = {"batch_label": "training batch 1 of 5", "labels": [3, 9], "data": pixels, "filenames": ["a.png", "b.png"]}
    dump_python2({k.encode(): [x.encode() for x in v] if k == "filenames" else v for k, v in batch.items()},
                 "cifar10_py2.pkl")
    for protocol in (0, 2, 3, 4, 5):
        (HERE / f"cifar10_p{protocol}.pkl").write_bytes(pickle.dumps(batch, protocol))
    (HERE / "cifar10_column_major.pkl").write_bytes(pickle.dumps(batch | {"data": np.asfortranarray(pixels)}, 4))
    none = {"labels": [], "data": pixels[:0]}
    (HERE / "cifar10_none.pkl").write_bytes(pickle.dumps(none, 4))
    dump_python2({b"filenames": [b"a.png", b"b.png"], b"batch_label": b"training batch 1 of 1",
                  b"fine_labels": [99, 0], b"coarse_labels": [19, 4], b"data": pixels}, "cifar100_py2.pkl")
    names = [f"class {i}" for i in range(100)]
    dump_python2({b"num_cases_per_batch": 10000, b"label_names": [n.encode() for n in names[:10]], b"num_vis": 3072},
                 "cifar10_meta_py2.pkl")
    (HERE / "cifar100_meta_p4.pkl").write_bytes(
        pickle.dumps({"fine_label_names": names, "coarse_label_names": names[:20]}, 4))


class Scripted(torch.nn.Module):
    def __init__(self, channels, classes):
        super().__init__()
        self.conv = torch.nn.Conv2d(channels, 4, 3, padding=1)
        self.fc = torch.nn.Linear(4, classes)

    def forward(self, x):
        return self.fc(torch.relu(self.conv(x)).mean([2, 3]))


class Writing(torch.nn.Module):
    def forward(self, x):
        torch.save([x], "/tmp/tc3kd-was-here")
        return x.mean([2, 3])


def scripted(channels, classes):
    network = Scripted(channels, classes).eval()
    with torch.no_grad():
        for place, parameter in enumerate(network.parameters()):
            parameter.copy_(wave(parameter.shape, 0.8, place) * 0.5)
    return network


def save_script():
    network = scripted(3, 5)
    pictures = wave((4, 3, 8, 8), 0.05, 0.0)
    with torch.no_grad():
        logits = network(pictures)
    torch.jit.script(network).save(str(HERE / "script.pt"))
    torch.jit.script(scripted(1, 10)).save(str(HERE / "script_grey.pt"))
    save_file({"pictures": pictures, "logits": logits}, HERE / "script.safetensors")
    torch.jit.script(Writing()).save(str(HERE / "script_writes.pt"))


if __name__ == "__main__":
    torch.manual_seed(0)
    save_torch()
    save_cifar()
    save_script()
