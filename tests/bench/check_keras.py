"""Loads the models of a folder in real Keras, compares what they put out, and saves each again in both formats."""

import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import keras
import numpy as np

folder = pathlib.Path(sys.argv[1])
models = json.loads((folder / "models.json").read_text())
loaded = False
largest = 0.0
for each in models:
    own = folder / each["name"] / "convas_layers.py"
    if own.exists() and not loaded:
        sys.path.insert(0, str(own.parent))
        import convas_layers  # noqa: F401

        loaded = True
    x, expected = (np.array(each[key]["values"], "float32").reshape(each[key]["shape"]) for key in ("input", "output"))
    for suffix in ("keras", "h5"):
        model = keras.models.load_model(folder / each["name"] / f"model.{suffix}", compile=False)
        for batch in (1, len(x)):
            y = np.asarray(model(x[:batch], training=False))
            difference = np.abs(y - expected[:batch]).max() / max(1, np.abs(expected).max())
            if y.shape != expected[:batch].shape or not difference < 1e-5:
                sys.exit(f"{each['name']}, model.{suffix}, batch {batch}: {difference} of the output's scale")
            largest = max(largest, float(difference))
        model.save(folder / each["name"] / f"again.{suffix}")
print(json.dumps({"keras": keras.__version__, "largest": largest}))
