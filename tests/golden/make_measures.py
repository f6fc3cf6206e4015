"""Makes measures.json: what views of weights, errors and matched filters measure, as SciPy, scikit-learn and NumPy do.

    pip install numpy scipy scikit-learn
    python tests/golden/make_measures.py

All numbers are formulas that measures.test.ts has as well.
"""

import json
import pathlib

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import (
    accuracy_score,
    f1_score,
    jaccard_score,
    mean_absolute_error,
    mean_squared_error,
    r2_score,
)
from sklearn.metrics.pairwise import cosine_similarity


def wave(count, phase):
    return np.sin(1.7 * np.arange(count) + phase).astype(np.float32).astype(np.float64)


def assignment(rows, columns, phase, steps=None):
    values = wave(rows * columns, phase).reshape(rows, columns)
    if steps:  # With ties.
        values = np.round(values * steps) / steps
    own, other = linear_sum_assignment(values, maximize=True)
    return {"rows": rows, "columns": columns, "phase": phase, "steps": steps, "sum": values[own, other].sum()}


kernel = wave(3 * 3 * 2 * 5, 0.3).reshape(-1, 5)
kernel[:, 4] = 0

classes = 5
truth = (np.arange(400) * 7 // 3) % 4  # The last class never occurs,
predicted = (truth + (np.arange(400) % 5 == 0)) % 4  # and is never predicted.
predicted[::50] = 3

number, told = wave(60, 1.0), wave(60, 1.1)

weights = wave(24, 0.0)
weights[::6] = 0.001
shown = wave(40, 2.0).reshape(40, 1) * np.array([1, 2, 0, -1]) + np.array([0, 0.5, -1, 0])
active = np.maximum(shown, 0)

json.dump(
    {
        "assignments": [
            assignment(4, 4, 0.0),
            assignment(3, 7, 0.5),
            assignment(12, 12, 1.0),
            assignment(9, 11, 2.0, 2),
            assignment(1, 3, 0.2),
        ],
        "cosines": cosine_similarity(kernel.T).tolist(),
        "masks": {
            "jaccard": [
                None if label == 4 else jaccard_score(truth, predicted, labels=[label], average=None)[0]
                for label in range(classes)
            ],
            "dice": [
                None if label == 4 else f1_score(truth, predicted, labels=[label], average=None)[0]
                for label in range(classes)
            ],
            "accuracy": accuracy_score(truth, predicted),
        },
        "regression": {
            "r2": r2_score(number, told),
            "mae": mean_absolute_error(number, told),
            "rmse": mean_squared_error(number, told) ** 0.5,
            "bias": float(np.mean(told - number)),
        },
        "weights": {
            "norm": np.linalg.norm(weights),
            "mean": weights.mean(),
            "std": weights.std(),
            "small": float(np.mean(np.abs(weights) <= 0.01 * np.abs(weights).max())),
        },
        "activity": {
            "active": (active > 0).mean(axis=0).tolist(),
            "mean": active.mean(axis=0).tolist(),
            "min": active.min(axis=0).tolist(),
            "max": active.max(axis=0).tolist(),
        },
    },
    open(pathlib.Path(__file__).with_name("measures.json"), "w"),
    indent=1,
)
