"""Makes layers.json: what Keras 3 and PyTorch compute for every kind of layer, forward and backward.

    pip install tensorflow-cpu==2.21.0 torch==2.13.0
    TF_ENABLE_ONEDNN_OPTS=0 python tests/golden/make_layers.py

A case holds the parameters of a kind, inputs, weights, a direction to take the gradient in, and the oracle's
output, input gradients and weight gradients. Shapes are tiny; values are rounded to keep the file small.
"""

import json
import os
import pathlib

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf
import torch
import torch.nn.functional as F

L = keras.layers
random = np.random.default_rng(1998)
cases = []


def draw(shape, scale=1.0):
    return np.round(random.uniform(-scale, scale, shape), 3).astype("float32")


def pack(array):
    array = np.asarray(array, "float32")
    return {"shape": list(array.shape), "values": [float(f"{v:.6g}") for v in array.ravel()]}


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
            "output": pack(output),
            "inputGradients": [None if g is None else pack(g) for g in input_gradients],
            "weightGradients": {name: pack(g) for name, g in weight_gradients.items()},
            "updates": {name: pack(value) for name, value in updates.items()},
        }
    )


def drawn_weight(name, shape):
    values = draw(shape)
    return np.abs(values) + np.float32(0.5) if "variance" in name else values


def name_of(variable, prefixes):
    """Our name: Keras's own, prefixed by the part of the layer it belongs to."""
    for part, prefix in prefixes.items():
        if part in variable.path.split("/"):
            return prefix + variable.name
    return variable.name


def keras_case(kind, params, layer, *shapes, training=False, inputs=None, prefixes={}):
    """A case whose oracle is a Keras layer."""
    xs = inputs if inputs is not None else [draw((2, *shape)) for shape in shapes]
    feed = xs if len(xs) > 1 else xs[0]
    layer(tf.constant(feed) if len(xs) == 1 else [tf.constant(x) for x in xs])
    # Keras 2 and TensorFlow.js call it depthwise_kernel.
    rename = {"kernel": "depthwise_kernel"} if kind == "depthwiseConv2d" else {}
    named = {rename.get(v.name, name_of(v, prefixes)): v for v in layer.weights if "seed" not in v.path}
    for name, variable in named.items():
        variable.assign(drawn_weight(name, variable.shape))
    before = {name: variable.numpy() for name, variable in named.items()}
    tensors = [tf.constant(x) for x in xs]
    trainable = {n: v for n, v in named.items() if v.trainable}
    with tf.GradientTape() as tape:
        for tensor in tensors:
            tape.watch(tensor)
        arguments = tensors if len(tensors) > 1 else tensors[0]
        y = layer(arguments, training=True) if training else layer(arguments)
        direction = draw(y.shape)
        value = tf.reduce_sum(y * direction)
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


def tf_case(kind, params, weights, f, *shapes, fixed=()):
    """A case whose oracle is a formula in TensorFlow; weights are shapes or arrays."""
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


image = (7, 6, 3)

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
keras_case("conv3d", {"filters": 2, "kernelSize": [2, 2, 2]}, L.Conv3D(2, 2), (3, 4, 3, 2))
keras_case("conv3d", {"filters": 2, "kernelSize": [1, 2, 3], "strides": [2, 1, 2], "padding": "same", "activation": "tanh"}, L.Conv3D(2, (1, 2, 3), (2, 1, 2), "same", activation="tanh"), (3, 4, 3, 2))
keras_case("conv2dTranspose", {"filters": 2}, L.Conv2DTranspose(2, 3), (3, 4, 3))
keras_case("conv2dTranspose", {"filters": 2, "kernelSize": [4, 3], "strides": [2, 2], "padding": "same", "activation": "relu"}, L.Conv2DTranspose(2, (4, 3), 2, "same", activation="relu"), (3, 4, 3))
keras_case("conv2dTranspose", {"filters": 2, "kernelSize": [2, 1], "strides": [3, 2], "useBias": False}, L.Conv2DTranspose(2, (2, 1), (3, 2), use_bias=False), (3, 4, 3))
keras_case("depthwiseConv2d", {}, L.DepthwiseConv2D(3), image)
keras_case("depthwiseConv2d", {"depthMultiplier": 2, "kernelSize": [2, 3], "strides": [2, 2], "padding": "same", "activation": "relu"}, L.DepthwiseConv2D((2, 3), 2, "same", depth_multiplier=2, activation="relu"), image)
keras_case("depthwiseConv2d", {"dilationRate": [2, 2], "useBias": False}, L.DepthwiseConv2D(3, dilation_rate=2, use_bias=False), image)
keras_case("separableConv2d", {"filters": 2}, L.SeparableConv2D(2, 3), image)
keras_case("separableConv2d", {"filters": 2, "depthMultiplier": 2, "strides": [2, 2], "padding": "same", "activation": "tanh"}, L.SeparableConv2D(2, 3, 2, "same", depth_multiplier=2, activation="tanh"), image)
keras_case("separableConv2d", {"filters": 2, "dilationRate": [2, 2], "useBias": False}, L.SeparableConv2D(2, 3, dilation_rate=2, use_bias=False), image)


def partial(x, kernel, bias):
    table = [[0, 2], [1], [0, 1, 2]]
    maps, position = [], 0
    for row in table:
        taken = tf.gather(x, row, axis=3)
        part = kernel[:, :, position : position + len(row)]
        maps.append(tf.nn.conv2d(taken, part[..., None], 1, "VALID"))
        position += len(row)
    return tf.concat(maps, 3) + bias


tf_case("partiallyConnectedConv2d", {"connections": [[0, 2], [1], [0, 1, 2]], "kernelSize": [2, 3]}, {"kernel": (2, 3, 6), "bias": (3,)}, partial, image)

# Poolings.
for name, layer in [("max", "MaxPooling"), ("average", "AveragePooling")]:
    pool = lambda d: getattr(L, f"{layer}{d}D")
    keras_case(f"{name}Pooling2d", {}, pool(2)(2), image)
    keras_case(f"{name}Pooling2d", {"poolSize": [3, 2], "strides": [2, 3], "padding": "same"}, pool(2)((3, 2), (2, 3), "same"), image)
    keras_case(f"{name}Pooling2d", {"poolSize": [3, 3], "strides": [1, 1], "padding": "same"}, pool(2)(3, 1, "same"), (4, 4, 2))
    keras_case(f"{name}Pooling1d", {}, pool(1)(2), (7, 3))
    keras_case(f"{name}Pooling1d", {"poolSize": [3], "strides": [2], "padding": "same"}, pool(1)(3, 2, "same"), (7, 3))
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

# Dense.
keras_case("dense", {"units": 4}, L.Dense(4), (5,))
keras_case("dense", {"units": 4, "activation": "softmax", "useBias": False}, L.Dense(4, "softmax", use_bias=False), (5,))
keras_case("dense", {"units": 2, "activation": "tanh"}, L.Dense(2, "tanh"), (3, 2, 4))
targets = np.where(random.uniform(size=(10, 84)) > 0.5, 1, -1).astype("float32")
rbf = lambda x, targets: tf.reduce_sum((x[:, None] - targets) ** 2, -1)
tf_case("rbfOutput", {"output": "distance"}, {"targets": targets}, rbf, (84,), fixed=("targets",))
tf_case("rbfOutput", {}, {"targets": targets}, lambda x, targets: tf.nn.softmax(-rbf(x, targets)), (84,), fixed=("targets",))

# Activations.
for name in ["linear", "relu", "relu6", "tanh", "sigmoid", "softmax", "elu", "selu", "gelu", "swish", "softplus", "softsign"]:
    keras_case("activation", {"activation": name}, L.Activation(name), (3, 4))
keras_case("activation", {"activation": "hardSigmoid"}, L.Activation("hard_sigmoid"), (3, 4), inputs=[draw((2, 3, 4), 5)])
keras_case("activation", {"activation": "leakyRelu"}, L.Activation("leaky_relu"), (3, 4))
keras_case("activation", {"activation": "leakyRelu", "negativeSlope": 0.3}, L.LeakyReLU(), (3, 4))
tf_case("activation", {"activation": "scaledTanh"}, {}, squash, (3, 4))
keras_case("prelu", {}, L.PReLU(), (3, 2, 4))
keras_case("prelu", {"sharedAxes": [1, 2]}, L.PReLU(shared_axes=[1, 2]), (3, 2, 4))

# Normalisations.
keras_case("batchNormalization", {}, L.BatchNormalization(), (3, 2, 4))
keras_case("batchNormalization", {}, L.BatchNormalization(), (3, 2, 4), training=True)
keras_case("batchNormalization", {"axis": 1, "momentum": 0.8, "epsilon": 1e-5, "scale": False}, L.BatchNormalization(axis=1, momentum=0.8, epsilon=1e-5, scale=False), (3, 2, 4), training=True)
keras_case("batchNormalization", {"center": False, "momentum": 0.5}, L.BatchNormalization(center=False, momentum=0.5), (5,), training=True)
keras_case("layerNormalization", {}, L.LayerNormalization(), (3, 2, 4))
keras_case("layerNormalization", {"axis": 1, "epsilon": 1e-5, "center": False}, L.LayerNormalization(axis=1, epsilon=1e-5, center=False), (3, 2, 4))
keras_case("groupNormalization", {"groups": 2}, L.GroupNormalization(2), (3, 2, 6))
keras_case("groupNormalization", {"groups": 3, "scale": False, "epsilon": 1e-5}, L.GroupNormalization(3, epsilon=1e-5, scale=False), (5, 6))
keras_case("groupNormalization", {"groups": 4}, L.GroupNormalization(4), (3, 2, 4))
tf_case("localResponseNormalization", {}, {}, lambda x: tf.nn.local_response_normalization(x, 2, 2, 1e-4, 0.75), (2, 2, 9))
tf_case("localResponseNormalization", {"depthRadius": 3, "bias": 1, "alpha": 0.7, "beta": 0.5}, {}, lambda x: tf.nn.local_response_normalization(x, 3, 1, 0.7, 0.5), (2, 2, 9))

# What acts in training only is the identity in use.
keras_case("dropout", {"rate": 0.4}, L.Dropout(0.4), (3, 4))
keras_case("spatialDropout2d", {"rate": 0.4}, L.SpatialDropout2D(0.4), (3, 2, 4))
keras_case("alphaDropout", {"rate": 0.4}, L.AlphaDropout(0.4), (3, 4))
keras_case("gaussianDropout", {"rate": 0.4}, L.GaussianDropout(0.4), (3, 4))
keras_case("gaussianNoise", {"stddev": 0.4}, L.GaussianNoise(0.4), (3, 4))

# Shapes.
keras_case("flatten", {}, L.Flatten(), (3, 2, 4))
keras_case("reshape", {"targetShape": [4, -1]}, L.Reshape((4, -1)), (3, 2, 4))
keras_case("permute", {"dims": [3, 1, 2]}, L.Permute((3, 1, 2)), (3, 2, 4))
keras_case("repeatVector", {"n": 3}, L.RepeatVector(3), (4,))
keras_case("zeroPadding2d", {"padding": [1, 2, 0, 3]}, L.ZeroPadding2D(((1, 2), (0, 3))), (3, 2, 2))
keras_case("cropping2d", {"cropping": [1, 2, 0, 3]}, L.Cropping2D(((1, 2), (0, 3))), (6, 5, 2))
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

# Sequences.
ways = {"forward_lstm": "forward_", "backward_lstm": "backward_", "forward_gru": "forward_", "backward_gru": "backward_"}
keras_case("embedding", {"inputDim": 6, "outputDim": 3}, L.Embedding(6, 3), inputs=[np.array([[0, 5, 2, 2], [3, 1, 0, 4]], "float32")])
keras_case("lstm", {"units": 2}, L.LSTM(2), (4, 3))
keras_case("lstm", {"units": 2, "returnSequences": True, "goBackwards": True, "activation": "relu", "useBias": False}, L.LSTM(2, return_sequences=True, go_backwards=True, activation="relu", use_bias=False), (4, 3))
keras_case("gru", {"units": 2}, L.GRU(2), (4, 3))
keras_case("gru", {"units": 2, "resetAfter": False, "returnSequences": True}, L.GRU(2, reset_after=False, return_sequences=True), (4, 3))
keras_case("gru", {"units": 2, "recurrentActivation": "hardSigmoid", "goBackwards": True}, L.GRU(2, recurrent_activation="hard_sigmoid", go_backwards=True), (4, 3))
keras_case("bidirectional", {"units": 2}, L.Bidirectional(L.LSTM(2, name="lstm")), (4, 3), prefixes=ways)
keras_case("bidirectional", {"units": 2, "layer": "gru", "mergeMode": "sum", "returnSequences": True}, L.Bidirectional(L.GRU(2, return_sequences=True, name="gru"), "sum"), (4, 3), prefixes=ways)
keras_case("bidirectional", {"units": 2, "mergeMode": "mul", "returnSequences": True}, L.Bidirectional(L.LSTM(2, return_sequences=True, name="lstm"), "mul"), (4, 3), prefixes=ways)
keras_case("bidirectional", {"units": 2, "mergeMode": "ave"}, L.Bidirectional(L.LSTM(2, name="lstm"), "ave"), (4, 3), prefixes=ways)
keras_case("timeDistributed", {"layer": "dense", "params": {"units": 2, "activation": "tanh"}}, L.TimeDistributed(L.Dense(2, "tanh")), (4, 3))
keras_case("timeDistributed", {"layer": "conv2d", "params": {"filters": 2, "kernelSize": [2, 2]}}, L.TimeDistributed(L.Conv2D(2, 2)), (2, 4, 3, 2))

# PyTorch, where Keras and TensorFlow.js share code.
def torch_conv(x, kernel, bias=None, **options):
    return F.conv2d(x, torch.permute(kernel, (3, 2, 0, 1)), bias, **options)


torch_case("conv2d", {"filters": 2, "strides": [2, 2]}, {"kernel": (3, 3, 3, 2), "bias": (2,)}, lambda x, **w: torch_conv(x, stride=2, **w), image)
torch_case("conv2d", {"filters": 2, "dilationRate": [2, 1]}, {"kernel": (3, 3, 3, 2), "bias": (2,)}, lambda x, **w: torch_conv(x, dilation=(2, 1), **w), image)
torch_case("conv2d", {"filters": 6, "groups": 3, "padding": "same"}, {"kernel": (3, 3, 1, 6), "bias": (6,)}, lambda x, **w: torch_conv(x, groups=3, padding=1, **w), (4, 4, 3))
torch_case("conv2dTranspose", {"filters": 2, "strides": [2, 2]}, {"kernel": (3, 3, 2, 3), "bias": (2,)}, lambda x, kernel, bias: F.conv_transpose2d(x, torch.permute(kernel, (3, 2, 0, 1)), bias, stride=2), (3, 4, 3))
torch_case("maxPooling2d", {"poolSize": [3, 3], "strides": [2, 2]}, {}, lambda x: F.max_pool2d(x, 3, 2), image)
torch_case("averagePooling2d", {"poolSize": [3, 3], "strides": [1, 1], "padding": "same"}, {}, lambda x: F.avg_pool2d(x, 3, 1, 1, count_include_pad=False), image)
torch_case("batchNormalization", {"epsilon": 1e-5}, {"gamma": (3,), "beta": (3,), "moving_mean": (3,), "moving_variance": (3,)}, lambda x, gamma, beta, moving_mean, moving_variance: F.batch_norm(x, None, None, gamma, beta, True, 0, 1e-5), (3, 2, 3), training=True)
torch_case("groupNormalization", {"groups": 2, "epsilon": 1e-5}, {"gamma": (4,), "beta": (4,)}, lambda x, gamma, beta: F.group_norm(x, 2, gamma, beta, 1e-5), (3, 2, 4))
torch_case("localResponseNormalization", {"alpha": 0.1}, {}, lambda x: F.local_response_norm(x, 5, 0.5, 0.75, 2), (2, 2, 9))

path = pathlib.Path(__file__).with_name("layers.json")
path.write_text("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
print(f"{len(cases)} cases, {path.stat().st_size:,} bytes; keras {keras.__version__}, torch {torch.__version__}")
