"""Makes runs.json: the weights that Keras 3 ends with after 5 epochs of a small network, one setting at a time.

    pip install tensorflow-cpu==2.21.0
    TF_ENABLE_ONEDNN_OPTS=0 python tests/golden/make_runs.py

20 pictures of 5 x 5 in 3 classes go by in batches of 8, 8 and 4, in the same order in each epoch. Networks:
`plain` is convolution, dense; `normalized` has a batch normalization in between; `autoencoder` gives back its input;
`single` tells the first class from the others with one unit, and has the loss and accuracy of each epoch, too.
`params` are what the case's layers have beside that. Double precision, so that every machine rounds to the same file.
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
random = np.random.default_rng(1998)
L, O, K, R, C = keras.layers, keras.optimizers, keras.losses, keras.regularizers, keras.constraints
EPOCHS, BATCH = 5, 8

labels = random.integers(0, 3, 20)
pictures = random.uniform(-1, 1, (20, 5, 5, 1))
pictures[np.arange(20), labels, :, 0] += 1
pictures = pictures.round(2)


def numbers(array):
    return [float(f"{v:.6g}") for v in np.asarray(array).ravel()]


def network(name, ending, rules):
    inputs = L.Input((5, 5, 1))
    x = L.Conv2D(2, 3, activation="tanh", name="conv", **rules.get("conv", {}))(inputs)
    if name == "normalized":
        x = L.BatchNormalization(name="norm")(x)
    if name == "autoencoder":
        return keras.Model(inputs, L.Conv2DTranspose(1, 3, activation=ending, name="out")(x))
    units = 1 if name == "single" else 3
    return keras.Model(inputs, L.Dense(units, activation=ending, name="out", **rules.get("out", {}))(L.Flatten()(x)))


def weights_of(model):
    return {
        f"{layer.name}/{variable.name}": numbers(variable)
        for layer in model.layers
        for variable in layer.variables
        if "seed" not in variable.name
    }


starts = {}
cases = []
cross = K.CategoricalCrossentropy(from_logits=True)


def case(
    settings, optimizer, loss=cross, name="plain", ending=None, frozen=(), class_weight=None, params={}, rules={}, boundary=0.5
):
    model = network(name, ending, rules)
    if name in starts:
        model.set_weights(starts[name][1])
    else:
        starts[name] = (weights_of(model), [w.round(5) for w in model.get_weights()])
        model.set_weights(starts[name][1])
        starts[name] = (weights_of(model), starts[name][1])
    for layer in frozen:
        model.get_layer(layer).trainable = False
    single = name == "single"
    model.compile(optimizer, loss, metrics=[keras.metrics.BinaryAccuracy(threshold=boundary)] if single else None)
    targets = (
        pictures
        if name == "autoencoder"
        else (labels > 0).astype("float64") if single else keras.utils.to_categorical(labels, 3)
    )
    fit = model.fit(pictures, targets, BATCH, EPOCHS, shuffle=False, verbose=0, class_weight=class_weight)
    one = {
        "network": name, "ending": ending or "linear", "settings": settings, "params": params, "weights": weights_of(model)
    }
    if single:
        one["losses"] = numbers(fit.history["loss"])
        one["accuracies"] = numbers(fit.history["binary_accuracy"])
    cases.append(one)


def optimizer(kind, **params):
    return {"optimizer": {"kind": kind, "params": params}}


keras.utils.set_random_seed(3)
for settings, own in [
    (optimizer("sgd", learningRate=0.1), O.SGD(0.1)),
    (optimizer("momentum", learningRate=0.05), O.SGD(0.05, momentum=0.9)),
    (optimizer("momentum", learningRate=0.05, nesterov=True), O.SGD(0.05, momentum=0.9, nesterov=True)),
    (optimizer("adagrad", learningRate=0.05), O.Adagrad(0.05)),
    (optimizer("adadelta", learningRate=1), O.Adadelta(1.0)),
    (optimizer("rmsprop", learningRate=0.01), O.RMSprop(0.01)),
    (optimizer("rmsprop", learningRate=0.01, centered=True), O.RMSprop(0.01, centered=True)),
    (optimizer("adam", learningRate=0.01), O.Adam(0.01)),
    (optimizer("adamw", learningRate=0.01, weightDecay=0.1), O.AdamW(0.01, weight_decay=0.1)),
    (optimizer("amsgrad", learningRate=0.01), O.Adam(0.01, amsgrad=True)),
    (optimizer("adamax", learningRate=0.01), O.Adamax(0.01)),
    (optimizer("nadam", learningRate=0.01), O.Nadam(0.01)),
    (optimizer("lion", learningRate=0.01), O.Lion(0.01)),
    # Every parameter away from its default.
    (optimizer("momentum", learningRate=0.02, momentum=0.6, nesterov=True), O.SGD(0.02, momentum=0.6, nesterov=True)),
    (
        optimizer("adagrad", learningRate=0.1, initialAccumulator=0.4, epsilon=0.01),
        O.Adagrad(0.1, initial_accumulator_value=0.4, epsilon=0.01),
    ),
    (optimizer("adagrad", learningRate=0.1, initialAccumulator=0), O.Adagrad(0.1, initial_accumulator_value=0)),
    (optimizer("adadelta", learningRate=0.7, rho=0.8, epsilon=1e-4), O.Adadelta(0.7, rho=0.8, epsilon=1e-4)),
    (
        optimizer("rmsprop", learningRate=0.005, rho=0.7, momentum=0.4, epsilon=1e-3),
        O.RMSprop(0.005, rho=0.7, momentum=0.4, epsilon=1e-3),
    ),
    (
        optimizer("rmsprop", learningRate=0.005, rho=0.7, momentum=0.4, epsilon=1e-3, centered=True),
        O.RMSprop(0.005, rho=0.7, momentum=0.4, epsilon=1e-3, centered=True),
    ),
]:
    case(settings, own)

betas = {"learningRate": 0.02, "beta1": 0.8, "beta2": 0.95}
for kind, make in [("adam", O.Adam), ("adamax", O.Adamax), ("nadam", O.Nadam)]:
    case(optimizer(kind, **betas, epsilon=1e-3), make(0.02, 0.8, 0.95, 1e-3))
case(optimizer("amsgrad", **betas, epsilon=1e-3), O.Adam(0.02, 0.8, 0.95, 1e-3, amsgrad=True))
case(
    optimizer("adamw", **betas, epsilon=1e-3, weightDecay=0.3),
    O.AdamW(0.02, 0.3, 0.8, 0.95, 1e-3),
)
case(
    optimizer("adamw", **betas, epsilon=1e-3, weightDecay=0.3, amsgrad=True),
    O.AdamW(0.02, 0.3, 0.8, 0.95, 1e-3, amsgrad=True),
)
case(optimizer("lion", **betas), O.Lion(0.02, 0.8, 0.95))
decayed = {"weightDecay": 0.3}
for kind, own in [
    ("sgd", O.SGD(0.02, weight_decay=0.3)),
    ("adagrad", O.Adagrad(0.02, weight_decay=0.3)),
    ("adadelta", O.Adadelta(0.02, weight_decay=0.3)),
    ("rmsprop", O.RMSprop(0.02, weight_decay=0.3)),
    ("amsgrad", O.Adam(0.02, amsgrad=True, weight_decay=0.3)),
    ("adamax", O.Adamax(0.02, weight_decay=0.3)),
    ("nadam", O.Nadam(0.02, weight_decay=0.3)),
    ("lion", O.Lion(0.02, weight_decay=0.3)),
]:
    case({**optimizer(kind, learningRate=0.02), **decayed}, own)

momentum = optimizer("momentum", learningRate=0.05)
adam = optimizer("adam", learningRate=0.01)


def clipping(by, limit):
    return {**momentum, "clipping": {"by": by, "limit": limit}}


case(clipping("value", 0.02), O.SGD(0.05, 0.9, clipvalue=0.02))
case(clipping("norm", 0.1), O.SGD(0.05, 0.9, clipnorm=0.1))
case(clipping("globalNorm", 0.3), O.SGD(0.05, 0.9, global_clipnorm=0.3))
case({**momentum, "weightDecay": 0.2}, O.SGD(0.05, 0.9, weight_decay=0.2))
case({**adam, "weightDecay": 0.5}, O.Adam(0.01, weight_decay=0.5))
counts = [0.5, 3.0, 1.25]
case({**momentum, "classWeights": counts}, O.SGD(0.05, 0.9), class_weight=dict(enumerate(counts)))
case({**momentum, "layers": {"conv": {"frozen": True}}}, O.SGD(0.05, 0.9), frozen=["conv"])
case(momentum, O.SGD(0.05, 0.9), name="normalized")
case({**momentum, "layers": {"norm": {"frozen": True}}}, O.SGD(0.05, 0.9), name="normalized", frozen=["norm"])

# Penalties and constraints, on the kernel of one layer or of both.
case(momentum, O.SGD(0.05, 0.9), params={"conv": {"kernelL1": 0.02}}, rules={"conv": {"kernel_regularizer": R.L1(0.02)}})
both = {"conv": {"kernelL2": 0.05}, "out": {"kernelL1": 0.01, "kernelL2": 0.1}}
case(adam, O.Adam(0.01), params=both, rules={"conv": {"kernel_regularizer": R.L2(0.05)}, "out": {"kernel_regularizer": R.L1L2(0.01, 0.1)}})
for name, (conv, out) in {
    "nonNegative": (C.NonNeg(), C.NonNeg()),
    "unitNorm": (C.UnitNorm([0, 1, 2]), C.UnitNorm(0)),
    "maxNorm": (C.MaxNorm(0.8, [0, 1, 2]), C.MaxNorm(0.8, 0)),
}.items():
    held = {"kernelConstraint": name, "kernelMaxNorm": 0.8}
    case(momentum, O.SGD(0.05, 0.9), params={"conv": held, "out": held}, rules={"conv": {"kernel_constraint": conv}, "out": {"kernel_constraint": out}})


def loss(kind, **params):
    return {**momentum, "loss": {"kind": kind, "params": params}}


smooth = K.CategoricalCrossentropy(from_logits=True, label_smoothing=0.2)
case(loss("categoricalCrossentropy", labelSmoothing=0.2), O.SGD(0.05, 0.9), smooth)
case(loss("binaryCrossentropy"), O.SGD(0.05, 0.9), K.BinaryCrossentropy(from_logits=True))
case(loss("focal"), O.SGD(0.05, 0.9), K.CategoricalFocalCrossentropy(from_logits=True))
case(loss("hinge"), O.SGD(0.05, 0.9), K.Hinge(), ending="tanh")
case(loss("squaredHinge"), O.SGD(0.05, 0.9), K.SquaredHinge(), ending="tanh")
case(loss("categoricalHinge"), O.SGD(0.05, 0.9), K.CategoricalHinge())
case(loss("meanSquaredError"), O.SGD(0.05, 0.9), K.MeanSquaredError(), "autoencoder")
case(loss("meanAbsoluteError"), O.SGD(0.05, 0.9), K.MeanAbsoluteError(), "autoencoder")
case(loss("huber", delta=0.5), O.SGD(0.05, 0.9), K.Huber(0.5), "autoencoder")


def single(kind, keras_loss, ending="sigmoid", boundary=0.5, class_weight=None, **params):
    weights = {} if class_weight is None else {"classWeights": class_weight}
    case(
        {**loss(kind, **params), **weights},
        O.SGD(0.05, 0.9),
        keras_loss,
        "single",
        ending,
        class_weight=None if class_weight is None else dict(enumerate(class_weight)),
        boundary=boundary,
    )


single("binaryCrossentropy", K.BinaryCrossentropy())
single("binaryCrossentropy", K.BinaryCrossentropy(from_logits=True), ending="linear", boundary=0)
single("binaryCrossentropy", K.BinaryCrossentropy(label_smoothing=0.2), labelSmoothing=0.2)
single("binaryCrossentropy", K.BinaryCrossentropy(), class_weight=[0.5, 3.0])
single("focal", K.BinaryFocalCrossentropy(apply_class_balancing=True, alpha=0.25, gamma=2))
single("meanSquaredError", K.MeanSquaredError())
single("meanAbsoluteError", K.MeanAbsoluteError())
single("huber", K.Huber(0.5), delta=0.5)
single("hinge", K.Hinge(), ending="tanh", boundary=0)
single("squaredHinge", K.SquaredHinge(), ending="linear", boundary=0)


def own_rates(settings, owners):
    """Layers with rates of their own: an optimizer each, which Keras has no other way for."""
    model = network("plain", None, {})
    model.set_weights(starts["plain"][1])
    targets = keras.utils.to_categorical(labels, 3)
    for _epoch in range(EPOCHS):
        for at in range(0, len(pictures), BATCH):
            with tf.GradientTape() as tape:
                value = cross(targets[at : at + BATCH], model(pictures[at : at + BATCH], training=True))
            gradients = tape.gradient(value, [model.get_layer(name).trainable_variables for name in owners])
            for name, own, each in zip(owners, owners.values(), gradients):
                own.apply(each, model.get_layer(name).trainable_variables)
    cases.append({"network": "plain", "ending": "linear", "settings": settings, "params": {}, "weights": weights_of(model)})


tenth = {"layers": {"conv": {"rate": 0.1}}}
own_rates({**momentum, **tenth}, {"conv": O.SGD(0.005, 0.9), "out": O.SGD(0.05, 0.9)})
own_rates({**adam, **tenth}, {"conv": O.Adam(0.001), "out": O.Adam(0.01)})
own_rates(
    {**optimizer("adamw", learningRate=0.01, weightDecay=0.3), **tenth},
    {"conv": O.AdamW(0.001, weight_decay=0.3), "out": O.AdamW(0.01, weight_decay=0.3)},
)
own_rates({**optimizer("nadam", learningRate=0.01), **tenth}, {"conv": O.Nadam(0.001), "out": O.Nadam(0.01)})

content = {
    "keras": keras.__version__,
    "epochs": EPOCHS,
    "batchSize": BATCH,
    "pictures": numbers(pictures),
    "labels": labels.tolist(),
    "starts": {name: start for name, (start, _) in starts.items()},
    "cases": cases,
}
path = pathlib.Path(__file__).with_name("runs.json")
path.write_text(json.dumps(content) + "\n")
print(path, path.stat().st_size, "bytes", {name: list(start) for name, (start, _) in starts.items()})
