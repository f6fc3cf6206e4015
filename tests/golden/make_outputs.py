"""Makes outputs.json: what Keras makes of the outputs of networks that end in different ways.

    pip install tensorflow-cpu==2.21.0
    TF_ENABLE_ONEDNN_OPTS=0 python tests/golden/make_outputs.py

A case holds the layers after the input, the loss, inputs, targets, and Keras's outputs, its loss of each example (told
that it gets probabilities) and the gradient of their sum for the inputs. The layers are named by kind and parameters as
Convas has them, each with what it takes from.
"""

import json
import os
import pathlib

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
L = keras.layers
random = np.random.default_rng(1998)

makers = {
    "activation": lambda p: L.Activation(p["activation"]),
    "reshape": lambda p: L.Reshape(p["targetShape"]),
    "flatten": lambda p: L.Flatten(),
    "average": lambda p: L.Average(),
    "concatenate": lambda p: L.Concatenate(),
    "globalAveragePooling2d": lambda p: L.GlobalAveragePooling2D(),
    "dropout": lambda p: L.Dropout(0.5),
    "rescaling": lambda p: L.Rescaling(p["scale"], p["offset"]),
}
losses = {
    "categoricalCrossentropy": keras.losses.CategoricalCrossentropy(reduction=None),
    "binaryCrossentropy": keras.losses.BinaryCrossentropy(reduction=None),
    "focal": keras.losses.CategoricalFocalCrossentropy(reduction=None),
    "meanSquaredError": keras.losses.MeanSquaredError(reduction=None),
    "categoricalHinge": keras.losses.CategoricalHinge(reduction=None),
}
softmax, sigmoid = ("activation", {"activation": "softmax"}), ("activation", {"activation": "sigmoid"})
reshape = lambda *shape: ("reshape", {"targetShape": list(shape)})
chain = lambda *layers: [[kind, params, [at]] for at, (kind, params) in enumerate(layers)]
halves = ["rescaling", {"scale": 0.5, "offset": 0.25}, [0]]
branches = [["activation", {"activation": "softmax"}, [0]], halves, ["activation", {"activation": "softmax"}, [2]]]

networks = {
    "softmax": (chain(softmax), (4,)),
    "softmax, reshape": (chain(softmax, reshape(4)), (1, 1, 4)),
    "softmax, flatten": (chain(softmax, ("flatten", {})), (1, 4)),
    "softmax, relu, flatten": (chain(softmax, ("activation", {"activation": "relu"}), ("flatten", {})), (1, 4)),
    "softmax, dropout": (chain(softmax, ("dropout", {})), (4,)),
    "softmax in two parts, flatten": (chain(softmax, ("flatten", {})), (2, 2)),
    "softmax, global average": (chain(softmax, ("globalAveragePooling2d", {})), (2, 3, 4)),
    "average of two": ([*branches, ["average", {}, [1, 3]]], (4,)),
    "two beside one another": ([*branches, ["concatenate", {}, [1, 3]]], (2,)),
    "sigmoid": (chain(sigmoid), (4,)),
    "sigmoid, reshape": (chain(sigmoid, reshape(4)), (2, 2)),
}

cases = []
for name, (layers, shape) in networks.items():
    for loss in losses:
        x = np.round(random.normal(0, 2, (3, *shape)), 3)
        if (name, loss) == ("softmax, dropout", "binaryCrossentropy"):
            # Keras takes the scores of the softmax here where dropout does nothing, which in training it does.
            continue
        inputs = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(inputs)
            results = [inputs]
            for kind, params, sources in layers:
                taken = [results[at] for at in sources]
                results.append(makers[kind](params)(taken if len(taken) > 1 else taken[0]))
            outputs = results[-1]
            targets = np.eye(4)[random.integers(0, 4, 3)]
            each = losses[loss](targets, outputs)
        gradient = tape.gradient(each, inputs)
        pack = lambda array: [float(f"{v:.6g}") for v in np.asarray(array, "float64").ravel()]
        cases.append({"name": name, "layers": layers, "loss": loss, "shape": list(shape), "x": pack(x), "targets": pack(targets), "outputs": pack(outputs), "each": pack(each), "gradient": pack(gradient)})

path = pathlib.Path(__file__).with_name("outputs.json")
path.write_text("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
print(len(cases), "cases,", path.stat().st_size, "bytes")
