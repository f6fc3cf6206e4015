"""Hypervolumes of random points by Optuna's own code, for src/sweep/search: writes hypervolumes.json."""

import json
from pathlib import Path

import numpy as np
from optuna._hypervolume import compute_hypervolume

random = np.random.RandomState(7)
cases = []
for goals in (1, 2, 3, 4):
    for count in (1, 5, 12):
        points = np.round(random.uniform(0, 1.2, (count, goals)), 3)
        reference = np.ones(goals)
        inside = points[(points < reference).all(axis=1)]
        volume = float(compute_hypervolume(inside, reference)) if len(inside) else 0.0
        cases.append({"points": points.tolist(), "reference": reference.tolist(), "volume": volume})
Path(__file__).with_name("hypervolumes.json").write_text(json.dumps(cases) + "\n")
