"""Makes weights.json: how Keras 3 starts weights, and what it restrains them with.

    pip install tensorflow-cpu==2.21.0
    python tests/golden/make_weights.py

For each initializer and shape: the distribution that Keras asks of its random functions. For each kind: what
Keras's layer does by default. For penalties and constraints: a weight, what Keras makes of it, and the
gradient of the penalty.
"""

import inspect
import json
import os
import pathlib
import re

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
I, L, R, C = keras.initializers, keras.layers, keras.regularizers, keras.constraints
asked = []


def spy(name, describe):
    original = getattr(keras.src.backend.random, name)

    def spied(*args, **kwargs):
        asked.append({"distribution": name, **describe(*args, **kwargs)})
        return original(*args, **kwargs)

    setattr(keras.src.backend.random, name, spied)


spread = lambda shape, mean=0.0, stddev=1.0, **_: {"mean": mean, "stddev": stddev}
spy("uniform", lambda shape, minval=0.0, maxval=1.0, **_: {"min": minval, "max": maxval})
spy("normal", spread)
spy("truncated_normal", spread)

initializers = {
    "glorotUniform": I.GlorotUniform,
    "glorotNormal": I.GlorotNormal,
    "heUniform": I.HeUniform,
    "heNormal": I.HeNormal,
    "lecunUniform": I.LecunUniform,
    "lecunNormal": I.LecunNormal,
    "randomUniform": I.RandomUniform,
    "randomNormal": I.RandomNormal,
    "truncatedNormal": I.TruncatedNormal,
}
# A vector, a matrix, and kernels of one, two and three dimensions.
shapes = [[4000], [50, 100], [3, 20, 80], [3, 3, 10, 60], [2, 2, 2, 20, 30]]
distributions = []
for name, make in initializers.items():
    for shape in shapes:
        asked.clear()
        make(seed=1)(shape)
        distributions.append({"initializer": name, "shape": shape, **asked[0]})



def camel(name):
    first, *rest = name.split("_")
    return first.lower() + "".join(part.capitalize() for part in rest)


def defaults_of(layer):
    """What a layer does if it is not told otherwise, under our names."""
    found = {}
    # Without what every Keras layer has.
    for base in reversed([base for base in layer.__mro__ if base not in L.Layer.__mro__]):
        for name, parameter in inspect.signature(base.__init__).parameters.items():
            value = parameter.default
            if name == "activation" and value is None:
                value = "linear"
            if name.endswith("initializer") and isinstance(value, str):
                value = camel({"uniform": "random_uniform"}.get(value, value))
            if value is not inspect.Parameter.empty and value is not None:
                found[camel(name)] = value
    return found


names = """Conv1D Conv2D Conv3D Conv2DTranspose DepthwiseConv2D SeparableConv2D Dense PReLU BatchNormalization
LayerNormalization GroupNormalization MaxPooling1D MaxPooling2D MaxPooling3D AveragePooling1D AveragePooling2D
AveragePooling3D GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D
GlobalMaxPooling2D GlobalMaxPooling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D Cropping1D Cropping2D Cropping3D
UpSampling1D UpSampling2D UpSampling3D Concatenate Dot Resizing RandomFlip RandomRotation
RandomZoom RandomTranslation Embedding LSTM GRU Bidirectional""".split()


def kind_of(name):
    plain = re.sub(r"(\d)D", r"\1d", name)
    return {"LSTM": "lstm", "GRU": "gru", "PReLU": "prelu"}.get(name, plain[0].lower() + plain[1:])


defaults = {kind_of(name): defaults_of(getattr(L, name)) for name in names}
lstm = L.LSTM(2)
lstm.build((1, 3, 2))

random = np.random.default_rng(1998)
pack = lambda array: {"shape": list(array.shape), "values": [float(f"{v:.7g}") for v in np.asarray(array).ravel()]}


def draw(shape):
    """Some of its norms below 1, some above 2."""
    return np.round(random.uniform(-1, 1, shape) * np.linspace(0.2, 4, shape[-1]), 3)


rules = []
constraints = {
    "nonNegative": lambda axes: C.NonNeg(),
    "unitNorm": lambda axes: C.UnitNorm(axes),
    "maxNorm": lambda axes: C.MaxNorm(1.5, axes),
}
# The axes that Keras's documentation names for each: all but the outputs.
kernels = {"dense": ([4, 6], [0]), "conv2d": ([2, 3, 2, 5], [0, 1, 2]), "depthwiseConv2d": ([3, 2, 3, 2], [0, 1])}
for kind, (shape, axes) in kernels.items():
    for name, make in constraints.items():
        weight = draw(shape)
        held = np.asarray(make(axes)(tf.constant(weight)))
        rules.append({"kind": kind, "params": {"kernelConstraint": name, "kernelMaxNorm": 1.5}, "weight": pack(weight), "held": pack(held)})
for l1, l2 in [(0.1, 0), (0, 0.01), (0.3, 0.2)]:
    weight = tf.constant(draw([4, 6]))
    with tf.GradientTape() as tape:
        tape.watch(weight)
        penalty = R.L1L2(l1, l2)(weight)
    gradient = np.asarray(tape.gradient(penalty, weight))
    rules.append({"kind": "dense", "params": {"kernelL1": l1, "kernelL2": l2}, "weight": pack(weight), "penalty": float(penalty), "gradient": pack(gradient)})

path = pathlib.Path(__file__).with_name("weights.json")
parts = {"distributions": distributions, "defaults": defaults, "forgetBias": pack(lstm.cell.bias.numpy()), "rules": rules}
path.write_text(json.dumps(parts, separators=(",", ":")) + "\n")
print(f"{path.stat().st_size:,} bytes; keras {keras.__version__}")
