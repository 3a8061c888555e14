# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes pictures.safetensors: what Pillow and torchvision make of small pictures.

Run with Pillow, torchvision and safetensors: python make_fixtures.py
"""
import io
import pathlib

import numpy as np
import torch
import torchvision.transforms.functional as F
from PIL import Image, ImageOps
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).resolve().parent


def waves(height, width, channels):
    """Smooth waves with some noise: edges, slopes and full range."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    noise = np.random.default_rng(height * width).integers(-25, 26, (height, width, channels))
    value = 128 + 120 * np.sin(0.31 * x + 0.7 * c) * np.cos(0.23 * y - 0.4 * c) + noise
    return np.clip(value, 0, 255).astype(np.uint8)


def jpeg(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", **options)
    return np.frombuffer(buffer.getvalue(), dtype=np.uint8)


def png(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **options)
    return np.frombuffer(buffer.getvalue(), dtype=np.uint8)


def decoded(data):
    image = Image.open(io.BytesIO(data.tobytes()))
    return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


tensors = {}
source = waves(37, 53, 3)
picture = Image.fromarray(source)
tensors["source"] = source
for height, width in ((37, 20), (11, 53), (16, 16), (74, 61), (9, 90), (1, 1)):
    tensors[f"resized.{height}x{width}"] = np.asarray(picture.resize((width, height), Image.Resampling.BILINEAR))
tensors["resized_crop"] = np.asarray(F.resized_crop(picture, 5, 9, 21, 30, [32, 32], F.InterpolationMode.BILINEAR, antialias=True))
tensors["evaluated"] = np.asarray(F.center_crop(F.resize(picture, round(256 * 28 / 224), antialias=True), [28, 28]))
tall = Image.fromarray(np.ascontiguousarray(source.transpose(1, 0, 2)))
tensors["evaluated.tall"] = np.asarray(F.center_crop(F.resize(tall, round(256 * 17 / 224), antialias=True), [17, 17]))

# The box of each scale and shape that fits is torchvision's; its draws are not ours, so only the rule is compared (by
# hand in the test).
exif = Image.Exif()
exif[0x0112] = 6
files = {
    "jpeg.colour": jpeg(picture, quality=90),
    "jpeg.progressive": jpeg(picture, quality=85, progressive=True),
    "jpeg.full": jpeg(picture, quality=90, subsampling=0),
    "jpeg.grey": jpeg(picture.convert("L"), quality=90),
    "jpeg.cmyk": jpeg(picture.convert("CMYK"), quality=90),
    "jpeg.turned": jpeg(picture, quality=90, exif=exif),
    "png.palette": png(picture.quantize(40)),
    "png.alpha": png(Image.fromarray(waves(19, 23, 4), "RGBA")),
    "png.grey_alpha": png(Image.fromarray(waves(19, 23, 2), "LA")),
    "png.bits": png(picture.convert("1")),
}
for name, data in files.items():
    tensors[name] = data
    tensors[name + ".decoded"] = decoded(data)

tensors = {name: np.ascontiguousarray(value) for name, value in tensors.items()}
save_file(tensors, HERE / "pictures.safetensors")
print(sum(value.nbytes for value in tensors.values()), "bytes; Pillow", Image.__version__)
