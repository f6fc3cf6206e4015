"""Makes layers.json: what Keras 3 and PyTorch compute for every kind of layer, forward and backward.

    pip install tensorflow-cpu==2.21.0 torch==2.13.0
    TF_ENABLE_ONEDNN_OPTS=0 python tests/golden/make_layers.py

A case holds the parameters of a kind, inputs, weights, a direction to take the gradient in, what the oracle drew by
chance, and its output, input gradients and weight gradients. Shapes are tiny; values are rounded to keep the file
small. The oracles compute in double precision, so that every machine rounds to the same file; each case draws from a
generator of its own, so that a new one leaves the others as they are.
"""

import json
import os
import pathlib
import zlib

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf
import torch
import torch.nn.functional as F

keras.config.set_floatx("float64")
L = keras.layers
cases = []
# What Keras draws by chance while a case runs, in order.
drawn = []


def spy(name, standard):
    """Notes what Keras's random function gives: for a dropout which values it keeps, else the standard draw."""
    original = getattr(keras.src.backend.random, name)

    def spied(*args, **kwargs):
        result = original(*args, **kwargs)
        drawn.append(np.asarray(standard(result, *args, **kwargs)))
        return result

    setattr(keras.src.backend.random, name, spied)


spy("uniform", lambda y, shape, minval=0.0, maxval=1.0, **_: (y - minval) / (maxval - minval))
spy("normal", lambda y, shape, mean=0.0, stddev=1.0, **_: (y - mean) / stddev)


def kept(y, x, rate, noise_shape=None, **_):
    """A draw that keeps what was kept, in the middle of either side of `rate`."""
    ones = (np.asarray(y) != 0).astype("float64")
    for axis, length in enumerate(noise_shape or ones.shape):
        ones = ones if length == ones.shape[axis] else ones[(slice(None),) * axis + (slice(0, 1),)]
    return np.where(ones, (1 + rate) / 2, rate / 2)


spy("dropout", kept)


def begin(kind, params, oracle, training=False):
    """A generator that depends on the case alone."""
    global random
    key = json.dumps([kind, params, oracle, training], sort_keys=True)
    random = np.random.default_rng([1998, zlib.crc32(key.encode())])
    drawn.clear()


def draw(shape, scale=1.0):
    return np.round(random.uniform(-scale, scale, shape), 3)


def number(value):
    """Six digits; whole numbers without a point, and no -0."""
    rounded = float(f"{value:.6g}") + 0.0
    return int(rounded) if rounded.is_integer() else rounded


def pack(array):
    array = np.asarray(array, "float64")
    return {"shape": list(array.shape), "values": [number(v) for v in array.ravel()]}


def record(kind, params, oracle, inputs, weights, direction, output, input_gradients, weight_gradients, training, updates):
    cases.append(
        {
            "kind": kind,
            "params": params,
            "oracle": oracle,
            "training": training,
            "inputs": [pack(x) for x in inputs],
            "weights": {name: pack(value) for name, value in weights.items()},
            "direction": pack(direction),
            "draws": [pack(each) for each in drawn],
            "output": pack(output),
            "inputGradients": [None if g is None else pack(g) for g in input_gradients],
            "weightGradients": {name: pack(g) for name, g in weight_gradients.items()},
            "updates": {name: pack(value) for name, value in updates.items()},
        }
    )
    # What is empty goes without saying.
    for name in ("draws", "weights", "weightGradients", "updates"):
        if not cases[-1][name]:
            del cases[-1][name]


def drawn_weight(name, shape):
    values = draw(shape)
    return np.abs(values) + 0.5 if "variance" in name else values


def name_of(variable, prefixes):
    """Our name: Keras's own, prefixed by the part of the layer it belongs to."""
    for part, prefix in prefixes.items():
        if part in variable.path.split("/"):
            return prefix + variable.name
    return variable.name


def keras_case(kind, params, layer, *shapes, training=False, inputs=None, prefixes={}):
    """A case whose oracle is a Keras layer; `inputs` are shapes too, or drawn already."""
    begin(kind, params, "keras", training)
    xs = inputs if inputs is not None else [draw((2, *shape)) for shape in shapes]
    feed = xs if len(xs) > 1 else xs[0]
    layer(tf.constant(feed) if len(xs) == 1 else [tf.constant(x) for x in xs])
    # Keras 2 and TensorFlow.js call it depthwise_kernel.
    rename = {"kernel": "depthwise_kernel"} if isinstance(getattr(layer, "layer", layer), L.DepthwiseConv2D) else {}
    named = {rename.get(v.name, name_of(v, prefixes)): v for v in layer.weights if "seed" not in v.path}
    for name, variable in named.items():
        variable.assign(drawn_weight(name, variable.shape))
    before = {name: variable.numpy() for name, variable in named.items()}
    tensors = [tf.constant(x) for x in xs]
    drawn.clear()
    trainable = {n: v for n, v in named.items() if v.trainable}
    with tf.GradientTape() as tape:
        for tensor in tensors:
            tape.watch(tensor)
        arguments = tensors if len(tensors) > 1 else tensors[0]
        y = layer(arguments, training=True) if training else layer(arguments)
        direction = draw(y.shape)
        value = tf.reduce_sum(tf.cast(y, "float64") * direction)
    sources = [*tensors, *(v.value for v in trainable.values())]
    gradients = tape.gradient(value, sources)
    after = {name: variable.numpy() for name, variable in named.items()}
    record(
        kind,
        params,
        "keras",
        xs,
        before,
        direction,
        y,
        [None if g is None else tf.convert_to_tensor(g) for g in gradients[: len(xs)]],
        {n: tf.convert_to_tensor(g) for n, g in zip(trainable, gradients[len(xs) :])},
        training,
        {n: after[n] for n in named if not named[n].trainable and training},
    )


def moving_case(kind, params, layer, shape):
    """A case of a Keras layer that moves pixels: linear, so its gradient is taken pixel by pixel; TensorFlow's is rough."""
    begin(kind, params, "keras", True)
    x = draw((2, *shape))
    how = layer.get_random_transformation(tf.constant(x, "float32"), training=True)
    move = lambda images: np.asarray(layer.transform_images(tf.constant(images, "float32"), how), "float64")
    y = move(x)
    direction = draw(y.shape)
    gradient = np.zeros(x.shape)
    for row, column in np.ndindex(*shape[:2]):
        one = np.zeros(x.shape)
        one[:, row, column] = 1
        gradient[:, row, column] = (move(one) * direction).sum((1, 2))
    record(kind, params, "keras", [x], {}, direction, y, [gradient], {}, True, {})


def tf_case(kind, params, weights, f, *shapes, fixed=()):
    """A case whose oracle is a formula in TensorFlow; weights are shapes or arrays."""
    begin(kind, params, "tensorflow")
    xs = [tf.constant(draw((2, *shape))) for shape in shapes]
    ws = {n: tf.constant(draw(w) if isinstance(w, tuple) else w) for n, w in weights.items()}
    with tf.GradientTape() as tape:
        for each in [*xs, *ws.values()]:
            tape.watch(each)
        y = f(*xs, **ws)
        direction = draw(y.shape)
        value = tf.reduce_sum(y * direction)
    trainable = [n for n in ws if n not in fixed]
    gradients = tape.gradient(value, [*xs, *(ws[n] for n in trainable)])
    record(
        kind, params, "tensorflow", [x.numpy() for x in xs], {n: w.numpy() for n, w in ws.items()}, direction, y,
        gradients[: len(xs)], dict(zip(trainable, gradients[len(xs) :])), False, {},
    )


def torch_case(kind, params, weights, f, *shapes, training=False):
    """A case whose oracle is PyTorch; `f` gets channels first and gives channels first."""
    begin(kind, params, "pytorch", training)
    xs = [torch.tensor(draw((2, *shape)), requires_grad=True) for shape in shapes]
    ws = {n: torch.tensor(drawn_weight(n, s), requires_grad=True) for n, s in weights.items()}
    y = f(*[torch.movedim(x, -1, 1) for x in xs], **ws)
    y = torch.movedim(y, 1, -1)
    direction = draw(tuple(y.shape))
    (y * torch.tensor(direction)).sum().backward()
    record(
        kind, params, "pytorch", [x.detach().numpy() for x in xs], {n: w.detach().numpy() for n, w in ws.items()},
        direction, y.detach().numpy(), [x.grad.numpy() for x in xs],
        {n: w.grad.numpy() for n, w in ws.items() if w.grad is not None}, training, {},
    )


image = (6, 5, 3)

# Convolutions.
keras_case("conv2d", {"filters": 2}, L.Conv2D(2, 3), image)
keras_case("conv2d", {"filters": 2, "kernelSize": [3, 2], "strides": [2, 2], "padding": "same", "activation": "tanh"}, L.Conv2D(2, (3, 2), 2, "same", activation="tanh"), image)
keras_case("conv2d", {"filters": 2, "dilationRate": [2, 2], "useBias": False}, L.Conv2D(2, 3, dilation_rate=2, use_bias=False), image)
keras_case("conv2d", {"filters": 2, "kernelSize": [2, 3], "dilationRate": [3, 2], "padding": "same"}, L.Conv2D(2, (2, 3), dilation_rate=(3, 2), padding="same"), image)
keras_case("conv2d", {"filters": 4, "groups": 2, "padding": "same"}, L.Conv2D(4, 3, groups=2, padding="same"), (5, 5, 4))
for name in ["relu", "relu6", "sigmoid", "softmax", "elu", "selu", "gelu", "swish", "softplus", "softsign"]:
    keras_case("conv2d", {"filters": 3, "kernelSize": [1, 1], "activation": name}, L.Conv2D(3, 1, activation=name), (2, 2, 3))
keras_case("conv2d", {"filters": 3, "kernelSize": [1, 1], "activation": "hardSigmoid"}, L.Conv2D(3, 1, activation="hard_sigmoid"), (2, 2, 3))
keras_case("conv1d", {"filters": 2}, L.Conv1D(2, 3), (8, 3))
keras_case("conv1d", {"filters": 2, "padding": "causal", "dilationRate": [2], "activation": "relu"}, L.Conv1D(2, 3, padding="causal", dilation_rate=2, activation="relu"), (8, 3))
keras_case("conv1d", {"filters": 4, "kernelSize": [4], "strides": [3], "padding": "same"}, L.Conv1D(4, 4, 3, "same"), (8, 3))
keras_case("conv1d", {"filters": 4, "groups": 2, "kernelSize": [2]}, L.Conv1D(4, 2, groups=2), (5, 4))
keras_case("conv1d", {"filters": 2, "kernelSize": [2], "strides": [2], "padding": "causal"}, L.Conv1D(2, 2, 2, "causal"), (7, 3))
keras_case("conv1d", {"filters": 2, "kernelSize": [2], "useBias": False, "activation": "elu"}, L.Conv1D(2, 2, use_bias=False, activation="elu"), (5, 3))
keras_case("conv3d", {"filters": 2, "kernelSize": [2, 2, 2]}, L.Conv3D(2, 2), (3, 4, 3, 2))
keras_case("conv3d", {"filters": 2, "kernelSize": [1, 2, 3], "strides": [2, 1, 2], "padding": "same", "activation": "tanh"}, L.Conv3D(2, (1, 2, 3), (2, 1, 2), "same", activation="tanh"), (3, 4, 3, 2))
keras_case("conv3d", {"filters": 3, "kernelSize": [2, 1, 2], "useBias": False, "activation": "relu"}, L.Conv3D(3, (2, 1, 2), use_bias=False, activation="relu"), (3, 3, 3, 2))
keras_case("conv2dTranspose", {"filters": 2}, L.Conv2DTranspose(2, 3), (3, 4, 3))
keras_case("conv2dTranspose", {"filters": 2, "kernelSize": [4, 3], "strides": [2, 2], "padding": "same", "activation": "relu"}, L.Conv2DTranspose(2, (4, 3), 2, "same", activation="relu"), (3, 4, 3))
keras_case("conv2dTranspose", {"filters": 2, "kernelSize": [2, 1], "strides": [3, 2], "useBias": False}, L.Conv2DTranspose(2, (2, 1), (3, 2), use_bias=False), (3, 4, 3))
keras_case("conv2dTranspose", {"filters": 3, "kernelSize": [3, 2], "strides": [2, 3], "padding": "same"}, L.Conv2DTranspose(3, (3, 2), (2, 3), "same"), (3, 2, 2))
for padding, sides in [("valid", (1, 0)), ("same", (1, 2))]:
    keras_case("conv2dTranspose", {"filters": 2, "strides": [2, 3], "padding": padding, "outputPadding": list(sides)}, L.Conv2DTranspose(2, 3, (2, 3), padding, sides), (3, 2, 2))
keras_case("conv2dTranspose", {"filters": 2, "kernelSize": [4, 2], "strides": [2, 2], "padding": "same", "outputPadding": [1, 1]}, L.Conv2DTranspose(2, (4, 2), 2, "same", (1, 1)), (3, 2, 2))
keras_case("depthwiseConv2d", {}, L.DepthwiseConv2D(3), image)
keras_case("depthwiseConv2d", {"depthMultiplier": 2, "kernelSize": [2, 3], "strides": [2, 2], "padding": "same", "activation": "relu"}, L.DepthwiseConv2D((2, 3), 2, "same", depth_multiplier=2, activation="relu"), image)
keras_case("depthwiseConv2d", {"dilationRate": [2, 2], "useBias": False}, L.DepthwiseConv2D(3, dilation_rate=2, use_bias=False), image)
keras_case("separableConv2d", {"filters": 2}, L.SeparableConv2D(2, 3), image)
keras_case("separableConv2d", {"filters": 2, "depthMultiplier": 2, "strides": [2, 2], "padding": "same", "activation": "tanh"}, L.SeparableConv2D(2, 3, 2, "same", depth_multiplier=2, activation="tanh"), image)
keras_case("separableConv2d", {"filters": 2, "dilationRate": [2, 2], "useBias": False}, L.SeparableConv2D(2, 3, dilation_rate=2, use_bias=False), image)
keras_case("separableConv2d", {"filters": 3, "kernelSize": [2, 4]}, L.SeparableConv2D(3, (2, 4)), image)


def partial(x, kernel, bias=0, table=((0, 2), (1,), (0, 1, 2)), strides=1, padding="VALID"):
    maps, position = [], 0
    for row in table:
        taken = tf.gather(x, row, axis=3)
        part = kernel[:, :, position : position + len(row)]
        maps.append(tf.nn.conv2d(taken, part[..., None], strides, padding))
        position += len(row)
    return tf.concat(maps, 3) + bias


strided = lambda x, kernel: tf.tanh(partial(x, kernel, table=((2, 0), (1,)), strides=(2, 3), padding="SAME"))
tf_case("partiallyConnectedConv2d", {"connections": [[2, 0], [1]], "kernelSize": [3, 3], "strides": [2, 3], "padding": "same", "useBias": False, "activation": "tanh"}, {"kernel": (3, 3, 3)}, strided, (5, 4, 3))
tf_case("partiallyConnectedConv2d", {"connections": [[0, 2], [1], [0, 1, 2]], "kernelSize": [2, 3]}, {"kernel": (2, 3, 6), "bias": (3,)}, partial, image)

# Poolings.
for name, layer in [("max", "MaxPooling"), ("average", "AveragePooling")]:
    def pool(d):
        # TensorFlow pools volumes in single precision only.
        dtype = "float32" if d == 3 else "float64"
        return lambda *options: getattr(L, f"{layer}{d}D")(*options, dtype=dtype)

    keras_case(f"{name}Pooling2d", {}, pool(2)(2), image)
    keras_case(f"{name}Pooling2d", {"poolSize": [3, 2], "strides": [2, 3], "padding": "same"}, pool(2)((3, 2), (2, 3), "same"), image)
    keras_case(f"{name}Pooling2d", {"poolSize": [3, 3], "strides": [1, 1], "padding": "same"}, pool(2)(3, 1, "same"), (4, 4, 2))
    keras_case(f"{name}Pooling1d", {}, pool(1)(2), (7, 3))
    keras_case(f"{name}Pooling1d", {"poolSize": [3], "strides": [2], "padding": "same"}, pool(1)(3, 2, "same"), (7, 3))
    keras_case(f"{name}Pooling1d", {"poolSize": [2], "strides": [3]}, pool(1)(2, 3), (7, 3))
    keras_case(f"{name}Pooling3d", {}, pool(3)(2), (4, 5, 4, 2))
    keras_case(f"{name}Pooling3d", {"poolSize": [2, 3, 1], "strides": [1, 2, 2], "padding": "same"}, pool(3)((2, 3, 1), (1, 2, 2), "same"), (3, 4, 3, 2))
    for d, shape in [(1, (5, 3)), (2, (4, 3, 3)), (3, (3, 2, 4, 2))]:
        whole = getattr(L, f"Global{layer}{d}D")
        title = name[0].upper() + name[1:]
        keras_case(f"global{title}Pooling{d}d", {}, whole(), shape)
        keras_case(f"global{title}Pooling{d}d", {"keepdims": True}, whole(keepdims=True), shape)


def squash(x):
    return 1.7159 * tf.tanh(2 * x / 3)


def subsampling(x, coefficient, bias):
    windows = sum(x[:, i::2, j::2] for i in (0, 1) for j in (0, 1))
    return squash(windows * coefficient + bias)


tf_case("subsampling2d", {}, {"coefficient": (3,), "bias": (3,)}, subsampling, (6, 4, 3))
tf_case("subsampling2d", {"useCoefficient": False}, {"bias": (3,)}, lambda x, bias: squash(tf.nn.avg_pool2d(x, 2, 2, "VALID") + bias), (6, 4, 3))
tall = lambda x, coefficient, bias: tf.nn.sigmoid(6 * tf.nn.avg_pool2d(x, (3, 2), (3, 2), "VALID") * coefficient + bias)
tf_case("subsampling2d", {"poolSize": [3, 2], "activation": "sigmoid"}, {"coefficient": (3,), "bias": (3,)}, tall, (7, 4, 3))

# Dense.
keras_case("dense", {"units": 4}, L.Dense(4), (5,))
keras_case("dense", {"units": 4, "activation": "softmax", "useBias": False}, L.Dense(4, "softmax", use_bias=False), (5,))
keras_case("dense", {"units": 2, "activation": "tanh"}, L.Dense(2, "tanh"), (3, 2, 4))
targets = np.where(np.random.default_rng(1998).uniform(size=(10, 84)) > 0.5, 1.0, -1.0)
rbf = lambda x, targets: tf.reduce_sum((x[:, None] - targets) ** 2, -1)
tf_case("rbfOutput", {"output": "distance"}, {"targets": targets}, rbf, (84,), fixed=("targets",))
tf_case("rbfOutput", {}, {"targets": targets}, lambda x, targets: tf.nn.softmax(-rbf(x, targets)), (84,), fixed=("targets",))

# Activations.
wide = np.round(np.random.default_rng(1998).uniform(-5, 5, (2, 3, 4)), 3)
for name in ["linear", "relu", "relu6", "tanh", "sigmoid", "softmax", "elu", "selu", "gelu", "swish", "softplus", "softsign"]:
    keras_case("activation", {"activation": name}, L.Activation(name), (3, 4))
keras_case("activation", {"activation": "hardSigmoid"}, L.Activation("hard_sigmoid"), (3, 4), inputs=[wide])
keras_case("activation", {"activation": "leakyRelu"}, L.Activation("leaky_relu"), (3, 4))
keras_case("activation", {"activation": "leakyRelu", "negativeSlope": 0.3}, L.LeakyReLU(), (3, 4))
tf_case("activation", {"activation": "scaledTanh"}, {}, squash, (3, 4))
keras_case("prelu", {}, L.PReLU(), (3, 2, 4))
keras_case("prelu", {"sharedAxes": [1, 2]}, L.PReLU(shared_axes=[1, 2]), (3, 2, 4))

# Normalizations.
keras_case("batchNormalization", {}, L.BatchNormalization(), (3, 2, 4))
keras_case("batchNormalization", {}, L.BatchNormalization(), (3, 2, 4), training=True)
keras_case("batchNormalization", {"axis": 1, "momentum": 0.8, "epsilon": 1e-5, "scale": False}, L.BatchNormalization(axis=1, momentum=0.8, epsilon=1e-5, scale=False), (3, 2, 4), training=True)
keras_case("batchNormalization", {"center": False, "momentum": 0.5}, L.BatchNormalization(center=False, momentum=0.5), (5,), training=True)
keras_case("layerNormalization", {}, L.LayerNormalization(), (3, 2, 4))
keras_case("layerNormalization", {"axis": 1, "epsilon": 1e-5, "center": False}, L.LayerNormalization(axis=1, epsilon=1e-5, center=False), (3, 2, 4))
keras_case("layerNormalization", {"scale": False}, L.LayerNormalization(scale=False), (5,))
keras_case("groupNormalization", {"groups": 2}, L.GroupNormalization(2), (3, 2, 6))
keras_case("groupNormalization", {"groups": 3, "scale": False, "epsilon": 1e-5}, L.GroupNormalization(3, epsilon=1e-5, scale=False), (5, 6))
keras_case("groupNormalization", {"groups": 4}, L.GroupNormalization(4), (3, 2, 4))
keras_case("groupNormalization", {"groups": 1, "center": False}, L.GroupNormalization(1, center=False), (4,))
# TensorFlow has it in single precision only.
lrn = lambda *options: lambda x: tf.cast(tf.nn.local_response_normalization(tf.cast(x, "float32"), *options), "float64")
tf_case("localResponseNormalization", {}, {}, lrn(2, 2, 1e-4, 0.75), (2, 2, 9))
tf_case("localResponseNormalization", {"depthRadius": 3, "bias": 1, "alpha": 0.7, "beta": 0.5}, {}, lrn(3, 1, 0.7, 0.5), (2, 2, 9))

# What acts in training only is the identity in use.
keras_case("dropout", {"rate": 0.4}, L.Dropout(0.4), (3, 4))
keras_case("spatialDropout2d", {"rate": 0.4}, L.SpatialDropout2D(0.4), (3, 2, 4))
keras_case("alphaDropout", {"rate": 0.4}, L.AlphaDropout(0.4), (3, 4))
keras_case("gaussianDropout", {"rate": 0.4}, L.GaussianDropout(0.4), (3, 4))
keras_case("gaussianNoise", {"stddev": 0.4}, L.GaussianNoise(0.4), (3, 4))

# In training, with what Keras drew.
keras_case("dropout", {"rate": 0.4}, L.Dropout(0.4, seed=1), (3, 4), training=True)
keras_case("spatialDropout2d", {"rate": 0.4}, L.SpatialDropout2D(0.4, seed=1), (3, 2, 4), training=True)
keras_case("spatialDropout1d", {"rate": 0.4}, L.SpatialDropout1D(0.4, seed=1), (3, 4), training=True)
keras_case("spatialDropout3d", {"rate": 0.4}, L.SpatialDropout3D(0.4, seed=1), (2, 2, 1, 4), training=True)
keras_case("alphaDropout", {"rate": 0.4}, L.AlphaDropout(0.4, seed=1), (3, 4), training=True)
keras_case("gaussianDropout", {"rate": 0.4}, L.GaussianDropout(0.4, seed=1), (3, 4), training=True)
keras_case("gaussianNoise", {"stddev": 0.4}, L.GaussianNoise(0.4, seed=1), (3, 4), training=True)

# Shapes.
keras_case("flatten", {}, L.Flatten(), (3, 2, 4))
keras_case("reshape", {"targetShape": [4, -1]}, L.Reshape((4, -1)), (3, 2, 4))
keras_case("permute", {"dims": [3, 1, 2]}, L.Permute((3, 1, 2)), (3, 2, 4))
keras_case("permute", {}, L.Permute((2, 1)), (3, 4))
keras_case("repeatVector", {"n": 4}, L.RepeatVector(4), (3,))
keras_case("zeroPadding2d", {"padding": [1, 2, 0, 3]}, L.ZeroPadding2D(((1, 2), (0, 3))), (3, 2, 2))
keras_case("cropping2d", {"cropping": [1, 2, 0, 3]}, L.Cropping2D(((1, 2), (0, 3))), (6, 5, 2))
keras_case("zeroPadding1d", {"padding": [0, 2]}, L.ZeroPadding1D((0, 2)), (3, 2))
keras_case("zeroPadding3d", {"padding": [1, 0, 0, 2, 1, 1]}, L.ZeroPadding3D(((1, 0), (0, 2), (1, 1))), (2, 1, 2, 2))
keras_case("cropping1d", {"cropping": [2, 1]}, L.Cropping1D((2, 1)), (5, 2))
keras_case("cropping3d", {"cropping": [1, 0, 0, 2, 1, 1]}, L.Cropping3D(((1, 0), (0, 2), (1, 1))), (2, 4, 3, 2))
keras_case("upSampling1d", {"size": [3]}, L.UpSampling1D(3), (3, 2))
keras_case("upSampling3d", {"size": [1, 3, 2]}, L.UpSampling3D((1, 3, 2)), (2, 2, 2, 2))
keras_case("upSampling2d", {}, L.UpSampling2D(), (3, 2, 2))
keras_case("upSampling2d", {"size": [2, 3], "interpolation": "bilinear"}, L.UpSampling2D((2, 3), interpolation="bilinear"), (3, 2, 2))

# Merging.
three = [(3, 2, 4)] * 3
keras_case("add", {}, L.Add(), *three)
keras_case("add", {}, L.Add(), (3, 2, 4), (1, 1, 4))
keras_case("multiply", {}, L.Multiply(), *three)
keras_case("multiply", {}, L.Multiply(), (3, 2, 4), (1, 1, 4))
keras_case("average", {}, L.Average(), *three)
keras_case("maximum", {}, L.Maximum(), *three)
keras_case("concatenate", {}, L.Concatenate(), (3, 2, 4), (3, 2, 1))
keras_case("concatenate", {"axis": -2}, L.Concatenate(-2), (3, 2, 4), (3, 1, 4))
keras_case("dot", {}, L.Dot(-1), (5,), (5,))
keras_case("dot", {"normalize": True}, L.Dot(-1, normalize=True), (5,), (5,))
keras_case("dot", {"axes": [2, 1]}, L.Dot((2, 1)), (3, 4), (4, 2))
keras_case("dot", {"axes": [1, 2], "normalize": True}, L.Dot((1, 2), normalize=True), (4, 3), (2, 4))

# Preprocessing.
keras_case("rescaling", {"scale": 0.5, "offset": -1}, L.Rescaling(0.5, -1), (3, 4))
for size in [(3, 8), (9, 2)]:
    for how in ["bilinear", "nearest"]:
        keras_case("resizing", {"height": size[0], "width": size[1], "interpolation": how}, L.Resizing(*size, interpolation=how), (5, 4, 2))
keras_case("centerCrop", {"height": 2, "width": 3}, L.CenterCrop(2, 3), (5, 6, 2))
tf_case("rgbToGrayscale", {}, {}, lambda x: tf.reduce_mean(x, -1, True), (3, 2, 3))
for mode in ["horizontal", "vertical", "horizontal_and_vertical"]:
    keras_case("randomFlip", {"mode": mode}, L.RandomFlip(mode, seed=9), (3, 4, 2), training=True)
# Keras 3 flips both ways or not at all; here each way has a draw of its own, as in Keras 2.
cases[-1]["draws"] *= 2
# Keras moves pictures in single precision only.
keras.config.set_floatx("float32")
for fill in ["reflect", "wrap", "nearest", "constant"]:
    moving_case("randomRotation", {"factor": 0.3, "fillMode": fill}, L.RandomRotation(0.3, fill, seed=1), (5, 4, 2))
    moving_case("randomTranslation", {"heightFactor": 0.5, "widthFactor": 0.8, "fillMode": fill}, L.RandomTranslation(0.5, 0.8, fill, seed=1), (4, 5, 2))
    moving_case("randomZoom", {"heightFactor": 0.6, "fillMode": fill}, L.RandomZoom(0.6, fill_mode=fill, seed=1), (5, 4, 2))
moving_case("randomZoom", {"heightFactor": 0.3, "widthFactor": 0.7, "keepProportions": False}, L.RandomZoom(0.3, 0.7, seed=1), (5, 4, 2))
keras.config.set_floatx("float64")
# Keras cuts off what leaves the range of a picture, here a wide one, and takes a single number for the upper bound alone.
keras_case("randomContrast", {"factor": 0.4}, L.RandomContrast((0.4, 0.4), (-9, 9), seed=1), (4, 3, 2), training=True)

# Sequences.
ways = {"forward_lstm": "forward_", "backward_lstm": "backward_", "forward_gru": "forward_", "backward_gru": "backward_"}
keras_case("embedding", {"inputDim": 6, "outputDim": 3}, L.Embedding(6, 3), inputs=[np.array([[0, 5, 2, 2], [3, 1, 0, 4]], "float64")])
keras_case("lstm", {"units": 2}, L.LSTM(2), (4, 3))
keras_case("lstm", {"units": 2, "returnSequences": True, "goBackwards": True, "activation": "relu", "useBias": False}, L.LSTM(2, return_sequences=True, go_backwards=True, activation="relu", use_bias=False), (4, 3))
keras_case("lstm", {"units": 2, "recurrentActivation": "hardSigmoid", "unitForgetBias": False}, L.LSTM(2, recurrent_activation="hard_sigmoid", unit_forget_bias=False), (3, 2))
both = {"dropout": 0.4, "recurrent_dropout": 0.3, "seed": 1}
keras_case("lstm", {"units": 2, "dropout": 0.4}, L.LSTM(2, dropout=0.4, seed=1), (3, 4), training=True)
keras_case("lstm", {"units": 3, "dropout": 0.4, "recurrentDropout": 0.3}, L.LSTM(3, **both), (3, 4), training=True)
keras_case("gru", {"units": 3, "dropout": 0.4, "recurrentDropout": 0.3}, L.GRU(3, **both), (3, 4), training=True)
keras_case("gru", {"units": 3, "dropout": 0.4, "recurrentDropout": 0.3, "resetAfter": False}, L.GRU(3, reset_after=False, **both), (3, 4), training=True)
keras_case("bidirectional", {"units": 2, "dropout": 0.4, "recurrentDropout": 0.3}, L.Bidirectional(L.LSTM(2, name="lstm", **both)), (3, 4), prefixes=ways, training=True)
keras_case("gru", {"units": 2}, L.GRU(2), (4, 3))
keras_case("gru", {"units": 2, "resetAfter": False, "returnSequences": True}, L.GRU(2, reset_after=False, return_sequences=True), (4, 3))
keras_case("gru", {"units": 2, "activation": "relu", "useBias": False}, L.GRU(2, activation="relu", use_bias=False), (3, 2))
keras_case("gru", {"units": 2, "useBias": False, "resetAfter": False}, L.GRU(2, use_bias=False, reset_after=False), (3, 2))
keras_case("gru", {"units": 2, "recurrentActivation": "hardSigmoid", "goBackwards": True}, L.GRU(2, recurrent_activation="hard_sigmoid", go_backwards=True), (4, 3))
keras_case("bidirectional", {"units": 2}, L.Bidirectional(L.LSTM(2, name="lstm")), (4, 3), prefixes=ways)
keras_case("bidirectional", {"units": 2, "layer": "gru", "mergeMode": "sum", "returnSequences": True}, L.Bidirectional(L.GRU(2, return_sequences=True, name="gru"), "sum"), (4, 3), prefixes=ways)
keras_case("bidirectional", {"units": 2, "mergeMode": "mul", "returnSequences": True}, L.Bidirectional(L.LSTM(2, return_sequences=True, name="lstm"), "mul"), (4, 3), prefixes=ways)
keras_case("bidirectional", {"units": 2, "mergeMode": "ave"}, L.Bidirectional(L.LSTM(2, name="lstm"), "ave"), (4, 3), prefixes=ways)
keras_case("bidirectional", {"units": 2, "layer": "gru", "resetAfter": False, "useBias": False, "activation": "relu", "recurrentActivation": "hardSigmoid"}, L.Bidirectional(L.GRU(2, reset_after=False, use_bias=False, activation="relu", recurrent_activation="hard_sigmoid", name="gru")), (3, 2), prefixes=ways)
keras_case("bidirectional", {"units": 2, "returnSequences": True, "unitForgetBias": False}, L.Bidirectional(L.LSTM(2, return_sequences=True, unit_forget_bias=False, name="lstm")), (3, 2), prefixes=ways)
keras_case("timeDistributed", {"layer": "dense", "params": {"units": 2, "activation": "tanh"}}, L.TimeDistributed(L.Dense(2, "tanh")), (4, 3))
keras_case("timeDistributed", {"layer": "conv2d", "params": {"filters": 2, "kernelSize": [2, 2]}}, L.TimeDistributed(L.Conv2D(2, 2)), (2, 4, 3, 2))
keras_case("timeDistributed", {"layer": "depthwiseConv2d", "params": {"kernelSize": [2, 2]}}, L.TimeDistributed(L.DepthwiseConv2D(2)), (2, 4, 3, 2))
keras_case("timeDistributed", {"layer": "separableConv2d", "params": {"filters": 3, "kernelSize": [2, 2]}}, L.TimeDistributed(L.SeparableConv2D(3, 2)), (2, 4, 3, 2))
keras_case("timeDistributed", {"layer": "conv1d", "params": {"filters": 2, "kernelSize": [2]}}, L.TimeDistributed(L.Conv1D(2, 2)), (2, 4, 3))
keras_case("timeDistributed", {"layer": "layerNormalization"}, L.TimeDistributed(L.LayerNormalization()), (3, 4))
keras_case("timeDistributed", {"layer": "globalMaxPooling2d"}, L.TimeDistributed(L.GlobalMaxPooling2D()), (3, 4, 3, 2))
keras_case("timeDistributed", {"layer": "reshape", "params": {"targetShape": [2, 4]}}, L.TimeDistributed(L.Reshape((2, 4))), (3, 2, 2, 2))
keras_case("timeDistributed", {"layer": "maxPooling2d"}, L.TimeDistributed(L.MaxPooling2D()), (3, 4, 3, 2))
keras_case("timeDistributed", {"layer": "averagePooling2d"}, L.TimeDistributed(L.AveragePooling2D(2)), (3, 4, 3, 2))
keras_case("timeDistributed", {"layer": "globalAveragePooling2d"}, L.TimeDistributed(L.GlobalAveragePooling2D()), (3, 4, 3, 2))
keras_case("timeDistributed", {"layer": "flatten"}, L.TimeDistributed(L.Flatten()), (3, 2, 2, 2))
keras_case("timeDistributed", {"layer": "activation", "params": {"activation": "tanh"}}, L.TimeDistributed(L.Activation("tanh")), (3, 4))
keras_case("timeDistributed", {"layer": "dropout", "params": {"rate": 0.4}}, L.TimeDistributed(L.Dropout(0.4)), (3, 4))

# PyTorch, where Keras and TensorFlow.js share code.
def torch_conv(x, kernel, bias=None, dimensions=2, **options):
    own = torch.permute(kernel, (dimensions + 1, dimensions, *range(dimensions)))
    return getattr(F, f"conv{dimensions}d")(x, own, bias, **options)


def torch_depthwise(x, kernel, bias=None, **options):
    """`kernel` as Keras has it: height, width, channels, multiplier."""
    own = torch.permute(kernel, (2, 3, 0, 1)).reshape(-1, 1, *kernel.shape[:2])
    return F.conv2d(x, own, bias, groups=kernel.shape[2], **options)


def torch_separable(x, depthwise_kernel, pointwise_kernel, bias):
    return torch_conv(torch_depthwise(x, depthwise_kernel), pointwise_kernel, bias)


def torch_transposed(x, kernel, bias, **options):
    return F.conv_transpose2d(x, torch.permute(kernel, (3, 2, 0, 1)), bias, **options)


def torch_recurrent(make, order, x, kernel, recurrent_kernel, bias):
    """PyTorch's recurrent layer with Keras's weights; `order` says where PyTorch's gates are among Keras's."""
    units = recurrent_kernel.shape[0]
    gates = lambda w: torch.cat([w.split(units, -1)[gate] for gate in order], -1)
    layer = make(x.shape[1], units, batch_first=True, dtype=torch.float64)
    own = [gates(kernel).T, gates(recurrent_kernel).T, *gates(bias.reshape(-1, bias.shape[-1]))]
    if len(own) == 3:
        own.append(torch.zeros_like(own[2]))
    names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
    y, _ = torch.func.functional_call(layer, dict(zip(names, own)), torch.movedim(x, 1, -1))
    return y[:, -1]


torch_case("conv2d", {"filters": 2, "strides": [2, 2]}, {"kernel": (3, 3, 3, 2), "bias": (2,)}, lambda x, **w: torch_conv(x, stride=2, **w), image)
torch_case("conv2d", {"filters": 2, "dilationRate": [2, 1]}, {"kernel": (3, 3, 3, 2), "bias": (2,)}, lambda x, **w: torch_conv(x, dilation=(2, 1), **w), image)
torch_case("conv2d", {"filters": 6, "groups": 3, "padding": "same"}, {"kernel": (3, 3, 1, 6), "bias": (6,)}, lambda x, **w: torch_conv(x, groups=3, padding=1, **w), (4, 4, 3))
torch_case("conv1d", {"filters": 2, "dilationRate": [3]}, {"kernel": (3, 3, 2), "bias": (2,)}, lambda x, **w: torch_conv(x, dimensions=1, dilation=3, **w), (9, 3))
torch_case("conv3d", {"filters": 2, "kernelSize": [2, 1, 2], "dilationRate": [1, 2, 2]}, {"kernel": (2, 1, 2, 2, 2), "bias": (2,)}, lambda x, **w: torch_conv(x, dimensions=3, dilation=(1, 2, 2), **w), (3, 3, 4, 2))
torch_case("conv3d", {"filters": 4, "groups": 2, "kernelSize": [2, 2, 2]}, {"kernel": (2, 2, 2, 1, 4), "bias": (4,)}, lambda x, **w: torch_conv(x, dimensions=3, groups=2, **w), (3, 2, 3, 2))
torch_case("depthwiseConv2d", {"depthMultiplier": 2, "strides": [2, 2]}, {"depthwise_kernel": (3, 3, 2, 2), "bias": (4,)}, lambda x, depthwise_kernel, bias: torch_depthwise(x, depthwise_kernel, bias, stride=2), (5, 6, 2))
torch_case("separableConv2d", {"filters": 2, "depthMultiplier": 2}, {"depthwise_kernel": (3, 3, 2, 2), "pointwise_kernel": (1, 1, 4, 2), "bias": (2,)}, torch_separable, (5, 4, 2))
torch_case("conv2dTranspose", {"filters": 2, "kernelSize": [3, 2], "dilationRate": [2, 3]}, {"kernel": (3, 2, 2, 2), "bias": (2,)}, lambda x, **w: torch_transposed(x, dilation=(2, 3), **w), (3, 4, 2))
torch_case("conv2dTranspose", {"filters": 2, "dilationRate": [2, 2], "padding": "same"}, {"kernel": (3, 3, 2, 2), "bias": (2,)}, lambda x, **w: torch_transposed(x, dilation=2, padding=2, **w), (3, 4, 2))
torch_case("conv2dTranspose", {"filters": 2, "strides": [2, 2]}, {"kernel": (3, 3, 2, 3), "bias": (2,)}, lambda x, **w: torch_transposed(x, stride=2, **w), (3, 4, 3))
torch_case("conv2dTranspose", {"filters": 2, "strides": [3, 2], "outputPadding": [2, 1]}, {"kernel": (3, 3, 2, 2), "bias": (2,)}, lambda x, **w: torch_transposed(x, stride=(3, 2), output_padding=(2, 1), **w), (2, 3, 2))
torch_case("maxPooling2d", {"poolSize": [3, 3], "strides": [2, 2]}, {}, lambda x: F.max_pool2d(x, 3, 2), image)
torch_case("maxPooling1d", {"poolSize": [3], "strides": [2]}, {}, lambda x: F.max_pool1d(x, 3, 2), (7, 3))
torch_case("averagePooling1d", {"poolSize": [3], "strides": [2]}, {}, lambda x: F.avg_pool1d(x, 3, 2), (7, 3))
torch_case("maxPooling3d", {"poolSize": [2, 3, 2], "strides": [1, 2, 2]}, {}, lambda x: F.max_pool3d(x, (2, 3, 2), (1, 2, 2)), (3, 5, 4, 2))
torch_case("averagePooling3d", {"poolSize": [2, 3, 2], "strides": [1, 2, 2]}, {}, lambda x: F.avg_pool3d(x, (2, 3, 2), (1, 2, 2)), (3, 5, 4, 2))
torch_case("averagePooling2d", {"poolSize": [3, 3], "strides": [1, 1], "padding": "same"}, {}, lambda x: F.avg_pool2d(x, 3, 1, 1, count_include_pad=False), image)
torch_case("batchNormalization", {"epsilon": 1e-5}, {"gamma": (3,), "beta": (3,), "moving_mean": (3,), "moving_variance": (3,)}, lambda x, gamma, beta, moving_mean, moving_variance: F.batch_norm(x, None, None, gamma, beta, True, 0, 1e-5), (3, 2, 3), training=True)
torch_case("groupNormalization", {"groups": 2, "epsilon": 1e-5}, {"gamma": (4,), "beta": (4,)}, lambda x, gamma, beta: F.group_norm(x, 2, gamma, beta, 1e-5), (3, 2, 4))
torch_case("localResponseNormalization", {"alpha": 0.1}, {}, lambda x: F.local_response_norm(x, 5, 0.5, 0.75, 2), (2, 2, 9))
torch_case("layerNormalization", {"epsilon": 1e-5}, {"gamma": (4,), "beta": (4,)}, lambda x, gamma, beta: torch.movedim(F.layer_norm(torch.movedim(x, 1, -1), (4,), gamma, beta), -1, 1), (3, 2, 4))
torch_case("prelu", {"sharedAxes": [1, 2]}, {"alpha": (1, 1, 4)}, lambda x, alpha: F.prelu(x, alpha.ravel()), (3, 2, 4))
others = {"relu6": F.relu6, "softmax": lambda x: F.softmax(x, 1), "elu": F.elu, "selu": F.selu, "gelu": F.gelu, "swish": F.silu, "hardSigmoid": F.hardsigmoid, "softplus": F.softplus, "softsign": F.softsign}
for name, f in others.items():
    torch_case("activation", {"activation": name}, {}, f, (3, 4))
torch_case("upSampling2d", {"size": [2, 3], "interpolation": "bilinear"}, {}, lambda x: F.interpolate(x, scale_factor=(2, 3), mode="bilinear"), (3, 2, 2))
lstm = {"kernel": (3, 8), "recurrent_kernel": (2, 8), "bias": (8,)}
torch_case("lstm", {"units": 2}, lstm, lambda x, **w: torch_recurrent(torch.nn.LSTM, (0, 1, 2, 3), x, **w), (4, 3))
gru = {"kernel": (3, 6), "recurrent_kernel": (2, 6), "bias": (2, 6)}
torch_case("gru", {"units": 2}, gru, lambda x, **w: torch_recurrent(torch.nn.GRU, (1, 0, 2), x, **w), (4, 3))


# Several values are the largest: 0, 1 and 2 alone, drawn by a generator of their own.
def tied(*shape):
    return np.random.default_rng([1998, *shape]).integers(0, 3, (2, *shape)).astype("float64")


for rank, side in enumerate([(7,), (5, 4), (3, 4, 3)], start=1):
    inputs = [tied(*side, 2)]
    largest, windows = getattr(L, f"GlobalMaxPooling{rank}D"), getattr(L, f"MaxPooling{rank}D")
    single = {"dtype": "float32"} if rank == 3 else {}
    keras_case(f"globalMaxPooling{rank}d", {}, largest(), inputs=inputs)
    keras_case(f"globalMaxPooling{rank}d", {"keepdims": True}, largest(keepdims=True), inputs=inputs)
    keras_case(f"maxPooling{rank}d", {}, windows(**single), inputs=inputs)
    overlapping = {"poolSize": [2] * rank, "strides": [1] * rank, "padding": "same"}
    keras_case(f"maxPooling{rank}d", overlapping, windows(2, 1, "same", **single), inputs=inputs)
keras_case("maximum", {}, L.Maximum(), inputs=[tied(3, 4), tied(3, 4) - 1, tied(3, 4)[::-1]])
# A sequence of one step.
keras_case("lstm", {"units": 2}, L.LSTM(2), (1, 3))
keras_case("lstm", {"units": 2, "returnSequences": True, "goBackwards": True}, L.LSTM(2, return_sequences=True, go_backwards=True), (1, 3))
keras_case("gru", {"units": 2}, L.GRU(2), (1, 3))
keras_case("gru", {"units": 2, "resetAfter": False, "returnSequences": True}, L.GRU(2, reset_after=False, return_sequences=True), (1, 3))
keras_case("bidirectional", {"units": 2}, L.Bidirectional(L.LSTM(2, name="lstm")), (1, 3), prefixes=ways)
keras_case("bidirectional", {"units": 2, "layer": "gru", "returnSequences": True, "mergeMode": "mul"}, L.Bidirectional(L.GRU(2, return_sequences=True, name="gru"), "mul"), (1, 3), prefixes=ways)
# Volumes whose windows leave gaps, or reach into the padding.
keras_case("conv3d", {"filters": 2, "kernelSize": [1, 2, 1], "strides": [2, 3, 2], "padding": "same"}, L.Conv3D(2, (1, 2, 1), (2, 3, 2), "same"), (5, 4, 3, 2))
keras_case("conv3d", {"filters": 2, "kernelSize": [3, 3, 3], "padding": "same"}, L.Conv3D(2, 3, padding="same"), (3, 2, 4, 2))
keras_case("averagePooling3d", {"poolSize": [2, 2, 3], "strides": [1, 3, 2], "padding": "same"}, L.AveragePooling3D((2, 2, 3), (1, 3, 2), "same", dtype="float32"), (3, 5, 4, 2))

path = pathlib.Path(__file__).with_name("layers.json")
path.write_text("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
print(f"{len(cases)} cases, {path.stat().st_size:,} bytes; keras {keras.__version__}, torch {torch.__version__}")
