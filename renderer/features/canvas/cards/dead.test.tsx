import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chain } from '../../../../src/document/operations/chain.ts';
import { makeBlock } from '../../../../src/document/operations/make-block.ts';
import type { HealthRow } from '../../../../src/protocol/health.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useDeadUnitsOf } from '../../../stores/runs/deadUnitsStore.ts';
import { useHealth } from '../../../stores/runs/healthStore.ts';
import { renderIn } from '../../../testing/render.tsx';
import { ProblemChip } from './ProblemChip.tsx';

const network = chain('three convolutions', [
  ['input', { shape: [16, 16, 3] }],
  ...[16, 16, 16].map((filters) => ['conv2d', { filters, activation: 'relu' }] as const),
  ['flatten'],
  ['dense', { units: 10, activation: 'softmax' }],
]);

function row(dead: Readonly<Record<string, number>>): HealthRow {
  const layers = Object.entries(dead).map(([layer, count]) => ({
    layer,
    name: layer,
    params: 1,
    gradient: 1,
    gradientPeak: 1,
    activation: { function: 'relu', units: 16, mean: 0, std: 1, dead: count, saturated: null },
  }));
  return { epoch: 1, step: 10, layers };
}

/** The chip of a card, as the canvas draws it. */
function Chip({ id }: { id: string }) {
  const analysis = useAnalysis((state) => state.byLayer.get(id));
  return <ProblemChip problems={[]} dead={useDeadUnitsOf(analysis)} />;
}

beforeEach(() => {
  useDocument.getState().begin(network);
  useHealth.setState({ run: 'r1', rows: [] });
});
afterEach(cleanup);

it('a card says how many of its channels are dead once that was seen, and no longer when they are not', async () => {
  renderIn(<Chip id="layer-3" />);
  expect(screen.queryByText(/dead/)).toBeNull();
  useHealth.setState({ rows: [row({ 'layer-2': 0, 'layer-3': 5, 'layer-4': 1 })] });
  const chip = (await screen.findByText('5 of 16 dead')).parentElement!;
  expect(chip.querySelector('svg')).not.toBeNull();
  expect(chip.title).toContain('5 of the 16 channels are 0 for every image');
  useHealth.setState({ rows: [row({ 'layer-3': 0 })] });
  await expect.poll(() => screen.queryByText(/dead/)).toBeNull();
});

it('one dead channel of many is no news, and a problem beside them makes two', () => {
  useHealth.setState({ rows: [row({ 'layer-3': 1 })] });
  renderIn(<Chip id="layer-3" />);
  expect(screen.queryByText(/dead/)).toBeNull();
  cleanup();
  const problem = {
    severity: 'warning',
    code: 'bottleneck',
    layer: 'layer-3',
    message: 'Narrow.',
    repairs: [],
  } as const;
  renderIn(<ProblemChip problems={[problem]} dead={{ dead: 5, units: 16, called: 'channels' }} />);
  expect(screen.getByText('2 problems').parentElement!.title).toMatch(/^Narrow\.\n5 of the 16/);
});

it('a block says it for its inside', () => {
  useDocument.getState().begin(makeBlock(network, ['layer-2', 'layer-3'], 'pair')!.document);
  const { layers, blocks } = useAnalysis.getState().analysis;
  const [first, second] = layers.filter(({ id }) => id.includes('/'));
  useHealth.setState({ rows: [row({ [first!.id]: 8, [second!.id]: 4 })] });
  renderIn(<Chip id={blocks[0]!.id} />);
  expect(screen.getByText('12 of 32 dead')).toBeDefined();
});
