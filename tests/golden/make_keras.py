"""Writes small models with real Keras, in both of its formats, and what they put out.

Run from the repository's root with Keras 3 and TensorFlow: python tests/golden/make_keras.py
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import keras
import numpy as np
from keras import layers as L

FOLDER = pathlib.Path(__file__).parent / "keras"


def branches():
    """Not square, even and asymmetric kernels, stride 2, dilation, batch statistics, branches, a sum of tensors."""
    i = keras.Input((17, 13, 3), name="image")
    x = L.Conv2D(6, (5, 2), strides=2, padding="same", activation="relu")(i)
    x = L.BatchNormalization()(x)
    y = L.DepthwiseConv2D(3, padding="same", dilation_rate=2)(x)
    z = L.SeparableConv2D(6, 3, padding="same", activation="silu")(x)
    x = L.Add()([x, y]) + z
    x = L.Concatenate()([x, L.LeakyReLU(0.1)(y)])
    x = L.MaxPooling2D(2, padding="same")(x)
    x = L.ReLU(max_value=6.0)(x)
    x = L.Dropout(0.3)(x)
    x = L.PReLU(shared_axes=[1, 2])(x)
    x = L.Flatten()(x)
    return keras.Model(i, L.Dense(7, activation="softmax")(x), name="branches")


def nested():
    """Sequential models and a functional one inside of a Sequential one, names that repeat, a frozen part."""
    i = keras.Input((6, 7, 4))
    x = L.Conv2D(4, 3, padding="same", name="conv")(i)
    x = L.BatchNormalization(name="norm")(x)
    inner = keras.Model(i, L.Add()([i, x]), name="residual")
    features = keras.Sequential(
        [L.Conv2D(4, 3, name="conv", use_bias=False), L.BatchNormalization(name="norm"), inner], name="features"
    )
    features.trainable = False
    head = keras.Sequential([L.GlobalAveragePooling2D(), L.Dense(5)], name="head")
    return keras.Sequential([keras.Input((8, 9, 2)), features, head], name="nested")


def sequences():
    """Recurrent layers in both directions, time-distributed layers, a layer that is used twice."""
    i = keras.Input((6, 5), name="sequence")
    shared = L.Dense(4, activation="tanh", name="shared")
    x = shared(i)
    x = L.Bidirectional(L.LSTM(3, return_sequences=True))(x)
    x = L.TimeDistributed(L.Dense(5))(x)
    x = shared(x)
    x = L.GRU(4, return_sequences=True, reset_after=False)(x)
    x = L.Conv1D(3, 3, padding="causal")(x)
    x = L.LSTM(3, go_backwards=True)(x)
    return keras.Model(i, x, name="sequences")


def main():
    expected = {"keras": keras.__version__, "models": {}}
    for at, build in enumerate([branches, nested, sequences]):
        keras.backend.clear_session()
        random = np.random.RandomState(at)
        model = build()
        for weight in model.weights:
            low = 0.2 if "variance" in weight.path else -0.5
            weight.assign(random.uniform(low, 0.9, weight.shape).astype("float32"))
        x = random.uniform(-1, 1, (2, *model.input_shape[1:])).astype("float32").round(3)
        y = model.predict(x, verbose=0)
        for suffix in ("keras", "h5"):
            model.save(FOLDER / f"{model.name}.{suffix}")
        (FOLDER / f"{model.name}.json").write_text(model.to_json() + "\n")
        expected["models"][model.name] = {
            "weights": int(model.count_params()),
            "input": [round(float(value), 3) for value in x.ravel()],
            "output": [float(f"{value:.7g}") for value in y.ravel()],
            "shape": list(y.shape),
        }
    (FOLDER / "expected.json").write_text(json.dumps(expected) + "\n")


main()
