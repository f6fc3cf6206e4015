"""How many examples of each class scikit-learn holds out: train_test_split(stratify=...).

Writes split.json. Cases in which classes have equal remainders are left out: there scikit-learn draws lots.

    python tests/golden/make_split.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(11)
cases = []
while len(cases) < 40:
    classes = int(rng.integers(2, 12))
    counts = rng.integers(5, 400, classes)
    total = int(counts.sum())
    share = float(np.round(rng.uniform(0.02, 0.6), 3))
    held = int(np.floor(total * share + 0.5))
    remainders = (counts / total * held) % 1
    if held < classes or total - held < classes or len(set(np.round(remainders, 9))) < classes:
        continue
    labels = np.repeat(np.arange(classes), counts)
    _, validation = train_test_split(labels, test_size=held, stratify=labels, random_state=len(cases))
    cases.append(
        {
            "counts": counts.tolist(),
            "share": share,
            "held": np.bincount(validation, minlength=classes).tolist(),
        }
    )

text = json.dumps(cases).replace("}, {", "},\n{")
Path(__file__).with_name("split.json").write_text(text + "\n")
