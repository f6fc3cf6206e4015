"""Makes views.json: attributions of one small network as Keras and TensorFlow compute them.

    pip install tensorflow-cpu==2.21.0
    TF_ENABLE_ONEDNN_OPTS=0 python tests/golden/make_views.py

The network, its weights, the image and the noise are formulas that views.test.ts has as well. Each case holds the
options of a view and what it draws, `[8, 8]`.
"""

import json
import os
import pathlib

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
L = keras.layers

SIDE, CLASS = 8, 2
wave = lambda count, phase, scale: np.array([scale * np.sin(1.7 * i + phase) for i in range(count)])

image = keras.Input((SIDE, SIDE, 1))
first = L.Conv2D(4, 3, activation="relu")
second = L.Conv2D(3, 3, padding="same", activation="relu", name="second")
dense = L.Dense(5)
maps = second(first(image))
model = keras.Model(image, [dense(L.Flatten()(maps)), maps])
for layer, phase in ((first, 0.0), (second, 1.0), (dense, 2.0)):
    kernel, bias = layer.get_weights()
    layer.set_weights([wave(kernel.size, phase, 0.4).reshape(kernel.shape), wave(bias.size, phase + 0.5, 0.1)])

x = (np.array([40 + (i * 37) % 150 for i in range(SIDE * SIDE)]) / 255).reshape(1, SIDE, SIDE, 1)


def score(batch):
    return model(batch)[0][:, CLASS]


def gradient(batch):
    batch = tf.constant(batch)
    with tf.GradientTape() as tape:
        tape.watch(batch)
        out = tf.reduce_sum(score(batch))
    return tape.gradient(out, batch).numpy()


def mulberry32(seed):
    state = seed
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        bits = ((state ^ (state >> 15)) * (1 | state)) & 0xFFFFFFFF
        bits = ((bits + (((bits ^ (bits >> 7)) * (61 | bits)) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ bits
        yield ((bits ^ (bits >> 14)) & 0xFFFFFFFF) / 2**32


def normals(seed):
    uniform = mulberry32(seed)
    while True:
        a, b = next(uniform), next(uniform)
        yield np.sqrt(-2 * np.log(1 - a)) * np.cos(2 * np.pi * b)


def smooth_grad(samples, noise):
    draw = normals(1)
    copies = np.stack([x[0] + np.array([next(draw) for _ in range(x.size)]).reshape(x.shape[1:]) * noise * np.ptp(x) for _ in range(samples)])
    return gradient(copies).mean(0)


def integrated(steps):
    points = np.concatenate([x * (i + 0.5) / steps for i in range(steps)])
    return x[0] * gradient(points).mean(0)


def cam(plus):
    values = model(x)[1]
    with tf.GradientTape() as tape:
        tape.watch(values)
        out = dense(tf.reshape(values, (1, -1)))[0, CLASS]
    slopes, values = tape.gradient(out, values).numpy()[0], values.numpy()[0]
    if plus:
        below = 2 * slopes**2 + slopes**3 * values.sum((0, 1))
        weights = (np.where(below != 0, slopes**2 / np.where(below != 0, below, 1), 0) * np.maximum(slopes, 0)).sum((0, 1))
    else:
        weights = slopes.mean((0, 1))
    coarse = np.maximum((values * weights).sum(-1), 0)
    return tf.image.resize(coarse[None, :, :, None], (SIDE, SIDE)).numpy()[0]


@tf.custom_gradient
def guided(values):
    out = tf.nn.relu(values)
    return out, lambda slope: slope * tf.cast(slope > 0, slope.dtype) * tf.cast(values > 0, slope.dtype)


def guided_backpropagation():
    batch = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(batch)
        one = guided(tf.nn.conv2d(batch, first.kernel, 1, "VALID") + first.bias)
        two = guided(tf.nn.conv2d(one, second.kernel, 1, "SAME") + second.bias)
        out = dense(tf.reshape(two, (1, -1)))[0, CLASS]
    return tape.gradient(out, batch).numpy()[0]


def occlusion(side, step):
    whole, value = score(x).numpy()[0], x.mean()
    sums, counts = np.zeros((SIDE, SIDE)), np.zeros((SIDE, SIDE))
    places = list(range(0, SIDE - side + 1, step))
    if places[-1] + side < SIDE:
        places.append(SIDE - side)
    for top in places:
        for left in places:
            covered = x.copy()
            covered[0, top : top + side, left : left + side] = value
            sums[top : top + side, left : left + side] += whole - score(covered).numpy()[0]
            counts[top : top + side, left : left + side] += 1
    return sums / counts


def rise(masks, cells, kept):
    uniform = mulberry32(1)
    shares, weighted, total = np.zeros((SIDE, SIDE)), np.zeros((SIDE, SIDE)), 0
    for _ in range(masks):
        grid = np.array([float(next(uniform) < kept) for _ in range((cells + 2) ** 2)]).reshape(cells + 2, cells + 2)
        top, left = next(uniform), next(uniform)
        mask = np.zeros((SIDE, SIDE))
        for i in range(SIDE):
            for j in range(SIDE):
                y, x_ = i * cells / SIDE + top, j * cells / SIDE + left
                r, c = int(y), int(x_)
                v, u = y - r, x_ - c
                mask[i, j] = np.array([1 - v, v]) @ grid[r : r + 2, c : c + 2] @ np.array([1 - u, u])
        value = score(x * mask[None, :, :, None]).numpy()[0]
        shares, weighted, total = shares + mask, weighted + value * mask, total + value
    return weighted / shares - total / masks


cases = [
    ("saliency", {"signed": True}, gradient(x)[0]),
    ("saliency", {}, np.abs(gradient(x)[0])),
    ("smooth-grad", {"samples": 12, "noise": 0.1, "signed": True}, smooth_grad(12, 0.1)),
    ("input-times-gradient", {}, (x * gradient(x))[0]),
    ("integrated-gradients", {"steps": 40}, integrated(40)),
    ("grad-cam", {}, cam(False)),
    ("grad-cam-plus-plus", {}, cam(True)),
    ("guided-backpropagation", {"signed": True}, guided_backpropagation()),
    ("occlusion", {"patch": 0.4}, occlusion(3, 1)),
    ("rise", {"masks": 64, "cells": 3, "kept": 0.5}, rise(64, 3, 0.5)),
]
path = pathlib.Path(__file__).with_name("views.json")
rows = [{"view": view, "parameters": parameters, "heat": [float(f"{v:.6g}") for v in np.ravel(heat)]} for view, parameters, heat in cases]
difference = float(score(x)[0] - score(np.zeros_like(x))[0])
path.write_text(json.dumps({"difference": difference, "cases": rows}, separators=(",", ":")) + "\n")
