"""Runs the exported program `train.py` in this folder, and prints what its model reaches on the test data, as
scikit-learn measures it, as one JSON object.

    python score_program.py accuracy|iou|r2
"""

import json
import runpy
import sys

from sklearn.metrics import accuracy_score, jaccard_score, r2_score

program = runpy.run_path("train.py", run_name="__main__")
import keras

model = keras.models.load_model("model.keras", compile=False)
_, (x, y) = program["load_data"]()
outputs = model.predict(program["prepare"](x), batch_size=50, verbose=0)
scores = {
    "accuracy": lambda: accuracy_score(y.ravel(), outputs.argmax(-1).ravel()),
    "iou": lambda: jaccard_score(y.ravel(), outputs.argmax(-1).ravel(), average="macro"),
    "r2": lambda: r2_score(y.ravel(), outputs.ravel()),
}
print(json.dumps({"score": float(scores[sys.argv[1]]())}))
