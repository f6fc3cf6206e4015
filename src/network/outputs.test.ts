import { describe, expect, it } from 'vitest';
import { type ChainStep, chain } from '../document/operations/chain.ts';
import { sentence } from '../text/message.ts';
import { losses } from '../training/losses/registry.ts';
import { analyze } from './analyze.ts';
import { classAnswer, decideReading, outputFactsOf } from './outputs.ts';

type Layers = Parameters<typeof chain>[1];
type Loss = keyof typeof losses;

function readingOf(loss: Loss, layers: Layers, target: 'class' | 'input' = 'class') {
  const { network, problems } = analyze(chain('outputs', layers), null);
  if (!network) throw new Error(sentence(problems[0]?.message ?? ''));
  return decideReading(outputFactsOf(network.layers, network.outputs[0]!), losses[loss], target);
}

const softmax: ChainStep = ['dense', { units: 3, activation: 'softmax' }];
const input: ChainStep = ['input', { shape: [4] }];
/** F6 of LeNet-5, which the distances are of. */
const drawn: ChainStep = ['dense', { units: 84 }];
const digits: Layers = [input, drawn, ['rbfOutput', { output: 'distance' }]];

describe('what outputs mean', () => {
  it.each([
    ['categoricalCrossentropy', [input, softmax], 'probabilities', 'nothing', 'layer-2', 'nothing'],
    [
      'categoricalCrossentropy',
      [input, softmax, ['reshape', { targetShape: [3] }]],
      'probabilities',
      'nothing',
      'layer-2',
      'nothing',
    ],
    [
      'categoricalCrossentropy',
      [input, softmax, ['activation', { activation: 'linear' }]],
      'probabilities',
      'nothing',
      'layer-2',
      'nothing',
    ],
    ['categoricalCrossentropy', [input, softmax, ['dropout', {}]], 'probabilities', 'nothing', null, 'log'],
    [
      'categoricalCrossentropy',
      [input, softmax, ['activation', { activation: 'relu' }]],
      'probabilities',
      'nothing',
      null,
      'log',
    ],
    [
      'categoricalCrossentropy',
      [input, ['dense', { units: 3 }]],
      'probabilities',
      'softmax',
      null,
      'nothing',
    ],
    ['binaryCrossentropy', [input, ['dense', { units: 3 }]], 'probabilities', 'sigmoid', null, 'nothing'],
    ['meanSquaredError', [input, ['dense', { units: 3 }]], 'scores', 'nothing', null, 'nothing'],
    ['hinge', [input, ['dense', { units: 3, activation: 'tanh' }]], 'scores', 'nothing', null, 'nothing'],
    ['meanSquaredError', [input, softmax], 'probabilities', 'nothing', null, 'nothing'],
    ['rbfMap', digits, 'distances', 'nothing', null, 'negate'],
    ['meanSquaredError', digits, 'distances', 'nothing', null, 'negate'],
    ['rbfMap', [...digits, ['reshape', { targetShape: [10] }]], 'distances', 'nothing', null, 'negate'],
    ['rbfMap', [input, drawn, ['rbfOutput', {}]], 'probabilities', 'nothing', 'layer-3', 'nothing'],
    // A recurrent layer's activation is inside it: what it puts out is no distribution.
    [
      'categoricalCrossentropy',
      [
        ['input', { shape: [5, 2] }],
        ['lstm', { units: 3, activation: 'softmax' }],
      ],
      'probabilities',
      'softmax',
      null,
      'nothing',
    ],
  ] as const)('%s after %j', (loss, layers, meaning, apply, logitsOf, toLoss) => {
    expect(readingOf(loss, layers as unknown as Layers)).toMatchObject({ meaning, apply, logitsOf, toLoss });
  });

  it('an autoencoder that ends in a sigmoid before a reshape is trained on its scores, and gives back its image', () => {
    const layers: Layers = [
      input,
      ['dense', { units: 4, activation: 'sigmoid' }],
      ['reshape', { targetShape: [4] }],
    ];
    expect(readingOf('binaryCrossentropy', layers, 'input')).toMatchObject({
      meaning: 'reconstruction',
      apply: 'nothing',
      logitsOf: 'layer-2',
      toLoss: 'nothing',
    });
    const plain: Layers = [input, ['dense', { units: 4 }]];
    expect(readingOf('binaryCrossentropy', plain, 'input')).toMatchObject({ apply: 'sigmoid' });
  });

  it('the nearest class is the answer among distances, the largest among scores', () => {
    expect(classAnswer(readingOf('rbfMap', digits), [40, 4, 30])).toEqual({ label: 1, values: [40, 4, 30] });
    const scores = readingOf('meanSquaredError', [input, ['dense', { units: 3 }]]);
    expect(classAnswer(scores, [-4, -1, -9])).toEqual({ label: 1, values: [-4, -1, -9] });
  });

  it('a certain digit of LeNet-5 of 1998 stays certain: no second softmax', () => {
    const reading = readingOf('rbfMap', [input, drawn, ['rbfOutput', {}]]);
    expect(classAnswer(reading, [0.99, 0.01])).toEqual({ label: 0, values: [0.99, 0.01] });
  });
});

describe('what problems say of outputs', () => {
  const codes = (layers: Layers) => analyze(chain('outputs', layers), null).problems.map(({ code }) => code);

  it('a softmax that nothing changes up to the end is no fault, one that is weighed again is', () => {
    expect(codes([input, softmax, ['reshape', { targetShape: [3] }]])).toEqual([]);
    expect(codes([input, softmax, ['dense', { units: 3, activation: 'softmax' }]])).toContain(
      'softmax-inside',
    );
  });

  it('distances need no softmax for cross-entropy', () => {
    expect(codes(digits)).not.toContain('final-softmax');
  });
});
