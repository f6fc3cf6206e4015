import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Benchmark } from '../../../src/protocol/benchmark.ts';
import { installHost } from '../../host/current.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { SpeedFeature } from './index.tsx';

afterEach(cleanup);

const result = (batch: number, engine: string, imagesPerSecond: number) => ({
  network: 'lenet-5',
  batch,
  engine,
  version: 'TensorFlow 2.21.0',
  imagesPerSecond,
  rounds: [imagesPerSecond],
});

const measured: Benchmark = {
  results: [
    result(32, 'compiled', 10_000),
    result(32, 'tfjs', 2500),
    result(512, 'compiled', 8000),
    result(512, 'pytorch', 16_000),
  ],
  skipped: [32, 512].map((batch) => ({ network: 'lenet-5', batch, engine: 'keras', reason: 'no Python' })),
  ratios: { 'lenet-5/32': { 'compiled/tfjs': 4.123 }, 'lenet-5/512': { 'compiled/pytorch': 0.5 } },
  rounds: 5,
  seconds: 2,
  at: '2026-11-23T12:00:00.000Z',
  machine: { cpu: 'Some processor', cores: 2, memoryBytes: 8e9, platform: 'linux x64', node: '20.19.0' },
};

let kept: Benchmark | null = null;

beforeAll(async () => {
  installHost(createTestHost({ 'engine.benchmark': () => ({ benchmark: kept }) }));
  await useEngine.getState().connect();
});

function show(benchmark: Benchmark | null): void {
  kept = benchmark;
  renderIn(<SpeedFeature />);
}

it('shows the engines of each case with their bars, and by how much they differ', async () => {
  show(measured);
  const small = within(await screen.findByRole('table', { name: 'LeNet-5, batch of 32' }));
  expect(small.getByRole('row', { name: /TensorFlow.js model.fit 2,500 4.12×/ })).toBeTruthy();
  const large = within(screen.getByRole('table', { name: 'LeNet-5, batch of 512' }));
  // Where another engine is faster, that is said as well, and its bar is the full one.
  const other = large.getByRole('row', { name: /PyTorch 16,000 0.50×/ });
  expect(other.querySelector<HTMLElement>('[style]')!.style.width).toBe('100.00%');
  const own = large.getByRole('row', { name: /Convas \(compiled\) 8,000/ });
  expect(own.querySelector<HTMLElement>('[style]')!.style.width).toBe('50.00%');
  expect(screen.getByText('Keras on LeNet-5 (32), LeNet-5 (512): no Python')).toBeTruthy();
  expect(screen.getByText(/Medians of 5 turns/)).toBeTruthy();
});

it('shows the share of the peak, and warns of figures that are not to be trusted', async () => {
  const [first, ...others] = measured.results;
  show({
    ...measured,
    results: [{ ...first!, peakShare: 0.623, stable: false }, ...others],
    peak: { gigaflops: 177.4, size: 2048, by: 'PyTorch' },
    stable: false,
    load: { others: 0.31, stolen: 0, busy: true },
    machine: { ...measured.machine, instructionSet: 'AVX2', emulated: true },
  });
  expect(await screen.findByText('62% of the peak, not stable')).toBeTruthy();
  expect(
    screen.getByText('Peak: 177 GFLOP/s, the fastest product of 2,048 × 2,048 matrices, by PyTorch.'),
  ).toBeTruthy();
  expect(screen.getByText(/^Other programs took 31% of the computer/)).toBeTruthy();
  expect(screen.getByText(/^Some medians are uncertain/)).toBeTruthy();
  expect(screen.getByText(/AVX2, emulated/)).toBeTruthy();
});

it('says how to measure where nothing was measured', async () => {
  show(null);
  expect(await screen.findByText('Nothing has been measured on this computer yet.')).toBeTruthy();
  expect(screen.getByText('npm run -s convas -- bench')).toBeTruthy();
});
