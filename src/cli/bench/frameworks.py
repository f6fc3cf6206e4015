"""Keras (graph) and PyTorch as contenders of `convas bench`: python frameworks.py keras|pytorch

Reads orders and writes answers, a line of JSON each, as contender.ts declares them. The network comes resolved from
the document that Convas trains, so that all train the same; Adam with the defaults of each framework.
"""

import json
import os
import re
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

CLASSES = 10


class Cannot(Exception):
    pass


def noise(count, shape):
    import numpy

    generator = numpy.random.default_rng(1)
    x = generator.random((count, *shape), dtype=numpy.float32)
    return x, (numpy.arange(count) % CLASSES).astype("int64")


def instruction_set():
    """The widest vector instructions, as far as oneDNN may use them."""
    try:
        with open("/proc/cpuinfo", encoding="latin1") as info:
            flags = set(re.search(r"^flags\s*:(.*)$", info.read(), re.M).group(1).split())
    except (OSError, AttributeError):
        flags = {"avx2"}
    sets = [("AVX-512", "avx512f", "AVX512"), ("AVX2", "avx2", "AVX2"), ("AVX", "avx", "AVX"), ("SSE", "sse2", "SSE")]
    limit = os.environ.get("ONEDNN_MAX_CPU_ISA", "").upper()
    at = next((index for index, (_, _, prefix) in enumerate(sets) if limit.startswith(prefix)), 0) if limit else 0
    return next((name for name, flag, _ in sets[at:] if flag in flags), "unknown")


def threads():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def multiply(product, size, seconds):
    """The fastest product of two square matrices within a time, in GFLOP/s."""
    best, end = float("inf"), time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        product()
        best = min(best, time.perf_counter() - start)
        if time.perf_counter() >= end:
            return 2 * size**3 / best / 1e9


# Keras -------------------------------------------------------------------------------------------------------------


def keras_layer(kind, p):
    from keras import layers as L

    def activation(name):
        return None if name in (None, "linear") else {"swish": "silu", "leakyRelu": "leaky_relu"}.get(name, name)

    def conv():
        if p.get("groups", 1) != 1 or max(p.get("dilationRate", [1])) != 1:
            raise Cannot("groups and dilation are not measured")
        return L.Conv2D(
            p["filters"], p["kernelSize"], p["strides"], p["padding"], use_bias=p["useBias"],
            activation=activation(p["activation"]),
        )

    makers = {
        "conv2d": conv,
        "dense": lambda: L.Dense(p["units"], use_bias=p["useBias"], activation=activation(p["activation"])),
        "averagePooling2d": lambda: L.AveragePooling2D(p["poolSize"], p["strides"], p["padding"]),
        "maxPooling2d": lambda: L.MaxPooling2D(p["poolSize"], p["strides"], p["padding"]),
        "globalAveragePooling2d": lambda: L.GlobalAveragePooling2D(keepdims=p.get("keepdims", False)),
        "batchNormalization": lambda: L.BatchNormalization(momentum=p["momentum"], epsilon=p["epsilon"]),
        "activation": lambda: L.Activation(activation(p["activation"]) or "linear"),
        "dropout": lambda: L.Dropout(p["rate"]),
        "flatten": L.Flatten,
        "add": L.Add,
        "concatenate": L.Concatenate,
        "permute": lambda: L.Permute(p["dims"]),
        "zeroPadding2d": lambda: L.ZeroPadding2D((tuple(p["padding"][:2]), tuple(p["padding"][2:]))),
    }
    if kind not in makers:
        raise Cannot(f"the script has no {kind} for Keras")
    return makers[kind]()


class Keras:
    def __init__(self, order):
        import keras
        import numpy

        self.batch = order["batch"]
        outputs, source = {}, None
        for layer in order["network"]["layers"]:
            if layer["kind"] == "input":
                source = outputs[layer["id"]] = keras.Input(layer["outputShape"])
                continue
            given = [outputs[name] for name in layer["inputs"]]
            made = keras_layer(layer["kind"], layer["params"])
            outputs[layer["id"]] = made(given if len(given) > 1 else given[0])
        self.model = keras.Model(source, outputs[order["network"]["outputs"][0]])
        if self.model.count_params() != order["network"]["params"]:
            raise Cannot(f"{self.model.count_params()} parameters instead of {order['network']['params']}")
        # jit_compile=False: a TensorFlow graph, as Keras runs it where XLA is not asked for.
        self.model.compile(
            optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False
        )
        self.x, self.y = noise(self.batch * order["steps"], source.shape[1:])
        self.y = self.y.astype(numpy.int32)
        self.version = f"Keras {keras.version()}"
        self.kernels = {"instructionSet": instruction_set(), "oneDnn": self.one_dnn(), "threads": threads()}

    @staticmethod
    def one_dnn():
        try:
            from tensorflow.python.util import _pywrap_util_port

            return bool(_pywrap_util_port.IsMklEnabled())
        except ImportError:
            return None

    @staticmethod
    def peak(size, seconds):
        import tensorflow as tf

        a, b = tf.random.normal((size, size)), tf.random.normal((size, size))
        return multiply(lambda: tf.matmul(a, b).numpy(), size, seconds)

    def train(self):
        self.model.fit(self.x, self.y, batch_size=self.batch, epochs=1, shuffle=True, verbose=0)
        return len(self.x)


# PyTorch -----------------------------------------------------------------------------------------------------------


def torch_module(layer, last):
    """A function of the inputs, channels first, and the modules it uses."""
    import torch
    from torch import nn
    from torch.nn import functional as F

    kind, p = layer["kind"], layer["params"]
    shapes = layer["inputShapes"]

    def activation(name):
        if last and name == "softmax":
            return lambda x: x  # the loss takes the scores before it
        known = {
            None: lambda x: x, "linear": lambda x: x, "relu": torch.relu, "tanh": torch.tanh,
            "sigmoid": torch.sigmoid, "elu": F.elu, "selu": F.selu, "gelu": F.gelu, "swish": F.silu,
            "softmax": lambda x: torch.softmax(x, 1),
        }
        if name not in known:
            raise Cannot(f"the script has no activation {name} for PyTorch")
        return known[name]

    def same(size, strides):
        """Padding as TensorFlow has it for 'same': left, right, top, bottom."""
        around = []
        for extent, k, s in reversed(list(zip(shapes[0][:2], size, strides))):
            total = max(0, (-(-extent // s) - 1) * s + k - extent)
            around += [total // 2, total - total // 2]
        return around

    if kind == "conv2d":
        if p.get("groups", 1) != 1 or max(p.get("dilationRate", [1])) != 1:
            raise Cannot("groups and dilation are not measured")
        size, strides, around = p["kernelSize"], p["strides"], [0, 0, 0, 0]
        if p["padding"] == "same":
            around = same(size, strides)
        even = around[0] == around[1] and around[2] == around[3]
        inner = (around[2], around[0]) if even else 0
        made = nn.Conv2d(shapes[0][2], p["filters"], size, strides, inner, bias=p["useBias"])
        act = activation(p["activation"])
        return (lambda x: act(made(x if even else F.pad(x, around)))), made
    if kind == "dense":
        made, act = nn.Linear(shapes[0][-1], p["units"], bias=p["useBias"]), activation(p["activation"])
        return (lambda x: act(made(x))), made
    if kind in ("averagePooling2d", "maxPooling2d"):
        if p["padding"] == "same" and any(same(p["poolSize"], p["strides"])):
            raise Cannot("padded pooling is not measured")
        pool = F.avg_pool2d if kind == "averagePooling2d" else F.max_pool2d
        return (lambda x: pool(x, p["poolSize"], p["strides"])), None
    if kind == "globalAveragePooling2d":
        return (lambda x: x.mean((2, 3), keepdim=p.get("keepdims", False))), None
    if kind == "batchNormalization":
        flat = len(shapes[0]) == 1
        made = (nn.BatchNorm1d if flat else nn.BatchNorm2d)(shapes[0][-1], p["epsilon"], 1 - p["momentum"])
        return made, made
    if kind == "dropout":
        made = nn.Dropout(p["rate"])
        return made, made
    if kind == "activation":
        return activation(p["activation"]), None
    if kind == "flatten":
        return (lambda x: torch.flatten(x, 1)), None
    if kind == "add":
        return (lambda *xs: sum(xs[1:], xs[0])), None
    if kind == "concatenate":
        return (lambda *xs: torch.cat(xs, 1)), None
    if kind == "permute":
        # Axes 1 to 3 are height, width, channels there; channels, height, width here.
        here = {1: 2, 2: 3, 3: 1}
        order = [here[p["dims"][axis - 1]] for axis in (3, 1, 2)]
        return (lambda x: x.permute(0, *order)), None
    if kind == "zeroPadding2d":
        top, bottom, left, right = p["padding"]
        return (lambda x: F.pad(x, (left, right, top, bottom))), None
    raise Cannot(f"the script has no {kind} for PyTorch")


class PyTorch:
    def __init__(self, order):
        import torch

        self.torch, self.batch = torch, order["batch"]
        layers = order["network"]["layers"]
        output = order["network"]["outputs"][0]
        self.plan, modules, shape = [], [], None
        for layer in layers:
            if layer["kind"] == "input":
                self.source, shape = layer["id"], layer["outputShape"]
                continue
            run, module = torch_module(layer, layer["id"] == output)
            self.plan.append((layer["id"], layer["inputs"], run))
            if module is not None:
                modules.append(module)
        self.output = output
        self.modules = torch.nn.ModuleList(modules).train()
        trained = sum(p.numel() for p in self.modules.parameters())
        if trained != order["network"]["trainableParams"]:
            raise Cannot(f"{trained} parameters instead of {order['network']['trainableParams']}")
        self.optimizer = torch.optim.Adam(self.modules.parameters())
        self.loss = torch.nn.CrossEntropyLoss()
        x, y = noise(self.batch * order["steps"], shape)
        self.x, self.y = torch.from_numpy(x).permute(0, 3, 1, 2).contiguous(), torch.from_numpy(y)
        self.order, self.at = torch.randperm(len(x)), 0
        self.version = f"PyTorch {torch.__version__}"
        self.kernels = {
            "instructionSet": instruction_set(),
            "oneDnn": torch.backends.mkldnn.is_available() and torch.backends.mkldnn.enabled,
            "threads": torch.get_num_threads(),
            "notes": f"its own kernels {torch.backends.cpu.get_cpu_capability()}",
        }

    @staticmethod
    def peak(size, seconds):
        import torch

        a, b = torch.randn(size, size), torch.randn(size, size)
        return multiply(lambda: a @ b, size, seconds)

    def train(self):
        if self.at + self.batch > len(self.order):
            self.order, self.at = self.torch.randperm(len(self.x)), 0
        chosen = self.order[self.at : self.at + self.batch]
        self.at += self.batch
        values, y = {self.source: self.x[chosen]}, self.y[chosen]
        for name, inputs, run in self.plan:
            values[name] = run(*[values[given] for given in inputs])
        scores = values[self.output]
        loss = self.loss(scores, y)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        # Loss and accuracy are read after each step, as Convas and Keras do.
        loss.item(), (scores.argmax(1) == y).sum().item()
        return self.batch


def main():
    kind, workload = {"keras": Keras, "pytorch": PyTorch}[sys.argv[1]], None
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the frameworks print is no answer
    for line in sys.stdin:
        try:
            order = json.loads(line)
            if order["type"] == "open":
                workload = None
                workload = kind(order)
                said = {"type": "ready", "version": workload.version, "kernels": workload.kernels}
            elif order["type"] == "peak":
                said = {"type": "multiplied", "gigaflops": kind.peak(order["size"], order["seconds"])}
            else:
                start, images, seconds = time.perf_counter(), 0, 0.0
                while True:
                    images += workload.train()
                    seconds = time.perf_counter() - start
                    if seconds >= order["seconds"]:
                        break
                said = {"type": "ran", "images": images, "seconds": seconds}
        except Exception as error:  # told to who asked, who goes on without
            said = {"type": "cannot", "message": f"{type(error).__name__}: {error}".replace("\n", " ")}
        if said["type"] != "cannot":
            said["processorSeconds"] = time.process_time()
        answers.write(json.dumps(said) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
