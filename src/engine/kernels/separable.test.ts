import { expect, it } from 'vitest';
import { type ChainStep, chain } from '../../document/operations/chain.ts';
import { analyze } from '../../network/analyze.ts';
import { resolveSettings } from '../../training/resolve.ts';
import { networkClassOf } from './separable.ts';

function kindWith(steps: readonly ChainStep[], frozen: string | null, threads: number) {
  const document = chain('', [['input', { shape: [28, 28, 1] }], ...steps, ['dense', { units: 10 }]]);
  const layer = document.layers.find(({ kind }) => kind === frozen)?.id;
  const layers = layer ? { [layer]: { frozen: true } } : {};
  const resolution = resolveSettings({ ...document.training, layers } as typeof document.training);
  const { network } = analyze(document, null);
  if (!network || !resolution.ok) throw new Error('the network cannot be trained');
  return networkClassOf({ network, settings: resolution.settings }, threads);
}

it('networks whose layers look at one example at a time are computed in shards', () => {
  expect(kindWith([['conv2d'], ['flatten'], ['dense', { units: 84 }]], null, 4)).toBe('separable');
});

it('a layer that takes statistics over the batch needs it whole, unless it is frozen', () => {
  const normalized: ChainStep[] = [['conv2d'], ['batchNormalization'], ['flatten']];
  expect(kindWith(normalized, null, 4)).toBe('whole');
  expect(kindWith(normalized, 'batchNormalization', 4)).toBe('separable');
});

it('so do gradients of which each shard would need its own hundreds of megabytes', () => {
  const large: ChainStep[] = [['flatten'], ['dense', { units: 30_000 }]];
  expect(kindWith(large, null, 1)).toBe('separable');
  expect(kindWith(large, null, 4)).toBe('whole');
});
