"""Likely label errors by confident learning, as cleanlab 2.7 computes them, written in NumPy.

After `compute_confident_joint(return_indices_of_off_diagonals=True)` and `find_label_issues(filter_by='confident_learning',
return_indices_ranked_by='self_confidence')`. Writes label-errors.json beside this file. Needs numpy and scikit-learn.
"""
import json, os
import numpy as np
from sklearn.metrics import confusion_matrix

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(5)
n, k = 120, 4
truth = rng.integers(0, k, n)
logits = rng.normal(0, 1, (n, k)) + 2.5 * np.eye(k)[truth]
p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
p = np.round(p, 4).astype(np.float32)
labels = np.where(rng.random(n) < 0.15, rng.integers(0, k, n), truth)

thresholds = np.array([p[labels == c, c].mean() for c in range(k)])
above = p >= thresholds - 1e-6
number = above.sum(1)
guess = np.where(number > 1, p.argmax(1), above.argmax(1))
kept = number > 0
joint = confusion_matrix(labels[kept], guess[kept], labels=range(k))
off = kept & (guess != labels)
issues = np.flatnonzero(off & (p.argmax(1) != labels))
ranked = issues[np.argsort(p[issues, labels[issues]], kind='stable')]
out = {
    'classes': k,
    'probabilities': [round(float(x), 4) for x in p.reshape(-1)],
    'labels': labels.tolist(),
    'thresholds': thresholds.astype(float).tolist(),
    'joint': joint.tolist(),
    'ranked': ranked.tolist(),
    'suggested': p[ranked].argmax(1).tolist(),
}
with open(os.path.join(here, 'label-errors.json'), 'w') as file:
    json.dump(out, file)
    file.write('\n')
print(len(ranked), joint.tolist())
