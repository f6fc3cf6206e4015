"""Makes training.json: what Keras 3 computes for every optimizer and every loss.

    pip install tensorflow-cpu==2.21.0
    TF_ENABLE_ONEDNN_OPTS=0 python tests/golden/make_training.py

An optimizer's case holds a weight, the gradients of some steps, and the weight after each. A loss's case holds
targets, predictions, the loss of each example, and the gradient of their mean in the predictions.
"""

import json
import os
import pathlib

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf

random = np.random.default_rng(1986)
O = keras.optimizers


def pack(array):
    array = np.asarray(array, "float32")
    return {"shape": list(array.shape), "values": [float(f"{v:.7g}") for v in array.ravel()]}


optimizers = [
    ("sgd", {}, O.SGD()),
    ("sgd", {"learningRate": 0.1}, O.SGD(0.1)),
    ("momentum", {}, O.SGD(0.01, momentum=0.9)),
    ("momentum", {"learningRate": 0.05, "momentum": 0.5, "nesterov": True}, O.SGD(0.05, momentum=0.5, nesterov=True)),
    ("adagrad", {}, O.Adagrad()),
    ("adagrad", {"learningRate": 0.1, "initialAccumulator": 0.5}, O.Adagrad(0.1, initial_accumulator_value=0.5)),
    ("adadelta", {}, O.Adadelta()),
    ("adadelta", {"learningRate": 1.0, "rho": 0.9, "epsilon": 1e-6}, O.Adadelta(1.0, rho=0.9, epsilon=1e-6)),
    ("rmsprop", {}, O.RMSprop()),
    ("rmsprop", {"learningRate": 0.01, "rho": 0.8, "momentum": 0.5}, O.RMSprop(0.01, rho=0.8, momentum=0.5)),
    ("rmsprop", {"centered": True, "learningRate": 0.01}, O.RMSprop(0.01, centered=True)),
    ("rmsprop", {"centered": True, "momentum": 0.9}, O.RMSprop(centered=True, momentum=0.9)),
    ("adam", {}, O.Adam()),
    ("adam", {"learningRate": 0.05, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-4}, O.Adam(0.05, 0.8, 0.95, 1e-4)),
    ("adamw", {}, O.AdamW()),
    ("adamw", {"learningRate": 0.05, "weightDecay": 0.1}, O.AdamW(0.05, weight_decay=0.1)),
    ("amsgrad", {"learningRate": 0.01}, O.Adam(0.01, amsgrad=True)),
    ("amsgrad", {"learningRate": 0.01, "beta2": 0.5}, O.Adam(0.01, beta_2=0.5, amsgrad=True)),
    ("adamax", {}, O.Adamax()),
    ("adamax", {"learningRate": 0.05, "beta2": 0.9}, O.Adamax(0.05, beta_2=0.9)),
    ("nadam", {}, O.Nadam()),
    ("nadam", {"learningRate": 0.05, "beta1": 0.8}, O.Nadam(0.05, beta_1=0.8)),
    ("lion", {}, O.Lion()),
    ("lion", {"learningRate": 0.01, "beta1": 0.5, "beta2": 0.7}, O.Lion(0.01, 0.5, 0.7)),
]

optimizer_cases = []
for kind, params, optimizer in optimizers:
    start = random.uniform(-1, 1, (2, 3)).astype("float32")
    gradients = random.normal(0, 1, (8, 2, 3)).astype("float32") * np.logspace(0, -2, 3, dtype="float32")
    variable = keras.Variable(start)
    optimizer.build([variable])
    weights = []
    for gradient in gradients:
        optimizer.apply([tf.constant(gradient)], [variable])
        weights.append(pack(variable.numpy()))
    optimizer_cases.append(
        {
            "kind": kind,
            "params": params,
            "start": pack(start),
            "gradients": [pack(gradient) for gradient in gradients],
            "weights": weights,
        }
    )

K = keras.losses


def rbf_map(j):
    """Equation 9 of LeCun et al. 1998, word for word; the penalties are minus the scores."""

    def loss(targets, scores):
        y = -scores
        own = tf.reduce_sum(targets * y, -1)
        return own + tf.math.log(tf.exp(-j) + tf.reduce_sum(tf.exp(-y), -1))

    return loss


losses = [
    ("categoricalCrossentropy", {}, K.CategoricalCrossentropy(from_logits=True, reduction=None)),
    (
        "categoricalCrossentropy",
        {"labelSmoothing": 0.2},
        K.CategoricalCrossentropy(from_logits=True, label_smoothing=0.2, reduction=None),
    ),
    ("focal", {}, K.CategoricalFocalCrossentropy(from_logits=True, reduction=None)),
    (
        "focal",
        {"gamma": 0.5, "alpha": 1.0},
        K.CategoricalFocalCrossentropy(alpha=1.0, gamma=0.5, from_logits=True, reduction=None),
    ),
    ("meanSquaredError", {}, K.MeanSquaredError(reduction=None)),
    ("meanAbsoluteError", {}, K.MeanAbsoluteError(reduction=None)),
    ("huber", {}, K.Huber(reduction=None)),
    ("huber", {"delta": 0.3}, K.Huber(delta=0.3, reduction=None)),
    ("hinge", {}, K.Hinge(reduction=None)),
    ("squaredHinge", {}, K.SquaredHinge(reduction=None)),
    ("categoricalHinge", {}, K.CategoricalHinge(reduction=None)),
    ("binaryCrossentropy", {}, K.BinaryCrossentropy(from_logits=True, reduction=None)),
    (
        "binaryCrossentropy",
        {"labelSmoothing": 0.3},
        K.BinaryCrossentropy(from_logits=True, label_smoothing=0.3, reduction=None),
    ),
    ("rbfMap", {}, rbf_map(0.1)),
    ("rbfMap", {"rubbish": 2.5}, rbf_map(2.5)),
]

loss_cases = []
for kind, params, loss in losses:
    targets = tf.one_hot(random.integers(0, 4, 5), 4)
    predictions = tf.constant(random.normal(0, 2, (5, 4)).astype("float32"))
    with tf.GradientTape() as tape:
        tape.watch(predictions)
        each = loss(targets, predictions)
        mean = tf.reduce_mean(each)
    loss_cases.append(
        {
            "kind": kind,
            "params": params,
            "targets": pack(targets),
            "predictions": pack(predictions),
            "each": pack(each),
            "gradient": pack(tape.gradient(mean, predictions)),
        }
    )

# Of masks, one-hot for each pixel, and of labels that hold by themselves; from a stream of their own.
pixels = np.random.default_rng(2015)
shape = (3, 2, 4, 3)
masks = tf.one_hot(pixels.integers(0, 3, shape[:3]), 3)
labels = tf.constant(pixels.integers(0, 2, (5, 4)).astype("float32"))


def per_pixel(targets, scores):
    each = K.SparseCategoricalCrossentropy(from_logits=True, reduction=None)(tf.argmax(targets, -1), scores)
    return tf.reduce_mean(each, (1, 2))


for kind, loss, targets, draw in [
    ("categoricalCrossentropy", per_pixel, masks, lambda: pixels.normal(0, 2, shape)),
    ("dice", K.Dice(reduction=None, axis=(1, 2, 3)), masks, lambda: pixels.dirichlet([1, 1, 1], shape[:3])),
    ("dice", K.Dice(reduction=None, axis=(1, 2, 3)), masks[..., :1], lambda: pixels.uniform(0, 1, (*shape[:3], 1))),
    ("binaryCrossentropy", K.BinaryCrossentropy(from_logits=True, reduction=None), labels, lambda: pixels.normal(0, 2, (5, 4))),
]:
    predictions = tf.constant(draw().astype("float32"))
    with tf.GradientTape() as tape:
        tape.watch(predictions)
        each = loss(targets, predictions)
        mean = tf.reduce_mean(each)
    loss_cases.append(
        {
            "kind": kind,
            "params": {},
            "targets": pack(targets),
            "predictions": pack(predictions),
            "each": pack(each),
            "gradient": pack(tape.gradient(mean, predictions)),
        }
    )

path = pathlib.Path(__file__).with_name("training.json")
path.write_text(json.dumps({"keras": keras.__version__, "optimizers": optimizer_cases, "losses": loss_cases}) + "\n")
print(path, path.stat().st_size, "bytes")
