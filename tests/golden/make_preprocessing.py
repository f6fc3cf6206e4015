"""Preprocessing of small images by NumPy, Pillow, scikit-learn, SciPy and TensorFlow: writes preprocessing.json.

python tests/golden/make_preprocessing.py
"""

import json
import pathlib

import numpy as np
import scipy.ndimage as ndimage
import tensorflow as tf
from PIL import Image, ImageOps
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(7)
photo = rng.integers(0, 256, (11, 9, 3), dtype=np.uint8)
digit = rng.integers(0, 256, (12, 10, 1), dtype=np.uint8)


def channels(image, change):
    """Applies a function of a Pillow float image to each channel: no rounding to bytes between."""
    planes = [change(Image.fromarray(image[..., c].astype(np.float32), mode="F")) for c in range(image.shape[2])]
    return np.stack([np.asarray(plane) for plane in planes], axis=-1)


def step(name, **params):
    return {"step": name, "params": params}


cases = []


def case(about, image, steps, expected):
    expected = np.asarray(expected, dtype=np.float64)
    cases.append(
        {
            "about": about,
            "shape": list(image.shape),
            "pixels": image.flatten().tolist(),
            "steps": steps,
            "input": list(expected.shape),
            "expected": [round(float(value), 5) for value in expected.flatten()],
        }
    )


BILINEAR = Image.Resampling.BILINEAR
case("tf.image.resize", photo, [step("resize")], tf.image.resize(photo, (6, 14)).numpy())
for size in [(5, 4), (20, 7)]:
    height, width = size
    stretch = channels(photo, lambda plane: plane.resize((width, height), BILINEAR))
    case(f"Pillow resize {size}", photo, [step("resize", antialias=True)], stretch)
    fit = channels(photo, lambda plane: ImageOps.pad(plane, (width, height), BILINEAR))
    case(f"Pillow ImageOps.pad {size}", photo, [step("resize", method="fit", antialias=True)], fit)
    fill = channels(photo, lambda plane: ImageOps.fit(plane, (width, height), BILINEAR))
    case(f"Pillow ImageOps.fit {size}", photo, [step("resize", method="fill", antialias=True)], fill)
case("box", photo, [step("crop", **{"from": "box", "top": 2, "left": 1, "height": 4, "width": 6})], photo[2:6, 1:7])
case("center", photo, [step("crop")], tf.keras.layers.CenterCrop(6, 5)(photo[None].astype(np.float32))[0])
case("mean of channels", photo, [step("grayscale")], photo.astype(np.float64).mean(-1, keepdims=True))
case("gray of a color image, in three channels", photo, [step("grayscale"), step("rgb")],
     np.repeat(photo.astype(np.float64).mean(-1, keepdims=True), 3, -1))
case("gray to RGB", digit, [step("rgb")], np.repeat(digit, 3, -1))
case("inverted bytes", digit, [step("invert")], np.asarray(ImageOps.invert(Image.fromarray(digit[..., 0])))[..., None])
case("inverted after a range", digit, [step("rescale", range="zero-one"), step("invert")], 1 - digit / 255)
case("1998 range", digit, [step("rescale", range="lecun")], digit / 255 * 1.275 - 0.1)
case("per image", photo, [step("standardizeImage")], tf.image.per_image_standardization(photo).numpy())
case("per image, flat", np.full((3, 3, 1), 9, np.uint8), [step("standardizeImage")],
     tf.image.per_image_standardization(np.full((3, 3, 1), 9, np.uint8)).numpy())

examples = rng.integers(0, 256, (20, 3, 4, 3), dtype=np.uint8)
examples[..., 1] = 77  # A constant channel.
scaler = StandardScaler().fit((examples / 255).reshape(-1, 3))
standardized = {
    "shape": [3, 4, 3],
    "pixels": examples.flatten().tolist(),
    "mean": scaler.mean_.tolist(),
    "std": np.sqrt(scaler.var_).tolist(),
    "expected": [round(float(v), 5) for v in scaler.transform((examples / 255).reshape(-1, 3)).flatten()],
}

# Movements of pixels: output place to input place, from the middle of the image.
image = rng.uniform(0, 1, (9, 8)).astype(np.float32)
matrices = []
for matrix, offset in [
    ([[0.9, 0.3], [-0.25, 1.1]], [0.4, -1.7]),
    ([[-1, 0], [0, 1]], [0, 0]),
    ([[1.4, 0], [0, 1.4]], [2.5, 0]),
]:
    matrix = np.array(matrix, dtype=np.float64)
    middle = (np.array(image.shape) - 1) / 2
    start = middle + np.array(offset) - matrix @ middle
    for border, mode in [("black", "grid-constant"), ("edge", "nearest"), ("reflect", "reflect")]:
        moved = ndimage.affine_transform(image.astype(np.float64), matrix, start, order=1, mode=mode, cval=0)
        matrices.append(
            {
                "matrix": matrix.tolist(),
                "offset": list(offset),
                "border": border,
                "expected": [round(float(v), 5) for v in moved.flatten()],
            }
        )
smoothed = [
    {
        "sigma": sigma,
        "expected": [
            round(float(v), 5)
            for v in ndimage.gaussian_filter(image.astype(np.float64), sigma, mode="reflect", truncate=3).flatten()
        ],
    }
    for sigma in (0.6, 1.5)
]
geometry = {"shape": [*image.shape, 1], "pixels": image.flatten().tolist(), "moved": matrices, "smoothed": smoothed}

path = pathlib.Path(__file__).parent / "preprocessing.json"
path.write_text(json.dumps({"steps": cases, "standardized": standardized, "geometry": geometry}) + "\n")
