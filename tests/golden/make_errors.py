"""Makes errors.json: curves and scores of made-up answers, as scikit-learn computes them.

    pip install scikit-learn
    python tests/golden/make_errors.py

Scores are formulas that errors.test.ts has as well, rounded so that many are equal; nothing is of the last class.
"""

import json
import pathlib

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    auc,
    average_precision_score,
    confusion_matrix,
    precision_recall_curve,
    precision_recall_fscore_support,
    roc_curve,
)

COUNT, CLASSES = 60, 4
actual = np.array([(i * i + i // 7) % 3 for i in range(COUNT)])
raw = np.array([[round(1.5 + np.sin(3 * i + c) + (1.2 if c == actual[i] else 0), 1) for c in range(CLASSES)] for i in range(COUNT)])
scores = raw / raw.sum(1, keepdims=True)
predicted = scores.argmax(1)
confidence = scores.max(1)

classes = []
for c in range(CLASSES):
    positive = (actual == c).astype(int)
    if positive.sum() == 0:
        classes.append(None)
        continue
    fpr, tpr, _ = roc_curve(positive, raw[:, c], drop_intermediate=False)
    precision, recall, _ = precision_recall_curve(positive, raw[:, c])
    classes.append(
        {
            "roc": [fpr.tolist(), tpr.tolist(), auc(fpr, tpr)],
            "precisionRecall": [recall[::-1].tolist(), precision[::-1].tolist(), average_precision_score(positive, raw[:, c])],
        }
    )
accuracy, mean = calibration_curve(predicted == actual, confidence, n_bins=10)
scores4 = precision_recall_fscore_support(actual, predicted, labels=range(CLASSES), zero_division=0)
trim = lambda v: [trim(each) for each in v] if isinstance(v, (list, tuple)) else v if v is None or isinstance(v, (int, str)) else round(float(v), 6)
golden = {
    "classes": [c and {k: trim(v) for k, v in c.items()} for c in classes],
    "calibration": trim([mean.tolist(), accuracy.tolist()]),
    "confusion": confusion_matrix(actual, predicted, labels=range(CLASSES)).tolist(),
    "perClass": [trim([float(v) for v in row]) for row in scores4],
}
pathlib.Path(__file__).with_name("errors.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
