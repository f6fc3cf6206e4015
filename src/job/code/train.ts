/**
 * `train.py`: trains the network of `model.py` as the engine trains it, on any number of processes, each with its part of
 * every batch. Started by `torchrun`, or by Ray's workers.
 */
export const trainProgram = `"""Trains the network of model.py on several processes, each with its part of every batch.

Batches have the examples of order.npy, and every step has the learning rate of rates.npy: the same as on one machine.
Batch normalization takes its statistics over the whole batch, of all processes. Dropout and noise draw numbers of
their own in each process. Every few steps the first process writes a checkpoint beside this file; whoever starts it
again goes on from there.
"""
import json
import os
import sys
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch.distributed.nn.functional import all_reduce

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, FOLDER)
import model as program


def at(*names):
    return os.path.join(FOLDER, *names)


def total(x):
    """The sum over all processes; gradients pass through it."""
    return all_reduce(x.contiguous()) if dist.get_world_size() > 1 else x


def synced_forward(self, x):
    """BatchNorm.forward with the statistics of the batch as a whole, not of this process's part."""
    shape = [-1 if dim == self.dim else 1 for dim in range(x.ndim)]
    mean, var = self.running_mean, self.running_var
    if self.training and not self.frozen:
        dims = [dim for dim in range(x.ndim) if dim != self.dim]
        own = torch.full_like(mean, x.numel() // x.shape[self.dim])
        count = total(own.detach())
        mean = total(x.sum(dims)) / count
        var = total((x - mean.view(shape)).square().sum(dims)) / count
        with torch.no_grad():
            self.running_mean.lerp_(mean, 1 - self.momentum)
            self.running_var.lerp_(var, 1 - self.momentum)
    x = (x - mean.view(shape)) / torch.sqrt(var + self.eps).view(shape)
    if self.weight is not None:
        x = x * self.weight.view(shape)
    return x if self.bias is None else x + self.bias.view(shape)


if hasattr(program, 'BatchNorm'):
    program.BatchNorm.forward = synced_forward


class Optimizer:
    """The engine's optimizers: Keras's, not PyTorch's."""

    def __init__(self, parameters, job):
        self.parameters, self.job = parameters, job
        self.kind, self.params = job['optimizer']['kind'], job['optimizer']['params']
        self.slots = {name: {} for name, _ in parameters}

    def slot(self, name, kind, like, initial=0.0):
        slots = self.slots[name]
        if kind not in slots:
            slots[kind] = torch.full_like(like, initial)
        return slots[kind]

    def clip(self):
        by, limit = self.job['clipping']['by'], self.job['clipping']['limit']
        grads = [p.grad for _, p in self.parameters if p.grad is not None]
        if by == 'value':
            for g in grads:
                g.clamp_(-limit, limit)
        elif by == 'norm':
            for g in grads:
                g.mul_(limit / max(float(g.norm()), limit))
        elif by == 'globalNorm' and grads:
            norm = float(torch.stack([g.square().sum() for g in grads]).sum().sqrt())
            for g in grads:
                g.mul_(limit / max(norm, limit))

    @torch.no_grad()
    def step(self, number, rate):
        self.clip()
        p = self.params
        for name, weight in self.parameters:
            g = weight.grad
            if g is None:
                continue
            lr = rate * self.job['factors'].get(name, 1.0)
            if self.job['weightDecay']:
                weight.sub_(weight * lr * self.job['weightDecay'])
            if self.kind == 'sgd':
                weight.sub_(g * lr)
            elif self.kind == 'momentum':
                velocity = self.slot(name, 'momentum', weight)
                velocity.mul_(p['momentum']).sub_(g * lr)
                weight.add_(velocity * p['momentum'] - g * lr if p['nesterov'] else velocity)
            elif self.kind in ('adam', 'adamw'):
                if self.kind == 'adamw':
                    weight.mul_(1 - lr * p['weightDecay'])
                m, v = self.slot(name, 'momentum', weight), self.slot(name, 'velocity', weight)
                m.add_((g - m) * (1 - p['beta1']))
                v.add_((g.square() - v) * (1 - p['beta2']))
                corrected = lr * (1 - p['beta2'] ** number) ** 0.5 / (1 - p['beta1'] ** number)
                weight.sub_(m * corrected / (v.sqrt() + p['epsilon']))
            elif self.kind == 'rmsprop':
                v = self.slot(name, 'velocity', weight)
                v.mul_(p['rho']).add_(g.square() * (1 - p['rho']))
                weight.sub_(g * lr / torch.sqrt(v + p['epsilon']))


def losses_of(job, outputs, targets):
    """The loss of each example, and whether its answer is right."""
    if job['target'] == 'class':
        scores = outputs
        if job['scores'] == 'probabilities':
            scores = outputs.clamp_min(1e-30).log()
        elif job['scores'] == 'clipped':
            scores = outputs.clamp(1e-7, 1).log()
        elif job['scores'] == 'distances':
            scores = -outputs
        smoothing = job['loss']['params'].get('labelSmoothing', 0.0)
        each = F.cross_entropy(scores, targets, reduction='none', label_smoothing=smoothing)
        if job['classWeights'] is not None:
            each = each * torch.tensor(job['classWeights'], device=each.device)[targets]
        return each, (scores.argmax(1) == targets).float()
    wanted = targets.reshape(outputs.shape)
    apart = outputs - wanted
    each = apart.square() if job['loss']['kind'] == 'meanSquaredError' else apart.abs()
    return each.flatten(1).mean(1), torch.zeros(len(outputs), device=outputs.device)


class Split:
    """Examples on disk, of which only those that are asked for come into memory."""

    def __init__(self, name, device):
        self.x = np.load(at('data', name + '-x.npy'), mmap_mode='r')
        self.y = np.load(at('data', name + '-y.npy'), mmap_mode='r')
        self.device = device

    def read(self, indices):
        x = torch.from_numpy(np.ascontiguousarray(self.x[indices])).to(self.device)
        x = (x.movedim(-1, 1) if x.ndim > 2 else x).contiguous()
        y = torch.from_numpy(np.ascontiguousarray(self.y[indices])).to(self.device)
        if y.dtype == torch.int32:
            return x, y.long()
        return x, (y.movedim(-1, 1) if y.ndim > 2 else y).contiguous()


def write_whole(path, write):
    """The old file or the new one, whenever this process is killed."""
    temporary = path + '.part'
    write(temporary)
    os.replace(temporary, path)


class Progress:
    """Lines of JSON that whoever started this reads while it trains. Written by the first process alone."""

    def __init__(self, first):
        self.file = open(at('progress.jsonl'), 'a') if first else None

    def tell(self, **line):
        if self.file:
            self.file.write(json.dumps(line) + '\\n')
            self.file.flush()


def evaluate(net, job, split, rank, world, device):
    net.eval()
    sums = torch.zeros(3, dtype=torch.float64, device=device)
    own = np.arange(rank, len(split.x), world)
    with torch.no_grad():
        for begin in range(0, len(own), 256):
            x, y = split.read(own[begin:begin + 256])
            each, right = losses_of(job, net(x), y)
            sums += torch.stack([each.double().sum(), right.double().sum(), torch.tensor(float(len(x)), device=device)])
    net.train()
    dist.all_reduce(sums)
    return (sums[0] / sums[2]).item(), (sums[1] / sums[2]).item()


def main():
    with open(at('job.json')) as file:
        job = json.load(file)
    rank, world = dist.get_rank(), dist.get_world_size()
    use_cuda = torch.cuda.is_available() and dist.get_backend() == 'nccl'
    device = torch.device('cuda', int(os.environ.get('LOCAL_RANK', 0))) if use_cuda else torch.device('cpu')
    if not use_cuda:
        torch.set_num_threads(max(1, (os.cpu_count() or 1) // world))
    net = program.load(at('weights.safetensors')).to(device).train()
    train, valid = Split('train', device), Split('validation', device)
    order, rates = np.load(at('data', 'order.npy'), mmap_mode='r'), np.load(at('data', 'rates.npy'))
    optimizer = Optimizer([(n, p) for n, p in net.named_parameters() if p.requires_grad], job)
    batch, epochs, count = job['batchSize'], job['epochs'], order.shape[1]
    batches = -(-count // batch)
    place, sums, seconds = 0, [0.0, 0.0, 0], 0.0
    checkpoint = at('checkpoint.pt')
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        net.load_state_dict(saved['model'])
        optimizer.slots = saved['slots']
        place, sums, seconds = saved['place'], saved['sums'], saved['seconds']
    progress = Progress(rank == 0)
    progress.tell(kind='start', step=place, workers=world, pid=os.getpid(), torch=torch.__version__)
    dist.barrier()
    shared = torch.nn.parallel.DistributedDataParallel(net, broadcast_buffers=False)
    began = time.monotonic() - seconds

    def save():
        if rank == 0:
            state = dict(model=net.state_dict(), slots=optimizer.slots, place=place, sums=sums, seconds=seconds)
            write_whole(checkpoint, lambda path: torch.save(state, path))

    while place < epochs * batches:
        epoch, index = divmod(place, batches)
        whole = order[epoch, index * batch:(index + 1) * batch]
        x, y = train.read(whole[rank::world])
        # In bf16 the weights stay float32: products are computed in bfloat16, losses and gradients of weights are not.
        with torch.autocast(device.type, torch.bfloat16, enabled=job['precision'] == 'bf16'):
            outputs = shared(x)
        each, right = losses_of(job, outputs.float(), y)
        # Gradients are averaged over the processes; their sum over the batch's examples is wanted.
        (each.sum() * (world / len(whole))).backward()
        step = place + 1
        optimizer.step(step, float(rates[place]))
        net.zero_grad(set_to_none=True)
        both = torch.stack([each.detach().sum(), right.sum()]).double()
        dist.all_reduce(both)
        loss, accuracy = (both / len(whole)).tolist()
        if loss != loss:
            raise SystemExit('the loss is no longer a number')
        place, seconds = step, time.monotonic() - began
        sums = [sums[0] + loss * len(whole), sums[1] + accuracy * len(whole), sums[2] + len(whole)]
        progress.tell(kind='step', step=step, epoch=epoch + 1, loss=loss, accuracy=accuracy,
                      rate=float(rates[step - 1]), time=time.time())
        if place % batches == 0:
            held = evaluate(net, job, valid, rank, world, device) if len(valid.x) else (None, None)
            progress.tell(kind='epoch', epoch=epoch + 1, loss=sums[0] / sums[2], accuracy=sums[1] / sums[2],
                          valLoss=held[0], valAccuracy=held[1], rate=float(rates[step - 1]), seconds=seconds,
                          seen=sums[2])
            sums = [0.0, 0.0, 0]
            save()
        elif place % job['checkpointSteps'] == 0:
            save()
    if rank == 0:
        from safetensors.torch import save_file

        state = {name: value.detach().cpu().contiguous() for name, value in net.state_dict().items()}
        write_whole(at('result.safetensors'), lambda path: save_file(state, path))
    progress.tell(kind='end', step=place, seconds=seconds)
    dist.barrier()


if __name__ == '__main__':
    dist.init_process_group('nccl' if torch.cuda.is_available() else 'gloo')
    try:
        main()
    finally:
        dist.destroy_process_group()
`;
