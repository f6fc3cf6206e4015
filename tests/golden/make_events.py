"""TensorBoard event files as TensorFlow itself writes them: python make_events.py > events.json

The run is the one of src/interchange/logs.test.ts.
"""

import base64
import json
import os
import tempfile

import tensorflow as tf

Event = tf.compat.v1.Event
Summary = tf.compat.v1.Summary

BEGAN = 1767261600.0
EPOCHS = [
    {"loss": 0.5123, "accuracy": 0.8125, "seconds": 12.5, "images_per_second": 640.0},
    {"loss": 0.25, "accuracy": 0.93, "seconds": 12.0, "images_per_second": 666.0},
]
VALIDATION = [{"loss": 0.375, "accuracy": 0.875}, {"loss": 0.3, "accuracy": 0.9}]
TEST = {"loss": 0.31, "accuracy": 0.8975}


# Two steps an epoch, the second epoch a night later.
STEPS = [
    (1, BEGAN + 5.25, {"loss": 0.75, "accuracy": 0.75, "learning_rate": 0.01}),
    (2, BEGAN + 12.5, {"loss": 0.25, "accuracy": 0.875, "learning_rate": 0.01}),
    (3, BEGAN + 30000.5, {"loss": 0.375, "accuracy": 0.875, "learning_rate": 0.005}),
    (4, BEGAN + 30005.5, {"loss": 0.125, "accuracy": 1.0, "learning_rate": 0.005}),
]


def event_file(moments):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "events")
        with tf.io.TFRecordWriter(path) as writer:
            writer.write(Event(wall_time=BEGAN, file_version="brain.Event:2").SerializeToString())
            for time, step, scalars, *of in moments:
                of = of[0] if of else "epoch"
                values = [Summary.Value(tag=of + "_" + k, simple_value=v) for k, v in scalars.items()]
                event = Event(wall_time=time, step=step, summary=Summary(value=values))
                writer.write(event.SerializeToString())
        with open(path, "rb") as file:
            return base64.b64encode(file.read()).decode()


def batches(steps):
    return [(time, step, scalars, "batch") for step, time, scalars in steps]


nights = [STEPS[1][1], STEPS[3][1]]
with_steps = [
    *batches(STEPS[:2]),
    (nights[0], 1, EPOCHS[0]),
    *batches(STEPS[2:]),
    (nights[1], 2, EPOCHS[1]),
]
times = [BEGAN + 12.5, BEGAN + 24.5]
print(
    json.dumps(
        {
            "train": event_file([(times[i], i + 1, EPOCHS[i]) for i in range(2)]),
            "validation": event_file([(times[i], i + 1, VALIDATION[i]) for i in range(2)]),
            "test": event_file([(times[1], 2, TEST)]),
            "steps": {
                "train": event_file(with_steps),
                "validation": event_file([(nights[i], i + 1, VALIDATION[i]) for i in range(2)]),
                "test": event_file([(nights[1], 2, TEST)]),
            },
        },
        indent=1,
    )
)
