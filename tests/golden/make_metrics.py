"""Makes metrics.json: what scikit-learn computes for every metric, and Keras where outputs tie or are not finite.

    pip install scikit-learn==1.9.1 tensorflow-cpu==2.21.0
    python tests/golden/make_metrics.py

A case of classes holds labels and outputs; in the second one a class is never right, one never predicted, one in
neither, and outputs tie. A case of values holds targets and outputs. `single` holds the scores of one unit, before its
sigmoid, for two classes, and the confusion matrix. `numbers`, `labels` and `masks` hold targets and what a network puts
out, with the means and the figures of each number, label or class. `ties` holds outputs whose largest are equal, and
some that are not finite (null is NaN, infinity is spelled out), with Keras's top-k accuracy of each example.
"""

import json
import os
import pathlib
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
from sklearn import metrics as M

random = np.random.default_rng(1936)


def area(labels, outputs):
    """One against the rest, the mean over the classes that have both."""
    present = [own for own in range(outputs.shape[1]) if 0 < np.sum(labels == own) < len(labels)]
    return np.mean([M.roc_auc_score(labels == own, outputs[:, own]) for own in present])


def of_classes(labels, outputs):
    classes = outputs.shape[1]
    predicted = outputs.argmax(1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        macro = {"average": "macro", "zero_division": 0}
        expected = {
            "accuracy": M.accuracy_score(labels, predicted),
            "top3": M.top_k_accuracy_score(labels, outputs, k=3, labels=range(classes)),
            "top5": M.top_k_accuracy_score(labels, outputs, k=5, labels=range(classes)),
            "precision": M.precision_score(labels, predicted, **macro),
            "recall": M.recall_score(labels, predicted, **macro),
            "f1": M.f1_score(labels, predicted, **macro),
            "auc": area(labels, outputs),
        }
    return {
        "classes": classes,
        "labels": labels.tolist(),
        "outputs": outputs.ravel().tolist(),
        "expected": {name: float(value) for name, value in expected.items()},
    }


def outputs_for(labels, classes, digits):
    scores = random.normal(0, 1, (len(labels), classes))
    scores[np.arange(len(labels)), labels] += 1.2
    powers = np.exp(scores)
    return (powers / powers.sum(1, keepdims=True)).round(digits)


balanced = random.integers(0, 7, 60)
uneven = random.choice([0, 1, 2, 4], 40, p=[0.6, 0.2, 0.15, 0.05])
rounded = outputs_for(uneven, 6, 1)
# Untied where the largest and the third are decided, which libraries do differently.
rounded += np.arange(6) * 1e-6
rounded[:, 2] -= 0.7
rounded[:, 5] = -1
targets = random.uniform(0, 1, (6, 5)).round(3)
values = (targets + random.normal(0, 0.2, targets.shape)).round(3)

another = np.random.default_rng(1947)
two = another.choice([0, 1], 50, p=[0.7, 0.3])
scores = (another.normal(-0.8, 1.2, 50) + 1.5 * two).round(1)
positive = 1 / (1 + np.exp(-scores))
answers = (positive > 0.5).astype(int)
both = {"average": "macro", "zero_division": 0}

tied = np.array(
    [
        [1, 1, 1, 1, 1, 1],
        [3, 2, 2, 2, 1, 0],
        [0, 5, 5, 5, 5, 4],
        [9, 8, 7, 7, 7, 7],
        [1, 2, 3, 4, 5, 6],
        [1, np.nan, 3, 4, 5, 6],
        [1, 2, 3, np.inf, 5, 6],
        [-np.inf, 2, 3, 4, 5, 6],
    ],
    "float32",
)


def spell(value):
    return None if np.isnan(value) else float(value) if np.isfinite(value) else "Infinity" if value > 0 else "-Infinity"


def top(k):
    """Whether each class of each example counts as found among the `k` largest."""
    found = [
        keras.metrics.sparse_top_k_categorical_accuracy(np.full(len(tied), label), tied, k)
        for label in range(tied.shape[1])
    ]
    return np.asarray(found).T.astype(int).tolist()


regression = np.random.default_rng(1886)
truth = regression.normal(0, 1, (12, 3)) * [1, 10, 0.1] + [0, 5, -2]
guess = truth + regression.normal(0, 0.5, truth.shape) * [1, 10, 0.1]
# A number that never changes, which is never met.
truth = np.column_stack([truth, np.full(12, 4.0)]).astype("float32").astype(float)
guess = np.column_stack([guess, np.full(12, 4.5)]).astype("float32").astype(float)
rmse = keras.metrics.RootMeanSquaredError()
rmse.update_state(truth, guess)

multiple = np.random.default_rng(1999)
given = multiple.integers(0, 2, (30, 4))
given[:, 3] = 0
scored = multiple.normal(0, 1, given.shape) + 1.5 * (given - 0.5)
scored[:, 3] = -1
answered = (scored > 0).astype(int)

masks = np.random.default_rng(2015)
actual = masks.integers(0, 3, (2, 4, 5))
pixel_scores = masks.normal(0, 1, (2, 4, 5, 4)) + 1.5 * np.eye(4)[actual]
pixel_scores[..., 3] = -9
found = pixel_scores.argmax(-1)
mean_iou = keras.metrics.MeanIoU(num_classes=4)
mean_iou.update_state(actual, found)

content = {
    "numbers": {
        "count": 4,
        "targets": truth.ravel().tolist(),
        "outputs": guess.ravel().tolist(),
        "expected": {
            "meanAbsoluteError": M.mean_absolute_error(truth, guess),
            "meanSquaredError": M.mean_squared_error(truth, guess),
            "rootMeanSquaredError": float(rmse.result()),
            "r2": M.r2_score(truth, guess),
        },
        "each": {
            "meanAbsoluteError": M.mean_absolute_error(truth, guess, multioutput="raw_values").tolist(),
            "rootMeanSquaredError": M.root_mean_squared_error(truth, guess, multioutput="raw_values").tolist(),
            "r2": M.r2_score(truth, guess, multioutput="raw_values").tolist(),
        },
    },
    "labels": {
        "targets": given.ravel().tolist(),
        "scores": scored.ravel().tolist(),
        "accuracy": float(np.mean(given == answered)),
        "expected": {
            "precision": M.precision_score(given, answered, **both),
            "recall": M.recall_score(given, answered, **both),
            "f1": M.f1_score(given, answered, **both),
        },
        "each": M.f1_score(given, answered, average=None, zero_division=0).tolist(),
    },
    "masks": {
        "targets": actual.ravel().tolist(),
        "scores": pixel_scores.ravel().tolist(),
        "accuracy": float(np.mean(actual == found)),
        "expected": {
            "iou": float(mean_iou.result()),
            "dice": M.f1_score(actual.ravel(), found.ravel(), **both),
            "precision": M.precision_score(actual.ravel(), found.ravel(), **both),
        },
        "each": M.jaccard_score(actual.ravel(), found.ravel(), average=None, labels=range(4), zero_division=0).tolist(),
        "confusion": M.confusion_matrix(actual.ravel(), found.ravel(), labels=range(4)).tolist(),
    },
    "ties": {"outputs": [[spell(value) for value in row] for row in tied], "top3": top(3), "top5": top(5)},
    "classes": [of_classes(balanced, outputs_for(balanced, 7, 4)), of_classes(uneven, rounded)],
    "values": {
        "shape": list(targets.shape),
        "targets": targets.ravel().tolist(),
        "outputs": values.ravel().tolist(),
        "expected": {
            "meanAbsoluteError": M.mean_absolute_error(targets, values),
            "meanSquaredError": M.mean_squared_error(targets, values),
        },
    },
    "single": {
        "labels": two.tolist(),
        "scores": scores.tolist(),
        "expected": {
            "accuracy": M.accuracy_score(two, answers),
            "precision": M.precision_score(two, answers, **both),
            "recall": M.recall_score(two, answers, **both),
            "f1": M.f1_score(two, answers, **both),
            "auc": M.roc_auc_score(two, positive),
        },
        "confusion": M.confusion_matrix(two, answers).tolist(),
        "second": {
            "precision": M.precision_score(two, answers),
            "recall": M.recall_score(two, answers),
            "f1": M.f1_score(two, answers),
        },
    },
}
path = pathlib.Path(__file__).with_name("metrics.json")
path.write_text(json.dumps(content) + "\n")
print(path, path.stat().st_size, "bytes", content["classes"][1]["expected"])
