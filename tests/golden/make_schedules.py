"""Makes schedules.json: what PyTorch and Keras 3 compute for every schedule of the learning rate.

    pip install tensorflow-cpu==2.21.0 torch==2.13.0
    python tests/golden/make_schedules.py

A case holds a schedule, the length of a run, its figures where the schedule looks at them, and the rate of each step.
"""

import json
import os
import pathlib
import types

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import torch

L = torch.optim.lr_scheduler
S = keras.optimizers.schedules
BASE = 0.4
cases = []


def case(kind, params, rates, steps_per_epoch, epochs, source, warmup=None, history=None):
    cases.append(
        {
            "kind": kind,
            "params": params,
            "warmup": warmup or {"length": 0, "unit": "epochs"},
            "base": BASE,
            "stepsPerEpoch": steps_per_epoch,
            "epochs": epochs,
            "history": history or [],
            "rates": [float(f"{rate:.9g}") for rate in rates],
            "source": source,
        }
    )


def torch_rates(make, steps):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=BASE)
    schedule = make(optimizer)
    rates = []
    for step in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        # OneCycleLR refuses the step after its last.
        if step + 1 < steps:
            schedule.step()
    return rates


def keras_rates(schedule, steps):
    return [float(schedule(step)) for step in range(steps)]


def of_torch(kind, params, make, steps_per_epoch=5, epochs=6, warmup=None):
    rates = torch_rates(make, steps_per_epoch * epochs)
    case(kind, params, rates, steps_per_epoch, epochs, "PyTorch", warmup)


def of_keras(kind, params, schedule, steps_per_epoch=5, epochs=6):
    case(kind, params, keras_rates(schedule, steps_per_epoch * epochs), steps_per_epoch, epochs, "Keras")


of_torch("constant", {}, lambda o: L.ConstantLR(o, factor=1.0))
of_torch("step", {"every": 2, "factor": 0.3}, lambda o: L.StepLR(o, 10, 0.3))
of_torch("exponential", {"factor": 0.8, "every": 0.2}, lambda o: L.ExponentialLR(o, 0.8))
of_keras("exponential", {"factor": 0.7, "every": 2}, S.ExponentialDecay(BASE, 10, 0.7))
of_keras("exponential", {"factor": 0.7, "every": 2, "staircase": True}, S.ExponentialDecay(BASE, 10, 0.7, True))
of_torch("cosineRestarts", {"period": 1, "growth": 2}, lambda o: L.CosineAnnealingWarmRestarts(o, 5, 2))
of_torch(
    "cosineRestarts",
    {"period": 1.4, "growth": 1, "floor": 0.1},
    lambda o: L.CosineAnnealingWarmRestarts(o, 7, 1, eta_min=0.1 * BASE),
)
of_keras(
    "cosineRestarts",
    {"period": 0.8, "growth": 1.5, "peak": 0.7, "floor": 0.05},
    S.CosineDecayRestarts(BASE, 4, t_mul=1.5, m_mul=0.7, alpha=0.05),
)
of_keras("cosineRestarts", {"floor": 0.2}, S.CosineDecay(BASE, 30, alpha=0.2))
of_torch("oneCycle", {}, lambda o: L.OneCycleLR(o, BASE, total_steps=30))
of_torch(
    "oneCycle",
    {"climb": 0.45, "curve": "linear", "startDivisor": 10, "endDivisor": 100},
    lambda o: L.OneCycleLR(o, BASE, 30, pct_start=0.45, anneal_strategy="linear", div_factor=10, final_div_factor=100),
)
of_torch(
    "oneCycle",
    {"threePhase": True, "climb": 0.4},
    lambda o: L.OneCycleLR(o, BASE, total_steps=30, pct_start=0.4, three_phase=True),
)
of_torch("polynomial", {"power": 2}, lambda o: L.PolynomialLR(o, 30, 2))
of_keras("polynomial", {"power": 0.5, "over": 4, "end": 0.25}, S.PolynomialDecay(BASE, 20, 0.25 * BASE, 0.5))
of_torch(
    "cosineRestarts",
    {"floor": 0.1},
    lambda o: L.SequentialLR(
        o,
        [L.LinearLR(o, 1 / 8, 1, 7), L.CosineAnnealingLR(o, 22, eta_min=0.1 * BASE)],
        [8],
    ),
    warmup={"length": 8, "unit": "steps"},
)
of_torch(
    "step",
    {"every": 2, "factor": 0.5},
    lambda o: L.SequentialLR(o, [L.LinearLR(o, 1 / 5, 1, 4), L.StepLR(o, 10, 0.5)], [5]),
    warmup={"length": 1, "unit": "epochs"},
)

losses = [1.0, 0.8, 0.81, 0.7999, 0.79, 0.5, 0.52, 0.55, 0.51, 0.4999, 0.49, 0.495, 0.6, 0.7, 0.4, 0.45, 0.46, 0.5]


class Figures(keras.callbacks.Callback):
    """Hands the made-up figures to the callback after it."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def on_epoch_end(self, epoch, logs=None):
        logs[self.name] = losses[epoch] if "loss" in self.name else 1 - losses[epoch]


def plateau(params, name, monitor, **given):
    model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(BASE), "mse")
    callback = keras.callbacks.ReduceLROnPlateau(monitor=name, **given)
    callback.set_model(model)
    figures = Figures(name)
    rates = []
    for epoch in range(len(losses)):
        rates.append(float(model.optimizer.learning_rate))
        logs = {}
        figures.on_epoch_end(epoch, logs)
        callback.on_epoch_end(epoch, logs)
    history = [
        {"epoch": at + 1, "loss": 9, "accuracy": 0, "valLoss": loss, "valAccuracy": 1 - loss}
        for at, loss in enumerate(losses)
    ]
    case("reduceOnPlateau", {"monitor": monitor, **params}, rates, 1, len(losses), "Keras", history=history)


plateau({"patience": 2, "factor": 0.5}, "val_loss", "valLoss", patience=2, factor=0.5)
plateau(
    {"patience": 1, "factor": 0.3, "cooldown": 2, "minDelta": 0.02, "floor": 0.01},
    "val_loss",
    "valLoss",
    patience=1,
    factor=0.3,
    cooldown=2,
    min_delta=0.02,
    min_lr=0.01,
)
plateau({"patience": 2}, "val_accuracy", "valAccuracy", patience=2, mode="max")

path = pathlib.Path(__file__).with_name("schedules.json")
path.write_text(json.dumps({"keras": keras.__version__, "torch": torch.__version__, "cases": cases}) + "\n")
print(path, path.stat().st_size, "bytes")
