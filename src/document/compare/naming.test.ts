import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentence } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { parseDocument } from '../parse.ts';
import type { ConvasDocument } from '../schema.ts';
import { differencesOf } from './naming.ts';
import { traitsOf } from './traits.ts';

const parsed = parseDocument(readFileSync('templates/lenet-5.convas', 'utf8'));
if (!parsed.ok) throw new TextError(parsed.error);
const base = parsed.document;

interface Change {
  readonly lr?: number;
  readonly batch?: number;
  readonly epochs?: number;
  readonly seed?: number;
  readonly filters?: number;
}

function changed({ lr, batch, epochs, seed, filters }: Change): ConvasDocument {
  const { training, layers } = base;
  return {
    ...base,
    training: {
      ...training,
      ...(batch === undefined ? {} : { batchSize: batch }),
      ...(epochs === undefined ? {} : { epochs }),
      ...(seed === undefined ? {} : { seed }),
      ...(lr === undefined ? {} : { optimizer: { kind: 'adam', params: { learningRate: lr } } }),
    },
    layers: layers.map((layer) =>
      layer.name === 'C1' && filters !== undefined
        ? { ...layer, params: { ...layer.params, filters } }
        : layer,
    ),
  };
}

const named = (changes: readonly Change[], name = 'LeNet-5') =>
  changes.map((change) => ({ name, traits: traitsOf(changed(change)) }));

const written = (all: Parameters<typeof differencesOf>[0]) =>
  differencesOf(all).map((each) => sentence(each));

describe('runs of one network', () => {
  it('are named by what differs, as the field writes it', () => {
    expect(
      written(
        named([
          { lr: 0.01, batch: 64 },
          { lr: 0.001, batch: 64 },
          { lr: 0.001, batch: 32 },
        ]),
      ),
    ).toEqual(['batch 64, lr 0.01', 'batch 64, lr 0.001', 'batch 32, lr 0.001']);
    expect(written(named([{ filters: 6 }, { filters: 12 }]))).toEqual(['C1 filters 6', 'C1 filters 12']);
  });

  it('need no more than their name where it is the only one of its kind: one that a person gave wins', () => {
    expect(
      written([
        ...named([{ lr: 0.1 }, { lr: 0.2 }]),
        ...named([{ lr: 0.3 }], 'My best'),
        { name: 'Alone', traits: [] },
      ]),
    ).toEqual(['lr 0.1', 'lr 0.2', '', '']);
  });

  it('are alike where nothing differs, and where the documents cannot be read', () => {
    expect(written(named([{}, {}]))).toEqual(['', '']);
    const lost = { name: 'A', traits: [] };
    expect(written([lost, lost])).toEqual(['', '']);
  });

  it('tell wires apart, which have no words of their own', () => {
    const [first, ...edges] = base.edges;
    const rewired = { ...base, edges: [{ ...first!, source: edges.at(-1)!.source }, ...edges] };
    expect(
      written([base, rewired, base].map((document) => ({ name: 'N', traits: traitsOf(document) }))),
    ).toEqual(['wiring 1', 'wiring 2', 'wiring 1']);
  });

  it('are named alike only if they are, however many and whatever differs', () => {
    const change = fc.record({
      lr: fc.constantFrom(0.1, 0.01, 0.001),
      batch: fc.constantFrom(16, 32),
      epochs: fc.constantFrom(1, 2, 3),
      seed: fc.constantFrom(1, 2),
      filters: fc.constantFrom(4, 6),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 2, maxLength: 12 }), (changes) => {
        const labels = written(named(changes));
        for (const [at, one] of changes.entries())
          for (const [place, other] of changes.entries())
            expect(labels[at] === labels[place]).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 40 },
    );
  });
});
