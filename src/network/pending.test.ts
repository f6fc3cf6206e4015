import { describe, expect, it } from 'vitest';
import { newDocument } from '../document/create.ts';
import { type ChainStep, chain as chainOf } from '../document/operations/chain.ts';
import { disconnect } from '../document/operations/edges.ts';
import { addLayer } from '../document/operations/layers.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { analyze } from './analyze.ts';

const chain = (...steps: ChainStep[]) => chainOf('chain', steps);
const input: ChainStep = ['input', { shape: [28, 28, 1] }];
const conv: ChainStep = ['conv2d', { filters: 8, activation: 'relu' }];
const softmax: ChainStep = ['dense', { units: 10, activation: 'softmax' }];
const whole = chain(input, conv, ['flatten'], softmax);
const mnist = { sampleShape: [28, 28, 1], classes: 10 };

const strewn = (document: ConvasDocument, ...kinds: string[]): ConvasDocument =>
  kinds.reduce((before, kind, at) => addLayer(before, kind, { x: 300 * at, y: 400 }).document, document);
/** The codes of the calm problems, then of the others. */
function codesOf(document: ConvasDocument, data: typeof mnist | null = mnist): [string[], string[]] {
  const { problems, network } = analyze(document, data);
  if (problems.some(({ severity }) => severity === 'error')) expect(network).toBeNull();
  const codes = (calm: boolean) =>
    problems.filter(({ pending }) => (pending ?? false) === calm).map(({ code }) => code);
  return [codes(true), codes(false)];
}

describe('a network under way is no mistake', () => {
  it.each<[string, ConvasDocument, string[]]>([
    ['nothing', newDocument(''), ['empty-network']],
    ['an Input', chain(input), ['nothing-to-train']],
    [
      'cards without wires',
      strewn(newDocument(''), 'input', 'conv2d', 'dense'),
      ['nothing-connected', 'unconnected-layer', 'unconnected-layer', 'unconnected-layer'],
    ],
    ['a chain without an Input', chain(conv, ['flatten'], softmax), ['no-input', 'missing-input']],
    [
      'a chain, and cards that wait',
      strewn(chain(input, conv), 'flatten', 'dense'),
      ['output-units-mismatch', 'unconnected-layer', 'unconnected-layer'],
    ],
    ['a chain that has not got to its end', chain(input, conv), ['output-units-mismatch']],
  ])('%s', (_name, document, codes) => {
    expect(codesOf(document)).toEqual([codes, []]);
  });
});

describe('a network that is whole but for something has a problem', () => {
  it('a wire gone from between its layers', () => {
    expect(codesOf(disconnect(whole, ['edge-2']))).toEqual([[], ['several-outputs', 'missing-input']]);
  });

  it('a card beside it', () => {
    expect(codesOf(strewn(whole, 'dropout'))).toEqual([[], ['unconnected-layer']]);
  });

  it('the wrong number of classes, whatever else waits', () => {
    const wrong = chain(input, conv, ['flatten'], ['dense', { units: 7, activation: 'softmax' }]);
    expect(codesOf(wrong)).toEqual([[], ['output-units-mismatch']]);
    expect(codesOf(strewn(wrong, 'dropout'))).toEqual([['unconnected-layer'], ['output-units-mismatch']]);
  });

  it('a parameter that is wrong, from the beginning', () => {
    const wrong = addLayer(chain(input), 'conv2d', { x: 300, y: 0 }, { filters: -1 }).document;
    expect(codesOf(wrong)[1]).toEqual(['invalid-parameter']);
  });
});
