"""Writes small models with PyTorch, through both of its exporters, and what they put out.

Run from the repository's root with PyTorch, onnx and onnxscript: python tests/golden/make_onnx.py
"""

import json
import warnings
from pathlib import Path

import torch
from torch import nn

warnings.filterwarnings("ignore")
FOLDER = Path("tests/golden/onnx")


class ChannelNorm(nn.LayerNorm):
    """Layer normalization of the channels of an image, as ConvNeXt has it."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class ConvNextBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.depthwise = nn.Conv2d(width, width, 7, padding=3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.expand = nn.Linear(width, 2 * width)
        self.project = nn.Linear(2 * width, width)
        self.scale = nn.Parameter(torch.rand(width))

    def forward(self, x):
        y = self.norm(self.depthwise(x).permute(0, 2, 3, 1))
        y = self.project(nn.functional.gelu(self.expand(y))) * self.scale
        return x + y.permute(0, 3, 1, 2)


class Mean(nn.Module):
    def forward(self, x):
        return x.mean([-2, -1])


class Squeezed(nn.Module):
    """Squeeze and excitation, SiLU and hard swish."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 4, (3, 2), stride=2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(4)
        self.less = nn.Conv2d(4, 2, 1)
        self.more = nn.Conv2d(2, 4, 1)
        self.last = nn.Linear(4, 3)

    def forward(self, x):
        x = nn.functional.silu(self.norm(self.first(x)))
        gate = nn.functional.adaptive_avg_pool2d(x, 1)
        x = x * torch.sigmoid(self.more(nn.functional.relu(self.less(gate))))
        x = nn.functional.hardswish(x).mean([2, 3])
        return torch.softmax(self.last(x), 1)


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 4)
        self.last = nn.Linear(4, 2)

    def forward(self, x):
        y, _ = self.lstm(x.permute(1, 0, 2))
        return self.last(y).permute(1, 0, 2)


MODELS = {
    "sequential": (
        nn.Sequential(
            nn.Conv2d(3, 4, 3, 2, 1),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(4 * 4 * 3, 5),
        ),
        (3, 17, 13),
    ),
    "convnext": (
        nn.Sequential(
            nn.Conv2d(3, 4, 2, 2),
            ChannelNorm(4, eps=1e-6),
            ConvNextBlock(4),
            Mean(),
            nn.LayerNorm(4),
            nn.Linear(4, 3),
        ),
        (3, 12, 10),
    ),
    "squeezed": (Squeezed(), (3, 9, 8)),
    "padded": (
        nn.Sequential(
            nn.ZeroPad2d((0, 1, 2, 0)),
            nn.Conv2d(3, 6, 3, padding=(2, 1), groups=3, dilation=(2, 1)),
            nn.LeakyReLU(0.1),
            nn.AvgPool2d(3, 2, 1),
            nn.Upsample(scale_factor=2),
            nn.ConvTranspose2d(6, 2, 3, 2, 1, output_padding=1),
            nn.ELU(),
            nn.Flatten(),
            nn.BatchNorm1d(2 * 24 * 16),
            nn.Linear(2 * 24 * 16, 3),
        ),
        (3, 9, 7),
    ),
    "recurrent": (Recurrent(), (5, 3)),
}


def randomize(model):
    for part in model.modules():
        if isinstance(part, (nn.BatchNorm1d, nn.BatchNorm2d)):
            part.running_mean.uniform_(-0.2, 0.2)
            part.running_var.uniform_(0.5, 1.5)
    return model.eval()


def main():
    FOLDER.mkdir(exist_ok=True)
    expected = {}
    for seed, (name, (model, shape)) in enumerate(MODELS.items()):
        torch.manual_seed(seed)
        randomize(model)
        x = torch.rand(2, *shape)
        last = x.permute(0, 2, 3, 1) if len(shape) == 3 else x
        y = model(x).detach()
        expected[name] = {
            "input": [round(v, 6) for v in last.flatten().tolist()],
            "output": y.flatten().tolist(),
        }
        example = (x[:1],)
        axes = {"x": {0: "batch"}}
        torch.onnx.export(
            model,
            example,
            str(FOLDER / f"{name}.traced.onnx"),
            input_names=["x"],
            dynamic_axes=axes,
            dynamo=False,
            opset_version=17,
        )
        if name == "recurrent":
            # The newer exporter computes the initial state, which is not read.
            continue
        torch.onnx.export(
            model,
            example,
            str(FOLDER / f"{name}.dynamo.onnx"),
            input_names=["x"],
            dynamo=True,
            external_data=False,
        )
    for name, (model, shape) in MODELS.items():
        # What was rounded is what counts.
        rounded = torch.tensor(expected[name]["input"])
        if len(shape) == 3:
            x = rounded.reshape(2, shape[1], shape[2], shape[0]).permute(0, 3, 1, 2)
        else:
            x = rounded.reshape(2, *shape)
        expected[name]["output"] = [round(v, 7) for v in model(x).detach().flatten().tolist()]
    (FOLDER / "expected.json").write_text(json.dumps(expected) + "\n")


main()
