"""Exports architectures of torchvision and timm with random weights to ONNX, with both exporters of torch.onnx.

python torch_models.py FOLDER [NAMES]: NAME.EXPORTER.onnx, NAME.weights.safetensors where there is a template of it, and
NAME.npy with an input (channels last) and its output.
"""
import os
import sys
import warnings

import numpy as np
import timm
import torch
import torchvision
from safetensors.torch import save_file

warnings.filterwarnings('ignore')
folder, names = sys.argv[1], sys.argv[2:]
makers = {
    'resnet18': lambda: torchvision.models.resnet18(),
    'mobilenet_v2': lambda: torchvision.models.mobilenet_v2(),
    'densenet121': lambda: torchvision.models.densenet121(),
    'efficientnet_b0': lambda: torchvision.models.efficientnet_b0(),
    'convnext_tiny': lambda: torchvision.models.convnext_tiny(),
    'timm.resnet18': lambda: timm.create_model('resnet18'),
    'timm.mobilenetv2_100': lambda: timm.create_model('mobilenetv2_100'),
    'timm.densenet121': lambda: timm.create_model('densenet121'),
    'timm.efficientnet_b0': lambda: timm.create_model('efficientnet_b0'),
    'timm.convnext_tiny': lambda: timm.create_model('convnext_tiny'),
}
for name, make in makers.items():
    if names and name not in names:
        continue
    torch.manual_seed(1)
    model = make().eval()
    # Statistics as training leaves them, not those of a new network.
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.uniform_(-0.2, 0.2)
            module.running_var.uniform_(0.6, 1.4)
    x = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        y = model(x)
    np.save(os.path.join(folder, f'{name}.x.npy'), x.movedim(1, -1).contiguous().numpy())
    np.save(os.path.join(folder, f'{name}.y.npy'), y.numpy())
    torch.onnx.export(model, (x,), os.path.join(folder, f'{name}.traced.onnx'), dynamo=False, opset_version=17)
    torch.onnx.export(model, (x,), os.path.join(folder, f'{name}.dynamo.onnx'), dynamo=True, verbose=False,
                      external_data=False)
    # Networks that ship as templates: their weights alone are enough.
    if name.endswith(('resnet18', 'densenet121')):
        save_file(model.state_dict(), os.path.join(folder, f'{name}.weights.safetensors'))
    print(name, flush=True)
