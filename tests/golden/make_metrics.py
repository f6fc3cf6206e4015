"""Makes metrics.json: what scikit-learn computes for every metric, and Keras where outputs tie or are not finite.

    pip install scikit-learn==1.9.1 tensorflow-cpu==2.21.0
    python tests/golden/make_metrics.py

A case of classes holds labels and outputs; in the second one a class is never right, one never predicted, one in
neither, and outputs tie. A case of values holds targets and outputs. `single` holds the scores of one unit, before its
sigmoid, for two classes, and the confusion matrix. `ties` holds outputs whose largest are equal, and some that are not
finite (null is NaN, infinity is spelled out), with Keras's top-k accuracy of each example.
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


content = {
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
