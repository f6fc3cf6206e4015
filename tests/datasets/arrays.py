"""Writes arrays.json: small archives by NumPy, masks by Pillow, and what they hold.

    python tests/datasets/arrays.py
"""

import base64
import io
import json
import pathlib

import numpy as np
from PIL import Image

random = np.random.default_rng(7)


def archive(**arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return base64.b64encode(file.getvalue()).decode()


def case(x, y, **more):
    return {
        "file": archive(x=x, y=y, **more),
        "shape": list(x.shape[1:]),
        "examples": x.astype(np.float32).ravel().tolist(),
        "targets": np.asarray(y).astype(np.float32).ravel().tolist(),
    }


iris = np.round(random.uniform(0.1, 7.9, (10, 4)), 1)
masks = random.integers(0, 3, (10, 4, 5)).astype(np.uint8)
palette = Image.fromarray(masks[0], "P")
palette.putpalette([0, 0, 0, 128, 0, 0, 0, 128, 0])
file = io.BytesIO()
palette.save(file, "png")
found = {
    "series": case(random.normal(size=(10, 12, 2)).astype(">f8"), np.arange(10) % 2),
    "table": case(iris, np.arange(10) % 3),
    "regression": case(random.normal(size=(10, 7)).astype(np.float32), random.normal(size=(10, 2))),
    "labels": case(random.normal(size=(10, 7)).astype(np.float32), random.integers(0, 2, (10, 3))),
    "volume": case(random.normal(size=(10, 3, 4, 5, 1)).astype(np.float16), np.arange(10) % 2),
    "masks": case(random.integers(0, 256, (10, 4, 5)).astype(np.uint8), masks * 100),
    "palette": {
        "file": base64.b64encode(file.getvalue()).decode(),
        "colors": [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in np.array(palette.convert("RGB")).reshape(-1, 3)],
    },
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(found) + "\n")
