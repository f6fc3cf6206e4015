"""Makes transfer.json: two training steps of Keras 3 in a network whose first layers are frozen.

    pip install tensorflow-cpu==2.21.0
    TF_ENABLE_ONEDNN_OPTS=0 python tests/golden/make_transfer.py

The convolution before a BatchNormalization that trains has no bias: its gradient is rounding alone, which Adam enlarges. A
frozen BatchNormalization runs with its moving statistics, which stay (Keras's guide to transfer learning).
"""

import json
import os
import pathlib

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np

random = np.random.default_rng(5)
L = keras.layers
x = random.uniform(-1, 1, (8, 6, 6, 2)).astype("float32")
labels = np.arange(8) % 3


def network(frozen):
    layers = [
        keras.Input((6, 6, 2)),
        L.Conv2D(4, 3, padding="same", name="conv1"),
        L.BatchNormalization(momentum=0.8, name="bn1"),
        L.ReLU(name="relu1"),
        L.Conv2D(3, 3, use_bias=False, name="conv2"),
        L.BatchNormalization(momentum=0.8, name="bn2"),
        L.GlobalAveragePooling2D(name="mean"),
        L.Dense(3, activation="softmax", name="head"),
    ]
    model = keras.Sequential(layers)
    for layer in model.layers:
        layer.trainable = layer.name not in frozen
    return model


def values(model):
    return {
        f"{layer.name}/{weight.name}": [round(float(value), 8) for value in np.ravel(weight.numpy())]
        for layer in model.layers
        for weight in layer.weights
    }


cases = []
for frozen in (["conv1", "bn1"], ["conv1", "bn1", "conv2", "bn2"], ["bn1", "bn2"]):
    for optimizer in ("sgd", "adam"):
        model = network(frozen)
        for layer in model.layers:
            layer.set_weights([random.uniform(0.2, 1, w.shape).astype("float32") * (1 if "moving" in w.name or "gamma" in w.name else random.choice([-1, 1], w.shape)) for w in layer.weights])
        start = values(model)
        made = keras.optimizers.SGD(0.1) if optimizer == "sgd" else keras.optimizers.Adam(0.001)
        model.compile(made, "sparse_categorical_crossentropy")
        losses = [float(model.train_on_batch(x, labels)) for _ in range(2)]
        cases.append({"frozen": frozen, "optimizer": optimizer, "start": start, "losses": losses, "end": values(model)})

found = {"x": [round(float(v), 8) for v in x.ravel()], "labels": labels.tolist(), "cases": cases}
pathlib.Path(__file__).with_name("transfer.json").write_text(json.dumps(found) + "\n")
