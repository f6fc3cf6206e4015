import { type ProgramParts as ModuleParts, moduleCode } from '../../pytorch/code/program.ts';

export interface ProgramParts {
  readonly about: string;
  readonly module: ModuleParts;
  readonly constants: readonly string[];
  /** `MNIST`, of `torchvision.datasets`; null where the data are a folder, or lie beside the program. */
  readonly dataset: string | null;
  /** Expressions of where the data and the first weights lie; null where there are none. */
  readonly data: string | null;
  readonly initial: string | null;
  /** Whether examples are images, to which a last axis is added where it is missing. */
  readonly images: boolean;
  readonly folder: string;
  /** `L` for gray images, else `RGB`. */
  readonly mode: string;
  readonly imageSize: string;
  readonly prepare: readonly string[];
  readonly initialize: readonly string[];
  /** What is added to the loss for large weights; empty for nothing. */
  readonly penalty: string;
  /** Expressions of `x`, images as tensors, and `labels`. */
  readonly targets: string;
  readonly optimizer: string;
  /** An expression of `y` and `p`. */
  readonly loss: string;
  /** An expression of `y` and `p`, examples that are right; null where no class is answered. */
  readonly right: string | null;
  /** After so many epochs without a smaller loss training ends; null for never. */
  readonly patience: { readonly epochs: number; readonly least: number; readonly restore: boolean } | null;
  readonly notes: readonly string[];
  readonly words: Readonly<
    Record<'data' | 'prepare' | 'initialize' | 'initial' | 'training' | 'evaluate', string>
  >;
}

const indented = (lines: readonly string[]): string => lines.map((line) => `    ${line}\n`).join('');

const loading = ({ dataset, folder, mode, imageSize }: ProgramParts): string =>
  dataset === null
    ? `    from pathlib import Path
    from PIL import Image

    classes = sorted(path.name for path in Path(${folder}).iterdir() if path.is_dir())
    files = [(file, label) for label, name in enumerate(classes) for file in sorted(Path(${folder}, name).iterdir())]
    order = np.random.permutation(len(files))
    pictures = [Image.open(files[at][0]).convert('${mode}').resize(${imageSize}) for at in order]
    images = np.stack([np.asarray(picture) for picture in pictures])
    labels = np.array([files[at][1] for at in order])
    cut = len(files) * 4 // 5
    return (channels(images[:cut]), labels[:cut]), (channels(images[cut:]), labels[cut:])`
    : `    from torchvision import datasets

    train, test = (datasets.${dataset}('data', train=part, download=True) for part in (True, False))
    return ((channels(np.asarray(train.data)), np.asarray(train.targets)),
            (channels(np.asarray(test.data)), np.asarray(test.targets)))`;

const trainingLoop = ({
  patience,
  penalty,
  notes,
  optimizer,
}: ProgramParts): string => `${indented(notes)}    optimizer = ${optimizer}
${patience ? "    best, waited, kept = float('inf'), 0, model.state_dict()\n" : ''}    cut = len(x_train) - int(len(x_train) * VALIDATION_SPLIT)
    for epoch in range(1, EPOCHS + 1):
        model.train()
        for batch in torch.randperm(cut).split(BATCH_SIZE):
            optimizer.zero_grad()
            loss = loss_of(y_train[batch], model(x_train[batch]))${penalty === '' ? '' : ' + penalty(model)'}
            loss.backward()
            optimizer.step()
        scores = evaluate(model, x_train[cut:], y_train[cut:]) if cut < len(x_train) else {'loss': loss.item()}
        print(f'epoch {epoch}', *(f'{name} {value:.4f}' for name, value in scores.items()), flush=True)
${
  patience
    ? `        if scores['loss'] < best - ${patience.least}:
            best, waited, kept = scores['loss'], 0, {key: value.clone() for key, value in model.state_dict().items()}
        elif (waited := waited + 1) >= ${patience.epochs}:
            break
${patience.restore ? '    model.load_state_dict(kept)\n' : ''}`
    : ''
}`;

/** `train.py`. */
export const script = (parts: ProgramParts): string => `"""${parts.about}"""
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

${parts.constants.join('\n')}

${moduleCode(parts.module)}


def initialize(model):
    """${parts.words.initialize}"""
    with torch.no_grad():
${parts.initialize.length > 0 ? parts.initialize.map((line) => `        ${line}\n`).join('') : '        pass\n'}    return model


${
  parts.initial === null
    ? ''
    : `def take_over(model):
    """${parts.words.initial}"""
    stored = np.load(${parts.initial})
    state = model.state_dict()
    state.update({key: torch.from_numpy(stored[key]) for key in stored.files})
    model.load_state_dict(state)


`
}${
  parts.images
    ? `def channels(images):
    return images[..., None] if images.ndim == 3 else images


`
    : ''
}def load_data():
    """${parts.words.data}"""
${
  parts.data === null
    ? `    if os.environ.get('DATA'):
        data = np.load(os.environ['DATA'])
        return ((channels(data['x_train']), data['y_train'].reshape(-1)),
                (channels(data['x_test']), data['y_test'].reshape(-1)))
${loading(parts)}`
    : `    data = np.load(os.environ.get('DATA', ${parts.data}))
    return ${parts.images ? "(channels(data['x_train']), data['y_train']), (channels(data['x_test']), data['y_test'])" : "(data['x_train'], data['y_train']), (data['x_test'], data['y_test'])"}`
}


def prepare(images):
    """${parts.words.prepare}"""
    x = images.astype('float32')
${indented(parts.prepare)}    x = torch.from_numpy(np.ascontiguousarray(x, dtype='float32'))
    return x.movedim(-1, 1) if x.ndim > 2 else x


def targets(x, labels):
    return ${parts.targets}


def loss_of(y, p):
    return ${parts.loss}

${parts.penalty === '' ? '' : `\ndef penalty(model):\n    return ${parts.penalty}\n\n`}
@torch.no_grad()
def evaluate(model, x, y):
    """${parts.words.evaluate}"""
    model.eval()
    p = torch.cat([model(batch) for batch in x.split(BATCH_SIZE)])
    return {'loss': loss_of(y, p).item()${parts.right === null ? '' : `, 'accuracy': (${parts.right}).float().mean().item()`}}


def main():
    """${parts.words.training}"""
    torch.manual_seed(SEED)
    np.random.seed(SEED)
    (x_train, y_train), (x_test, y_test) = load_data()
    order = np.random.permutation(len(x_train))
    x_train, y_train = prepare(x_train[order]), y_train[order]
    x_test = prepare(x_test)
    y_train, y_test = targets(x_train, y_train), targets(x_test, y_test)

    model = initialize(Model())
${parts.initial === null ? '' : '    take_over(model)\n'}${trainingLoop(parts)}    print(evaluate(model, x_test, y_test))
    torch.save(model.state_dict(), 'model.pt')


if __name__ == '__main__':
    main()
`;

/** Predicts with a run's weights, in the layout that the export of PyTorch has. */
export const runtimeScript = `
import importlib.util, os
import torch

def first(x):
    return torch.from_numpy(x).movedim(-1, 1) if x.ndim > 2 else torch.from_numpy(x)

def predict(folder, inputs, weights):
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location('train', os.path.join(folder, 'train.py'))
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    model = program.initialize(program.Model())
    state = model.state_dict()
    for layer, own in zip(request['layers'], weights):
        for name, value in own.items():
            key, axes, shape = request['extra'][layer['name']][name]
            assert tuple(state[key].shape) == tuple(shape), key
            state[key] = torch.from_numpy(value.transpose(axes).reshape(shape).copy())
    model.load_state_dict(state)
    model.eval()
    with torch.no_grad():
        outputs = timed(lambda: model(*map(first, inputs)))
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    return [(y.movedim(1, -1) if y.ndim > 2 else y).numpy() for y in outputs]

def runtime():
    return f'PyTorch {torch.__version__}'
`;
