import { helpers } from './helpers.ts';

/** What a module has already, or the program calls otherwise. */
export const reservedNames = (
  'torch nn np F self x add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches ' +
  'eval extra_repr float forward get_buffer get_parameter get_submodule half ipu load load_state_dict modules mtia ' +
  'named_buffers named_children named_modules named_parameters parameters register_buffer register_module ' +
  'register_parameter requires_grad_ set_submodule share_memory state_dict to to_empty train training type xpu ' +
  'zero_grad T_destination'
).split(' ');

/** Dependencies first. */
const order = Object.keys(helpers) as (keyof typeof helpers)[];

export interface ProgramParts {
  /** Lines of the docstring. */
  readonly about: readonly string[];
  readonly helpers: ReadonlySet<keyof typeof helpers>;
  readonly takes: string;
  readonly modules: readonly string[];
  readonly steps: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** What `load` does, in words. */
  readonly loads: string;
  /** What makes of images as they are stored the input, in words and lines; null where that is not known. */
  readonly prepare: { readonly about: string; readonly lines: readonly string[] } | null;
}

const prepareCode = ({ about, lines }: NonNullable<ProgramParts['prepare']>): string => `


def prepare(images):
    """${about}"""
    x = np.asarray(images).astype('float32')
${lines.map((line) => `    ${line}\n`).join('')}    x = torch.from_numpy(np.ascontiguousarray(x, dtype='float32'))
    return x.movedim(-1, 1)`;

const indented = (lines: readonly string[]): string => lines.map((line) => `        ${line}`).join('\n');

/** The module, after the helpers that it needs. */
export const moduleCode = (
  parts: Pick<ProgramParts, 'helpers' | 'takes' | 'modules' | 'inputs' | 'steps' | 'outputs'>,
): string => `${order
  .filter((name) => parts.helpers.has(name))
  .map((name) => `\n${helpers[name]}\n\n`)
  .join('')}
class Model(nn.Module):
    """${parts.takes}"""

    def __init__(self):
        super().__init__()
${parts.modules.length > 0 ? `${indented(parts.modules)}\n` : ''}
    def forward(self, ${parts.inputs.join(', ')}):
${indented(parts.steps)}
        return ${parts.outputs.join(', ')}`;

/** `model.py`: the network as a module, and a function that loads it. */
export const modelProgram = (parts: ProgramParts): string => `"""${parts.about.join('\n')}
"""
${parts.prepare ? 'import numpy as np\n' : ''}import torch
import torch.nn.functional as F
from torch import nn

${moduleCode(parts)}${parts.prepare ? prepareCode(parts.prepare) : ''}


def load(path='weights.safetensors'):
    """${parts.loads}"""
    from safetensors.torch import load_file

    model = Model()
    model.load_state_dict(load_file(path))
    return model.eval()
`;

export const runtimeScript = `
import os
import torch
import safetensors

def first(x):
    return torch.from_numpy(x).movedim(-1, 1) if x.ndim > 2 else torch.from_numpy(x)

def predict(folder, inputs, weights):
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    import model
    loaded = model.load(os.path.join(folder, 'weights.safetensors'))
    with torch.no_grad():
        outputs = timed(lambda: loaded(*map(first, inputs)))
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    return [(y.movedim(1, -1) if y.ndim > 2 else y).numpy() for y in outputs]

def runtime():
    return f'PyTorch {torch.__version__}'
`;

export const snippet = {
  syntax: 'python',
  lines: () => [
    'import model',
    'network = model.load()',
    'output = network(images)',
    '# Images as stored, uint8 [batch, height, width, channels], where it was trained on images:',
    'output = network(model.prepare(stored))',
  ],
};
