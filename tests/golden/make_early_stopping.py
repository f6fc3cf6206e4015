"""Golden vectors of early stopping: what Keras's EarlyStopping does with sequences of figures.

    python tests/golden/make_early_stopping.py > tests/golden/early-stopping.json
"""
import json

import keras
import numpy as np


class Model:
    """As much of a model as the callback asks for: its weights are the epoch's number."""

    def __init__(self):
        self.epoch = 0
        self.restored = None
        self.stop_training = False

    def get_weights(self):
        return self.epoch

    def set_weights(self, weights):
        self.restored = weights


def run(figures, monitor, patience, min_delta):
    callback = keras.callbacks.EarlyStopping(
        monitor="val_loss" if monitor == "valLoss" else "val_accuracy",
        patience=patience,
        min_delta=min_delta,
        mode="min" if monitor == "valLoss" else "max",
        restore_best_weights=True,
    )
    model = Model()
    callback.set_model(model)
    callback.on_train_begin()
    last = len(figures)
    for epoch, figure in enumerate(figures):
        model.epoch = epoch + 1
        callback.on_epoch_end(epoch, {callback.monitor: figure})
        if model.stop_training:
            last = epoch + 1
            break
    callback.on_train_end()
    return {"last": last, "best": model.restored}


def main():
    random = np.random.default_rng(5)
    cases = []
    for case in range(24):
        monitor = "valLoss" if case % 2 == 0 else "valAccuracy"
        trend = np.linspace(1.0, 0.4, 20) if monitor == "valLoss" else np.linspace(0.4, 0.9, 20)
        # Rounded, so that equal figures and improvements of exactly the least change occur.
        figures = np.round(trend + random.normal(0, 0.08, 20), 2)
        patience = int(random.integers(1, 6))
        min_delta = [0.0, 0.03125][case // 2 % 2]
        figures = [float(figure) for figure in figures]
        cases.append(
            {
                "monitor": monitor,
                "patience": patience,
                "minDelta": min_delta,
                "figures": figures,
                **run(figures, monitor, patience, min_delta),
            }
        )
    print(json.dumps({"keras": keras.__version__, "cases": cases}))


main()
