"""Makes projection.json: PCA, trustworthiness and t-SNE of made-up points, as scikit-learn computes them.

    pip install scikit-learn
    python tests/golden/make_projection.py

The points are formulas that projection.test.ts has as well: six groups in twelve dimensions, each a bent curve.
"""

import json
import pathlib

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

COUNT, FEATURES = 360, 12
group = np.arange(COUNT) % 6
along = np.arange(COUNT) // 6
x = np.array(
    [
        [3 * np.sin(1.3 * group[i] * (k + 1)) + np.sin(0.1 * along[i] * (k % 4 + 1) + group[i]) + 0.2 * np.sin(37.0 * i + 11 * k) for k in range(FEATURES)]
        for i in range(COUNT)
    ]
)
pca = PCA(4).fit(x)
projected = pca.transform(x)
tsne = TSNE(init="pca", random_state=0).fit_transform(x)
plane = projected[:, :2]
golden = {
    "shares": [round(float(v), 8) for v in pca.explained_variance_ratio_],
    "projected": [round(float(v), 5) for v in projected[:40].ravel()],
    "trustOfPca": round(float(trustworthiness(x, plane, n_neighbors=10)), 8),
    "trustOfTsne": round(float(trustworthiness(x, tsne, n_neighbors=10)), 8),
}
pathlib.Path(__file__).with_name("projection.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
