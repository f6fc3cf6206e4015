/** Modules that PyTorch lacks, or that do not train as Keras's do: put into \`model.py\` where they are used. */
export const helpers = {
  BatchNorm: `class BatchNorm(nn.Module):
    """Batch normalization whose moving variance follows the biased variance of the batch, as in Keras."""

    def __init__(self, size, dim=1, momentum=0.99, eps=1e-3, center=True, scale=True, frozen=False):
        super().__init__()
        self.dim, self.momentum, self.eps, self.frozen = dim, momentum, eps, frozen
        self.weight = nn.Parameter(torch.ones(size)) if scale else None
        self.bias = nn.Parameter(torch.zeros(size)) if center else None
        self.register_buffer('running_mean', torch.zeros(size))
        self.register_buffer('running_var', torch.ones(size))

    def forward(self, x):
        shape = [-1 if dim == self.dim else 1 for dim in range(x.ndim)]
        mean, var = self.running_mean, self.running_var
        if self.training and not self.frozen:
            var, mean = torch.var_mean(x, [dim for dim in range(x.ndim) if dim != self.dim], correction=0)
            with torch.no_grad():
                self.running_mean.lerp_(mean, 1 - self.momentum)
                self.running_var.lerp_(var, 1 - self.momentum)
        x = (x - mean.view(shape)) / torch.sqrt(var + self.eps).view(shape)
        if self.weight is not None:
            x = x * self.weight.view(shape)
        return x if self.bias is None else x + self.bias.view(shape)`,
  LayerNorm: `class LayerNorm(nn.Module):
    """Layer normalization along one dimension."""

    def __init__(self, size, dim=1, eps=1e-3, center=True, scale=True):
        super().__init__()
        self.dim, self.eps = dim, eps
        self.weight = nn.Parameter(torch.ones(size)) if scale else None
        self.bias = nn.Parameter(torch.zeros(size)) if center else None

    def forward(self, x):
        shape = [-1 if dim == self.dim else 1 for dim in range(x.ndim)]
        var, mean = torch.var_mean(x, self.dim, correction=0, keepdim=True)
        x = (x - mean) / torch.sqrt(var + self.eps)
        if self.weight is not None:
            x = x * self.weight.view(shape)
        return x if self.bias is None else x + self.bias.view(shape)`,
  PReLU: `class PReLU(nn.Module):
    """A rectifier whose slope below zero is learned."""

    def __init__(self, *shape):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return F.relu(x) - self.weight * F.relu(-x)`,
  Subsampling2d: `class Subsampling2d(nn.Module):
    """The sum of each window times a coefficient, plus a bias (LeCun et al. 1998)."""

    def __init__(self, channels, size, coefficient=True):
        super().__init__()
        self.size, self.count = size, size[0] * size[1]
        self.weight = nn.Parameter(torch.full((channels,), 1 / self.count)) if coefficient else None
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        x = F.avg_pool2d(x, self.size)
        if self.weight is not None:
            x = x * (self.weight * self.count).view(-1, 1, 1)
        return x + self.bias.view(-1, 1, 1)`,
  PartiallyConnectedConv2d: `class PartiallyConnectedConv2d(nn.Module):
    """A convolution in which each filter sees only some of the channels (LeCun et al. 1998)."""

    def __init__(self, channels, connections, kernel_size, stride=(1, 1), bias=True):
        super().__init__()
        pairs = [(row, channel) for row, seen in enumerate(connections) for channel in seen]
        self.shape, self.stride = (len(connections), channels, *kernel_size), stride
        self.rows, self.channels = [row for row, _ in pairs], [channel for _, channel in pairs]
        self.weight = nn.Parameter(torch.zeros(len(pairs), *kernel_size))
        self.bias = nn.Parameter(torch.zeros(len(connections))) if bias else None

    def forward(self, x):
        kernel = x.new_zeros(self.shape)
        kernel[self.rows, self.channels] = self.weight
        return F.conv2d(x, kernel, self.bias, self.stride)`,
  RBFOutput: `class RBFOutput(nn.Module):
    """Squared distances to the fixed bitmap of each digit (LeCun et al. 1998)."""

    def __init__(self, classes, size):
        super().__init__()
        self.register_buffer('targets', torch.zeros(classes, size))

    def forward(self, x):
        return (x[:, None] - self.targets).square().sum(2)`,
  GaussianDropout: `class GaussianDropout(nn.Module):
    """Multiplies by noise around 1 in training."""

    def __init__(self, rate):
        super().__init__()
        self.stddev = (rate / (1 - rate)) ** 0.5

    def forward(self, x):
        return x * (1 + self.stddev * torch.randn_like(x)) if self.training else x`,
  GaussianNoise: `class GaussianNoise(nn.Module):
    """Adds noise in training."""

    def __init__(self, stddev):
        super().__init__()
        self.stddev = stddev

    def forward(self, x):
        return x + self.stddev * torch.randn_like(x) if self.training else x`,
  LSTM: `class LSTM(nn.Module):
    """An LSTM with one bias, as in Keras. Takes and returns [batch, features, length]."""

    def __init__(self, size, units, sequences=False, backwards=False, activation=torch.tanh,
                 recurrent=torch.sigmoid, bias=True):
        super().__init__()
        self.sequences, self.backwards, self.activation, self.recurrent = sequences, backwards, activation, recurrent
        self.weight = nn.Parameter(torch.zeros(4 * units, size))
        self.recurrent_weight = nn.Parameter(torch.zeros(4 * units, units))
        self.bias = nn.Parameter(torch.zeros(4 * units)) if bias else None

    def forward(self, x):
        gates = F.linear(x.movedim(1, -1), self.weight, self.bias)
        h = c = x.new_zeros(x.shape[0], self.recurrent_weight.shape[1])
        steps = []
        for at in reversed(range(x.shape[2])) if self.backwards else range(x.shape[2]):
            i, f, g, o = (gates[:, at] + F.linear(h, self.recurrent_weight)).chunk(4, 1)
            c = self.recurrent(f) * c + self.recurrent(i) * self.activation(g)
            h = self.recurrent(o) * self.activation(c)
            steps.append(h)
        return torch.stack(steps, 2) if self.sequences else h`,
  GRU: `class GRU(nn.Module):
    """A GRU as in Keras. Takes and returns [batch, features, length]."""

    def __init__(self, size, units, sequences=False, backwards=False, activation=torch.tanh,
                 recurrent=torch.sigmoid, bias=True, reset_after=True):
        super().__init__()
        self.sequences, self.backwards, self.activation, self.recurrent = sequences, backwards, activation, recurrent
        self.reset_after, self.units = reset_after, units
        self.weight = nn.Parameter(torch.zeros(3 * units, size))
        self.recurrent_weight = nn.Parameter(torch.zeros(3 * units, units))
        self.bias = nn.Parameter(torch.zeros((2, 3 * units) if reset_after else 3 * units)) if bias else None

    def forward(self, x):
        own, other = (None, None) if self.bias is None else self.bias if self.reset_after else (self.bias, None)
        gates = F.linear(x.movedim(1, -1), self.weight, own)
        h = x.new_zeros(x.shape[0], self.units)
        steps = []
        for at in reversed(range(x.shape[2])) if self.backwards else range(x.shape[2]):
            z, r, g = gates[:, at].chunk(3, 1)
            if self.reset_after:
                rz, rr, rg = F.linear(h, self.recurrent_weight, other).chunk(3, 1)
                z, r = self.recurrent(z + rz), self.recurrent(r + rr)
                g = self.activation(g + r * rg)
            else:
                kernel = self.recurrent_weight
                rz, rr = F.linear(h, kernel[:2 * self.units]).chunk(2, 1)
                z, r = self.recurrent(z + rz), self.recurrent(r + rr)
                g = self.activation(g + F.linear(r * h, kernel[2 * self.units:]))
            h = z * h + (1 - z) * g
            steps.append(h)
        return torch.stack(steps, 2) if self.sequences else h`,
  scaled_tanh: `def scaled_tanh(x):
    """The squash of LeNet-5 (LeCun et al. 1998)."""
    return 1.7159 * torch.tanh(x * (2 / 3))`,
} as const;

export type HelperName = keyof typeof helpers;
