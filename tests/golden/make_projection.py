"""Makes projection.json: PCA, truncated SVD, retrieval by cosine, trustworthiness and t-SNE of made-up points, as
scikit-learn computes them.

    pip install scikit-learn
    python tests/golden/make_projection.py

The points are formulas that projection.test.ts has as well: six groups in twelve dimensions, each a bent curve.
"""

import json
import pathlib

import numpy as np
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.manifold import TSNE, trustworthiness
from sklearn.metrics.pairwise import cosine_similarity

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
svd = TruncatedSVD(4, algorithm="arpack", random_state=0).fit(x)
likeness = cosine_similarity(x)
np.fill_diagonal(likeness, -2)
order = np.argsort(-likeness, axis=1, kind="stable")
golden = {
    "shares": [round(float(v), 8) for v in pca.explained_variance_ratio_],
    "projected": [round(float(v), 5) for v in projected[:40].ravel()],
    "singular": [round(float(v), 6) for v in svd.singular_values_],
    "semantics": [round(float(v), 5) for v in svd.transform(x)[:40].ravel()],
    "retrieval": [round(float((group[order[:, :n]] == group[:, None]).mean()), 8) for n in (1, 7, 63, 127)],
    "trustOfPca": round(float(trustworthiness(x, plane, n_neighbors=10)), 8),
    "trustOfTsne": round(float(trustworthiness(x, tsne, n_neighbors=10)), 8),
}
pathlib.Path(__file__).with_name("projection.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
