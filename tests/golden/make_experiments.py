"""Makes experiments.json: batch statistics, pulse, importance, surgery, dropout and comparisons of small networks, as
PyTorch, scikit-learn, SciPy and NumPy compute them.

    pip install torch scikit-learn scipy
    python tests/golden/make_experiments.py

Networks, weights, examples and labels are formulas that experiments.test.ts has as well.
"""

import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from scipy.optimize import linear_sum_assignment
from sklearn.decomposition import PCA
from sklearn.metrics import accuracy_score, recall_score

torch.set_default_dtype(torch.float64)
COUNT, SIDE, CLASSES, RATE, NOW = 24, 6, 3, 0.4, 2


def wave(count, phase):
    return np.sin(1.7 * np.arange(count) + phase)


def chirp(count):
    return np.sin(0.013 * np.arange(count) ** 2)


ROLES = {"kernel": (0, 0.5, 0), "bias": (0, 0.1, 0.5), "gamma": (1, 0.3, 0.2), "beta": (0, 0.2, 0.3)}
ROLES |= {"moving_mean": (0, 0.3, 0.4), "moving_variance": (1, 0.5, 0.6)}
PHASES = {"conv": 0, "norm": 1, "answer": 2, "code": 0, "back": 1}


def weight(layer, name, shape, moment):
    base, scale, phase = ROLES[name]
    values = base + scale * wave(int(np.prod(shape)), PHASES[layer] + phase + 0.1 * moment)
    return torch.tensor(values.reshape(shape))


def weights(moment, filters=4):
    own = {("conv", "kernel"): (3, 3, 1, filters), ("conv", "bias"): (filters,)}
    own |= {("norm", name): (filters,) for name in ("gamma", "beta", "moving_mean", "moving_variance")}
    own |= {("answer", "kernel"): (4 * filters, CLASSES), ("answer", "bias"): (CLASSES,)}
    return {key: weight(*key, shape, moment) for key, shape in own.items()}


def network(x, w, change=lambda layer, value: value):
    """Outputs by layer, `[count, height, width, channels]`; of the last the scores before the softmax."""
    out = {}
    conv = F.conv2d(x.permute(0, 3, 1, 2), w["conv", "kernel"].permute(3, 2, 0, 1), w["conv", "bias"])
    out["conv"] = change("conv", F.relu(conv).permute(0, 2, 3, 1))
    own = [w["norm", name] for name in ("moving_mean", "moving_variance", "gamma", "beta")]
    norm = F.batch_norm(out["conv"].permute(0, 3, 1, 2), *own, training=False, eps=1e-3)
    out["norm"] = change("norm", norm.permute(0, 2, 3, 1))
    out["pool"] = F.max_pool2d(out["norm"].permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1)
    out["drop"] = change("drop", out["pool"])
    out["answer"] = change("answer", out["drop"].flatten(1) @ w["answer", "kernel"] + w["answer", "bias"])
    return out


def mulberry32(seed):
    state = seed
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        bits = ((state ^ (state >> 15)) * (1 | state)) & 0xFFFFFFFF
        bits = ((bits + (((bits ^ (bits >> 7)) * (61 | bits)) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ bits
        yield ((bits ^ (bits >> 14)) & 0xFFFFFFFF) / 2**32


x = torch.tensor(chirp(COUNT * SIDE * SIDE).reshape(COUNT, SIDE, SIDE, 1))
labels = torch.tensor((np.arange(COUNT) * 5 // 2) % CLASSES)
image = torch.tensor(np.array([(at * 53) % 256 for at in range(SIDE * SIDE)]).reshape(1, SIDE, SIDE, 1) / 255)
now = weights(NOW)
plain = network(x, now)
numbers = lambda values: [float(f"{v:.7g}") for v in np.ravel(np.asarray(values, dtype=float))]


def batch_statistics(size):
    """What a BatchNorm layer of PyTorch takes up of each batch when its momentum is 1."""
    means, variances = [], []
    for start in range(0, COUNT, size):
        layer = torch.nn.BatchNorm2d(4, momentum=1)
        own = plain["conv"][start : start + size].permute(0, 3, 1, 2)
        layer(own)
        places = own.numel() / 4
        means.append(layer.running_mean.numpy())
        variances.append(layer.running_var.numpy() * (places - 1) / places)
    means, deviations = np.array(means), np.sqrt(variances)
    return {
        "mean": numbers(means.mean(0)),
        "deviation": numbers(np.sqrt(np.mean(variances, 0))),
        "least": [numbers(means.min(0)), numbers(deviations.min(0))],
        "most": [numbers(means.max(0)), numbers(deviations.max(0))],
        "moving": [numbers(now["norm", "moving_mean"]), numbers(now["norm", "moving_variance"].sqrt())],
    }


SHARES = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]
FIRST = [("conv", "kernel"), ("norm", "gamma"), ("answer", "kernel")]


def pulse():
    activations, gradients, sizes, spread, norms, moved, before = [], [], [], [], [], [], None
    for moment in range(NOW + 1):
        w = weights(moment)
        first = [w[key].requires_grad_() for key in FIRST]
        out = network(x, w)
        slopes = torch.autograd.grad(F.cross_entropy(out["answer"], labels), first)
        own = [value.detach().numpy() for value in first]
        activations.append(numbers(np.quantile(out["conv"].detach().numpy(), SHARES)))
        gradients.append(numbers(np.quantile(slopes[0].numpy(), SHARES)))
        sizes.append(numbers([np.log10(np.sqrt(np.mean(slope.numpy() ** 2))) for slope in slopes]))
        spread.append(numbers(np.quantile(own[0], SHARES)))
        norms.append(numbers([np.linalg.norm(value) for value in own]))
        if before:
            moved.append(numbers([np.linalg.norm(a - b) / np.linalg.norm(a) for a, b in zip(own, before)]))
        before = own
    counts, _ = np.histogram(plain["conv"].numpy().astype(np.float32), 40)
    return {
        "activations": activations,
        "gradients": gradients,
        "sizes": sizes,
        "spread": spread,
        "norms": norms,
        "moved": moved,
        "histogram": counts.tolist(),
    }


def importance(share):
    """Molchanov et al. 2017: the mean over examples of the size of output times slope, summed over a channel's places."""
    names, totals = ["conv", "norm", "answer"], None
    for at in range(COUNT):
        out = network(x[at : at + 1].requires_grad_(), now)
        slopes = torch.autograd.grad(F.cross_entropy(out["answer"], labels[at : at + 1]), [out[name] for name in names])
        own = [(out[n] * s).flatten(0, -2).sum(0).abs().detach().numpy() / COUNT for n, s in zip(names, slopes)]
        totals = own if totals is None else [a + b for a, b in zip(totals, own)]
    rounding = {}
    for (layer, _), value in now.items():
        value = value.float()
        filters = value.shape[-1] if value.dim() > 1 else 1
        rows = value.reshape(-1, filters) if value.dim() > 1 else value.reshape(-1, 1)
        scales = rows.abs().amax(0) / 127
        whole = torch.fake_quantize_per_channel_affine(rows, scales, torch.zeros(filters, dtype=torch.int32), 1, -127, 127)
        rounding[layer] = max(rounding.get(layer, 0), float((rows - whole).norm() / rows.norm()))
    return {
        "share": share,
        "taylor": {name: numbers(own) for name, own in zip(names, totals)},
        "prunable": {n: int((np.cumsum(np.sort(o)) <= share / 100 * o.sum()).sum()) for n, o in zip(names, totals)},
        "error": rounding,
    }


def zeroed(layer, channels):
    def change(name, value):
        if name == layer:
            value = value.clone()
            value[..., channels] = 0
        return value

    return change


def answers(out):
    predicted = out["answer"].argmax(1)
    return {
        "accuracy": accuracy_score(labels, predicted),
        "loss": float(F.cross_entropy(out["answer"], labels)),
        "classes": numbers(recall_score(labels, predicted, average=None)),
        "changed": int((predicted != plain["answer"].argmax(1)).sum()),
    }


def surgery(channels):
    out = network(x, now, zeroed("norm", channels))
    alone = [answers(network(x, now, zeroed("norm", [at])))["accuracy"] for at in range(4)]
    return {
        "channels": channels,
        "before": answers(plain),
        "after": answers(out),
        "alone": alone,
        "probabilities": numbers(out["answer"].softmax(1)),
    }


def dropout(seed, draws):
    uniform, values, printed = mulberry32(seed + 1), [], []
    for _ in range(draws):
        kept = torch.tensor([next(uniform) >= RATE for _ in range(2 * 2 * 4)]).reshape(1, 2, 2, 4)
        out = network(image, now, lambda layer, value: value * kept / (1 - RATE) if layer == "drop" else value)
        values.append(out["drop"])
        printed.append(out["answer"].softmax(1))
    return {
        "seed": seed,
        "values": [numbers(each) for each in values],
        "removed": [float((each == 0).float().mean()) for each in values],
        "answers": [numbers(each) for each in printed],
    }


def side_by_side(moment, example):
    then, other = network(image, weights(moment))["conv"], network(x[example : example + 1], now)["conv"]
    own = network(image, now)["conv"]
    kernel, before = now["conv", "kernel"], weights(moment)["conv", "kernel"]
    return {
        "moment": {"maps": numbers(then), "distance": float((own - then).norm() / own.norm())},
        "filters": {"maps": numbers(before), "distance": float((kernel - before).norm() / kernel.norm())},
        "image": {"maps": numbers(other), "distance": float((own - other).norm() / own.norm())},
        "now": numbers(own),
    }


def compared(moment, filters):
    """Linear CKA as Kornblith et al. 2019 define it on features; filters matched by Pearson's correlation."""
    other = network(x, weights(moment, filters))
    center = lambda value: (value - value.mean(0)).numpy()
    features = lambda out: [center((out[n].softmax(1) if n == "answer" else out[n]).flatten(1)) for n in ("conv", "norm", "answer")]
    norm = np.linalg.norm
    alike = [[norm(b.T @ a) ** 2 / (norm(a.T @ a) * norm(b.T @ b)) for b in features(other)] for a in features(plain)]
    one, two = (out["conv"].reshape(-1, out["conv"].shape[-1]).numpy() for out in (plain, other))
    table = np.corrcoef(one.T, two.T)[:4, 4:]
    rows, columns = linear_sum_assignment(table, maximize=True)
    first, second = plain["answer"].argmax(1), other["answer"].argmax(1)
    right, other_right = first == labels, second == labels
    return {
        "filters": filters,
        "moment": moment,
        "alike": [numbers(row) for row in alike],
        "matches": [[int(r), int(c), float(table[r, c])] for r, c in zip(rows, columns)],
        "tally": [int(v.sum()) for v in (right & other_right, right & ~other_right, ~right & other_right, ~right & ~other_right, first != second)],
    }


def autoencoder():
    data = torch.tensor(0.5 + 0.5 * chirp(40 * 16)).reshape(40, 16)
    shape = {("code", "kernel"): (16, 3), ("code", "bias"): (3,), ("back", "kernel"): (3, 16), ("back", "bias"): (16,)}
    w = {key: weight(*key, own, 0) for key, own in shape.items()}
    code = torch.tanh(data @ w["code", "kernel"] + w["code", "bias"])
    back = torch.sigmoid(code @ w["back", "kernel"] + w["back", "bias"])
    pca, of_code = PCA(3).fit(data.numpy()), PCA(2).fit(code.numpy())
    linear = pca.inverse_transform(pca.transform(data.numpy()))
    return {
        "network": float(F.mse_loss(back, data)),
        "pca": float(np.mean((linear - data.numpy()) ** 2)),
        "codePlane": numbers(of_code.transform(code.numpy())),
        "pcaPlane": numbers(pca.transform(data.numpy())[:, :2]),
    }


golden = {
    "batchStatistics": batch_statistics(8),
    "pulse": pulse(),
    "importance": importance(20),
    "surgery": surgery([1, 3]),
    "dropout": dropout(3, 4),
    "sideBySide": side_by_side(1, 3),
    "compared": compared(5, 6),
    "autoencoder": autoencoder(),
}
path = pathlib.Path(__file__).with_name("experiments.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
