"""Mixed examples as NumPy computes them, and the distribution of the shares by SciPy.

Mixup as in Zhang et al. (2018), CutMix's boxes as its authors' `rand_bbox` has them (Yun et al. 2019). Writes mixing.json
beside this file. Needs numpy and scipy.
"""
import json, os
import numpy as np
from scipy.stats import beta

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(11)


def rand_bbox(height, width, lam, cy, cx):
    cut_rat = np.sqrt(1.0 - lam)
    cut_w, cut_h = int(width * cut_rat), int(height * cut_rat)
    x1, x2 = np.clip(cx - cut_w // 2, 0, width), np.clip(cx + cut_w // 2, 0, width)
    y1, y2 = np.clip(cy - cut_h // 2, 0, height), np.clip(cy + cut_h // 2, 0, height)
    return int(y1), int(y2), int(x1), int(x2)


boxes = []
for height, width in ((7, 9), (8, 8), (28, 20)):
    for lam in (0.0, 0.1, 0.5, 0.77, 1.0):
        cy, cx = int(rng.integers(height)), int(rng.integers(width))
        boxes.append([height, width, lam, cy, cx, *rand_bbox(height, width, lam, cy, cx)])

a, b = rng.random((2, 12), dtype=np.float32)
share = np.float32(0.3)
points = [0.05, 0.25, 0.5, 0.75, 0.95]
out = {
    'boxes': boxes,
    'a': a.tolist(),
    'b': b.tolist(),
    'share': float(share),
    'blend': (share * a + (1 - share) * b).tolist(),
    'points': points,
    'beta': {str(alpha): beta.cdf(points, alpha, alpha).tolist() for alpha in (0.2, 1.0, 3.0)},
}
with open(os.path.join(here, 'mixing.json'), 'w') as file:
    json.dump(out, file)
    file.write('\n')
