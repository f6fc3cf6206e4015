"""Makes pretraining.json: greedy layer-wise pretraining of a small network (Bengio et al. 2007), done by hand in Keras 3.

    pip install tensorflow-cpu==2.21.0
    TF_ENABLE_ONEDNN_OPTS=0 python tests/golden/make_pretraining.py

20 pictures of 6 x 6 in batches of 8, 8 and 4, 3 epochs a layer. The layers C1 (convolution), F3 and F4 (dense) are
autoencoders in turn of what Keras's own layers below give; the other weights stay. First weights and the order of the
examples are drawn as Convas draws them, from the seed and a name: the generator is written out below.
"""

import json
import math
import os
import pathlib

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np

SEED, EPOCHS, BATCH, RATE = 11, 3, 8, 0.01
WORD = 0xFFFFFFFF
L = keras.layers


def mix(value):
    value &= WORD
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & WORD
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & WORD
    return value ^ (value >> 16)


def generator(purpose):
    """sfc32, seeded by a number and a text; yields 32 random bits at a time."""
    text = 0x811C9DC5
    for character in purpose:
        text = ((text ^ ord(character)) * 0x01000193) & WORD
    a, b = mix(SEED), mix(text)
    c, counter = mix(a ^ ((b * 0x9E3779B9) & WORD)), 1
    drawn = 0
    while True:
        bits = (a + b + counter) & WORD
        counter = (counter + 1) & WORD
        a = b ^ (b >> 9)
        b = (c + (c << 3)) & WORD
        c = ((((c << 21) & WORD) | (c >> 11)) + bits) & WORD
        drawn += 1
        if drawn > 12:
            yield bits


def permutation(count, purpose):
    bits = generator(purpose)
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        bound = last + 1
        value = next(bits)
        while value >= 2**32 - 2**32 % bound:
            value = next(bits)
        other = value % bound
        order[last], order[other] = order[other], order[last]
    return order


def glorot(shape, name):
    field = math.prod(shape[:-2])
    limit = math.sqrt(6 / (shape[-2] * field + shape[-1] * field))
    bits = generator(f"init/{name}")
    values = [(2 * next(bits) / 2**32 - 1) * limit for _ in range(math.prod(shape))]
    return np.array(values, "float32").reshape(shape)


def begin(layer, name):
    kernel, bias = layer.weights
    kernel.assign(glorot(tuple(kernel.shape), f"{name}/kernel"))
    bias.assign(np.zeros(bias.shape, "float32"))


def numbers(array):
    return [float(f"{v:.7g}") for v in np.asarray(array, "float32").ravel()]


random = np.random.default_rng(2007)
pictures = random.integers(0, 256, (20, 6, 6, 1))
x = (pictures / 255).astype("float32")

layers = {
    "C1": L.Conv2D(2, 3, activation="tanh"),
    "S2": L.AveragePooling2D(2),
    "flat": L.Flatten(),
    "F3": L.Dense(5, activation="tanh"),
    "F4": L.Dense(3, activation="sigmoid"),
}
decoders = {"C1": L.Conv2DTranspose(1, 3), "F3": L.Dense(8), "F4": L.Dense(5)}

stages = []
features = x
for name, layer in layers.items():
    if name in decoders:
        encoder, decoder = layer, decoders[name]
        inputs = L.Input(features.shape[1:])
        model = keras.Model(inputs, decoder(encoder(inputs)))
        begin(encoder, name)
        begin(decoder, f"{name} decoder")
        model.compile(keras.optimizers.Adam(RATE), "mse")
        losses = []
        for epoch in range(1, EPOCHS + 1):
            order = permutation(len(x), f"pretraining/{name}/shuffle/{epoch}")
            total = 0.0
            for at in range(0, len(x), BATCH):
                batch = features[order[at : at + BATCH]]
                model.reset_metrics()
                total += float(model.train_on_batch(batch, batch)) * len(batch)
            losses.append(total / len(x))
        kernel, bias = encoder.get_weights()
        stages.append({"layer": name, "losses": losses, "kernel": numbers(kernel), "bias": numbers(bias)})
    features = np.asarray(layer(features))

content = {
    "keras": keras.__version__,
    "seed": SEED,
    "epochs": EPOCHS,
    "batchSize": BATCH,
    "learningRate": RATE,
    "pictures": pictures.ravel().tolist(),
    "stages": stages,
}
path = pathlib.Path(__file__).with_name("pretraining.json")
path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
print(path, path.stat().st_size, "bytes")
for stage in stages:
    print(stage["layer"], stage["losses"])
