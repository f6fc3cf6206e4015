import { describe, expect, it } from 'vitest';
import { message, sentence } from '../text/message.ts';
import type { KindProblem } from './kind.ts';
import { kindOf } from './registry.ts';
import type { Shape } from './shape.ts';

function problemOf(name: string, params: Record<string, unknown>, ...inputs: Shape[]): KindProblem {
  const kind = kindOf(name)!;
  const { problems } = kind.inferShape(kind.parameters.parse(params), inputs);
  expect(problems).toHaveLength(1);
  return problems[0]!;
}

describe('problems in words', () => {
  it.each([
    ['conv2d', { kernelSize: [5, 5] }, [[4, 4, 1]], 'A 5x5 kernel does not fit a 4x4 input: 4 - 5 + 1 = 0.'],
    [
      'maxPooling2d',
      { poolSize: [3, 3], strides: [2, 2] },
      [[8, 1, 6]],
      'A 3x3 pooling window does not fit an 8x1 input: floor((1 - 3) / 2) + 1 = 0.',
    ],
    [
      'conv2d',
      { dilationRate: [2, 2] },
      [[4, 4, 1]],
      'A 3x3 kernel, spread to 5x5 by its dilation, does not fit a 4x4 input: 4 - 5 + 1 = 0.',
    ],
    [
      'conv2d',
      { strides: [2, 2], dilationRate: [2, 2] },
      [[9, 9, 1]],
      'Strides 2x2 and dilation 2x2 cannot be combined: one of them must be 1.',
    ],
    [
      'conv2dTranspose',
      { strides: [2, 2], padding: 'same', outputPadding: [1, 2] },
      [[7, 7, 1]],
      'With an output padding of 1x2 the output would be 14x15, which a convolution with strides 2x2 does not bring back to 7x7.',
    ],
    ['conv2d', {}, [[784]], 'Needs an image (height × width × channels), but its input is 784.'],
    ['reshape', { targetShape: [28, 28] }, [[400]], '400 is 400 values, but 28 × 28 needs exactly 784.'],
    ['reshape', { targetShape: [-1, 7] }, [[5, 5]], '5 × 5 is 25 values, but -1 × 7 needs a multiple of 7.'],
    [
      'add',
      {},
      [
        [28, 28, 64],
        [14, 28, 64],
      ],
      'Cannot add 28 × 28 × 64 and 14 × 28 × 64: axis 1 (height) has lengths 28, 14, which must be equal or 1.',
    ],
    [
      'concatenate',
      {},
      [
        [28, 28, 64],
        [28, 14, 32],
      ],
      'Cannot concatenate 28 × 28 × 64 and 28 × 14 × 32 along axis 3: axis 2 (width) has lengths 28, 14, which must be equal.',
    ],
    ['add', {}, [[5], [5, 5]], 'Cannot add 5 and 5 × 5: all inputs need the same number of dimensions.'],
    [
      'batchNormalization',
      { axis: 0 },
      [[8, 8, 3]],
      'Axis 0 is the batch. Axes run from 1 to 3, or backward from -1, the last.',
    ],
  ])('%s %j on %j', (name, params, inputs, words) => {
    expect(sentence(problemOf(name, params, ...inputs).message)).toBe(words);
  });

  it.each([
    [
      'conv2d',
      { kernelSize: [5, 5] },
      [[4, 4, 1]],
      'Um núcleo (kernel) 5x5 não cabe em uma entrada 4x4: 4 - 5 + 1 = 0.',
    ],
    [
      'maxPooling2d',
      { poolSize: [3, 3], strides: [2, 2] },
      [[8, 1, 6]],
      'Uma janela de pooling 3x3 não cabe em uma entrada 8x1: piso((1 - 3) / 2) + 1 = 0.',
    ],
    ['conv2d', {}, [[784]], 'Precisa de uma imagem (altura × largura × canais), mas a entrada é 784.'],
    [
      'groupNormalization',
      { groups: 2 },
      [[4, 4, 1]],
      '1 canal não pode ser dividido em 2 grupos de mesmo tamanho.',
    ],
    [
      'conv2d',
      { filters: 4, groups: 4 },
      [[4, 4, 3]],
      '3 canais de entrada não podem ser divididos em 4 grupos de mesmo tamanho.',
    ],
    [
      'cropping1d',
      { cropping: [2, 2] },
      [[4, 1]],
      'Cortar 2 + 2 instantes de uma sequência de 4 instantes não deixa nada.',
    ],
    [
      'add',
      {},
      [
        [28, 28, 64],
        [14, 28, 64],
      ],
      'Não é possível somar 28 × 28 × 64 e 14 × 28 × 64: o eixo 1 (altura) tem comprimentos 28, 14, que devem ser iguais ou 1.',
    ],
    [
      'reshape',
      { targetShape: [28, 28] },
      [[5408]],
      '5.408 tem 5.408 valores, mas 28 × 28 precisa de exatamente 784.',
    ],
    [
      'dense',
      {},
      [[5, 5, 1]],
      'A entrada é 5 × 5 × 1, por isso as unidades veem apenas o único canal de uma posição, nunca o todo.',
    ],
  ])('in Portuguese: %s %j on %j', (name, params, inputs, words) => {
    const { message: detail, repairs } = problemOf(name, params, ...inputs);
    expect(sentence(detail, 'pt-BR')).toBe(words);
    for (const { label } of repairs) expect(sentence(label, 'pt-BR')).not.toBe(sentence(label, 'en'));
  });

  it('refuses tensors that no machine can hold', () => {
    const { code, message: detail } = problemOf('zeroPadding2d', {}, [65_536, 65_536, 3]);
    expect(code).toBe('output-too-large');
    expect(sentence(detail)).toContain('12,885,688,332 numbers');
    expect(problemOf('dense', { units: 65_536 }, [1_048_576]).code).toBe('too-many-weights');
  });

  it('warns of a dense layer on an image and offers to flatten it', () => {
    const problem = problemOf('dense', {}, [5, 5, 16]);
    expect(problem.severity).toBe('warning');
    expect(problem.repairs).toEqual([
      { label: message('layers.insert-flatten'), action: 'insertBefore', kind: 'flatten', params: {} },
    ]);
  });

  it('does not warn of a dense layer on an image of one position: it sees all there is', () => {
    const dense = kindOf('dense')!;
    for (const shape of [
      [1, 1, 120],
      [1, 1, 1, 8],
    ])
      expect(dense.inferShape(dense.parameters.parse({}), [shape]).problems).toEqual([]);
  });

  it('offers the reshape that folds a vector into an image', () => {
    expect(problemOf('conv2d', {}, [784]).repairs).toEqual([
      {
        label: message('layers.insert-reshape', { shape: [28, 28, 1] }),
        action: 'insertBefore',
        kind: 'reshape',
        params: { targetShape: [28, 28, 1] },
      },
    ]);
  });
});

it('every repair that changes parameters mends the layer', () => {
  const broken: [string, Record<string, unknown>, Shape[]][] = [
    ['conv2d', { kernelSize: [5, 5] }, [[4, 4, 1]]],
    ['conv2d', { strides: [2, 2], dilationRate: [2, 2] }, [[9, 9, 1]]],
    ['averagePooling2d', {}, [[1, 1, 3]]],
    ['depthwiseConv2d', { strides: [1, 2] }, [[9, 9, 1]]],
    ['reshape', { targetShape: [4, 7] }, [[8, 7]]],
    ['concatenate', { axis: 0 }, [[3], [4]]],
    ['batchNormalization', { axis: 4 }, [[3, 3, 3]]],
  ];
  for (const [name, given, inputs] of broken) {
    const { repairs } = problemOf(name, given, ...inputs);
    expect(repairs.length, name).toBeGreaterThan(0);
    for (const repair of repairs) {
      const kind = kindOf(name)!;
      const mended = kind.parameters.parse({ ...given, ...repair.params });
      expect(kind.inferShape(mended, inputs).problems, `${name}: ${sentence(repair.label)}`).toEqual([]);
    }
  }
});
