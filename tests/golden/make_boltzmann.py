"""Makes boltzmann.json: one update of scikit-learn's BernoulliRBM, as CD-1.

    pip install scikit-learn
    python tests/golden/make_boltzmann.py

`BernoulliRBM._fit` begins its chain with the hidden units that it keeps from one batch to the next; here they are drawn
from the batch itself, which is contrastive divergence of one step. Every random number is written down.
"""

import json
import pathlib

import numpy as np
from sklearn.neural_network import BernoulliRBM

random = np.random.default_rng(5)
BATCH, VISIBLE, HIDDEN, RATE = 7, 6, 4, 0.2


class Drawn:
    """Gives the numbers that are written down, in place of a generator."""

    def __init__(self, *draws):
        self.draws = list(draws)

    def uniform(self, size):
        found = self.draws.pop(0)
        assert found.shape == tuple(size)
        return found


examples = random.uniform(size=(BATCH, VISIBLE)).astype(np.float32)
drawn_hidden = random.uniform(size=(BATCH, HIDDEN))
drawn_visible = random.uniform(size=(BATCH, VISIBLE))
kernel = random.normal(scale=0.5, size=(VISIBLE, HIDDEN))
hidden = random.normal(scale=0.5, size=HIDDEN)
visible = random.normal(scale=0.5, size=VISIBLE)

rbm = BernoulliRBM(n_components=HIDDEN, learning_rate=RATE, batch_size=BATCH)
rbm.components_ = kernel.T.copy()
rbm.intercept_hidden_ = hidden.copy()
rbm.intercept_visible_ = visible.copy()
rbm.h_samples_ = (drawn_hidden < rbm._mean_hiddens(examples)).astype(float)
rbm._fit(examples.astype(float), Drawn(drawn_visible, np.ones((BATCH, HIDDEN))))

result = {
    "rate": RATE,
    **{
        name: np.asarray(value, dtype=np.float32).tolist()
        for name, value in {
            "examples": examples,
            "drawnHidden": drawn_hidden,
            "drawnVisible": drawn_visible,
            "kernel": kernel,
            "hidden": hidden,
            "visible": visible,
            "kernelAfter": rbm.components_.T,
            "hiddenAfter": rbm.intercept_hidden_,
            "visibleAfter": rbm.intercept_visible_,
        }.items()
    },
}
text = json.dumps(result, indent=None)
pathlib.Path(__file__).with_name("boltzmann.json").write_text(text + "\n")
