import { describe, expect, it } from 'vitest';
import { templates } from '../../templates/index.ts';
import { setBypassed } from '../document/operations/bypass.ts';
import { chain } from '../document/operations/chain.ts';
import { parseDocument } from '../document/parse.ts';
import { TextError } from '../text/text-error.ts';
import { analyze } from './analyze.ts';
import { imageOfInput } from './dense-input.ts';

type Step = Parameters<typeof chain>[1][number];

/** The picture of the input of the last layer of a row. */
function imageAfter(...steps: Step[]) {
  const document = chain('row', [...steps, ['dense', { units: 4 }]]);
  const { network } = analyze(document, null);
  return imageOfInput(network!, network!.layers.at(-1)!.id);
}
const input = (...shape: number[]): Step => ['input', { shape }];

describe('the picture that a dense layer takes', () => {
  it('is found through what lays values out anew or changes each by itself', () => {
    expect(imageAfter(input(4, 3, 2), ['flatten'])).toEqual([4, 3, 2]);
    expect(
      imageAfter(
        input(4, 3, 2),
        ['flatten'],
        ['dropout'],
        ['batchNormalization'],
        ['activation', { activation: 'relu' }],
      ),
    ).toEqual([4, 3, 2]);
    expect(imageAfter(input(6, 4, 2), ['conv2d', { filters: 5, kernelSize: [3, 3] }], ['flatten'])).toEqual([
      4, 2, 5,
    ]);
    expect(imageAfter(input(4, 3, 2), ['reshape', { targetShape: [-1] }])).toEqual([4, 3, 2]);
    expect(imageAfter(input(7, 3), ['flatten'])).toEqual([7, 3, 1]);
  });

  it('is that of the last grid: where axes change places, of what came out', () => {
    expect(imageAfter(input(4, 3, 2), ['permute', { dims: [2, 1, 3] }], ['flatten'])).toEqual([3, 4, 2]);
  });

  it('is none where the vector was never a picture, or is no longer in its order', () => {
    expect(imageAfter(input(12))).toBeNull();
    expect(imageAfter(input(4, 3, 2), ['globalAveragePooling2d'])).toBeNull();
    expect(imageAfter(input(4, 3, 2), ['flatten'], ['dense', { units: 24 }])).toBeNull();
    expect(imageAfter(input(1, 1, 8), ['flatten'])).toBeNull();
    // Takes no vector: it works at each place alone.
    expect(imageAfter(input(4, 3, 2))).toBeNull();
  });

  it('passes over bypassed layers', () => {
    const row = chain('row', [
      input(4, 3, 1),
      ['flatten'],
      ['dense', { units: 12 }],
      ['dense', { units: 2 }],
    ]);
    const { network } = analyze(setBypassed(row, [row.layers[2]!.id], true), null);
    expect(imageOfInput(network!, row.layers[3]!.id)).toEqual([4, 3, 1]);
  });

  it('is that of the data in the template of the multilayer perceptron', () => {
    const parsed = parseDocument(templates.find(({ id }) => id === 'mlp')!.text);
    if (!parsed.ok) throw new TextError(parsed.error);
    const { network } = analyze(parsed.document, null);
    const first = network!.layers.find(({ kind }) => kind.kind === 'dense')!;
    expect(imageOfInput(network!, first.id)).toEqual([28, 28, 1]);
  });
});
