import { describe, expect, it } from 'vitest';
import type { BenchmarkResult } from '../../protocol/benchmark.ts';
import type { BenchEngine } from './bench-engine.ts';
import { cases, orderFor, trainingFlops } from './cases.ts';
import { measure, type Plan, ratiosOf } from './measure.ts';
import { report } from './report.ts';
import { median } from './statistics.ts';

const kernels = { instructionSet: 'AVX2', oneDnn: true, threads: 2, notes: '' };

/** Engines that train at the speeds given, turn by turn; the first turn warms up. Null: it cannot. */
function race(
  speeds: Readonly<Record<string, (turn: number) => number | null>>,
  more: Partial<Plan> = {},
  others: (turn: number) => number = () => 0,
) {
  const turns = new Map<string, number>();
  let turn = 0;
  const enter = (engine: string): BenchEngine => ({
    engine,
    async ask(order) {
      if (order.type === 'open') return { type: 'ready', version: '1', kernels, processorSeconds: 0 };
      if (order.type === 'peak') {
        return { type: 'multiplied', gigaflops: engine === 'pytorch' ? 200 : 100, processorSeconds: 0 };
      }
      const own = turns.get(engine) ?? 0;
      turns.set(engine, own + 1);
      turn += 1;
      const images = speeds[engine]!(own);
      if (images === null) throw new Error('it ran out of breath');
      return { type: 'ran', images, seconds: 1, processorSeconds: 0 };
    },
    processorSeconds: () => 0,
    end: () => {},
  });
  const plan = {
    cases: [cases[0]!],
    engines: Object.keys(speeds),
    rounds: 5,
    maxRounds: 12,
    seconds: 1,
    tolerance: 0.03,
    ...more,
  };
  return measure(plan, {
    enter,
    report: () => {},
    watch: () => () => ({ others: others(turn), stolen: 0 }),
  });
}

describe('rounds', () => {
  it('end with the fewest where the medians are stable', async () => {
    const { results, stable } = await race({ compiled: () => 9000, keras: (turn) => 4500 + (turn % 2) });
    expect(results.map(({ rounds }) => rounds.length)).toEqual([5, 5]);
    expect(results.map((result) => result.stable)).toEqual([true, true]);
    expect(stable).toBe(true);
  });

  it('go on until they are', async () => {
    // Two early turns are off; with more turns they are outside of the confidence.
    const { results, stable } = await race({
      compiled: (turn) => (turn === 1 ? 5000 : 9000),
      keras: () => 4500,
    });
    expect(results[0]!.rounds.length).toBe(8);
    expect(results[0]!.confidence).toEqual([9000, 9000]);
    expect(stable).toBe(true);
  });

  it('end with the most where they never are, and say so', async () => {
    const { results, stable } = await race({
      compiled: (turn) => 9000 + 1000 * (turn % 3),
      keras: () => 4500,
    });
    expect(results.map(({ rounds }) => rounds.length)).toEqual([12, 12]);
    expect(results.map((result) => result.stable)).toEqual([false, true]);
    expect(stable).toBe(false);
  });

  it('look at the ratios too: both may drift together', async () => {
    const drift = (turn: number) => 1 + turn / 1000;
    const { results } = await race({
      compiled: (turn) => 9000 * drift(turn),
      keras: (turn) => 4500 * drift(turn) * (turn % 2 === 0 ? 1.02 : 0.98),
    });
    expect(results[0]!.rounds.length).toBeGreaterThanOrEqual(5);
  });

  it('go on without an engine that fails, which is told', async () => {
    const { results, skipped } = await race({
      compiled: () => 9000,
      keras: (turn) => (turn === 3 ? null : 4500),
    });
    expect(results.map(({ engine, rounds }) => [engine, rounds.length])).toEqual([['compiled', 5]]);
    expect(skipped).toEqual([
      { network: 'lenet-5', batch: 32, engine: 'keras', reason: 'it ran out of breath' },
    ]);
  });
});

describe('a busy machine', () => {
  it('is told by what others take in a turn', async () => {
    const quiet = await race({ compiled: () => 9000 }, {}, () => 0.03);
    expect(quiet.load).toMatchObject({ busy: false });
    const busy = await race({ compiled: () => 9000 }, {}, () => 0.4);
    expect(busy.load.busy).toBe(true);
    expect(busy.results[0]).toMatchObject({ others: 0.4, stable: true });
  });

  it('is waited for: a round in which one engine was disturbed is taken again by all', async () => {
    // Turns 1 and 2 warm up; 5 is the first engine's second round but one, with half of its speed.
    const engines = { compiled: (turn: number) => (turn === 2 ? 4500 : 9000), keras: () => 4500 };
    const { results, load } = await race(engines, {}, (turn) => (turn === 5 || turn === 6 ? 0.4 : 0.02));
    expect(results.map(({ rounds }) => rounds)).toEqual([Array(5).fill(9000), Array(5).fill(4500)]);
    expect(results.map(({ others }) => others)).toEqual([0.02, 0.02]);
    expect(load.busy).toBe(false);
  });
});

describe('the share of the peak', () => {
  it('is of the fastest product, whoever computed it', async () => {
    const alone = await race({ compiled: () => 9000 });
    expect(alone.peak).toEqual({ gigaflops: 100, size: 2048, by: 'TensorFlow' });
    const { peak, results } = await race({ compiled: () => 9000, pytorch: () => 6000 });
    expect(peak).toEqual({ gigaflops: 200, size: 2048, by: 'PyTorch' });
    // LeNet-5's 416,520 multiply-accumulates are published; those of its output layer are among them.
    expect(orderFor(cases[0]!).flops).toBe(trainingFlops(416_520));
    expect(results[0]!.peakShare).toBeCloseTo((9000 * 6 * 416_520) / 200e9, 10);
  });
});

describe('ratios', () => {
  const result = (engine: string, batch: number, rounds: number[]): BenchmarkResult => ({
    network: 'lenet-5',
    batch,
    engine,
    version: '',
    imagesPerSecond: median(rounds),
    rounds,
  });

  it('compare round by round with the first engine of each case', () => {
    const results = [
      result('compiled', 32, [8000, 4000, 9000]),
      result('tfjs', 32, [2000, 1000, 1500]),
      result('compiled', 512, [9000]),
      result('tfjs', 512, [6000]),
    ];
    expect(ratiosOf(results)).toEqual({
      'lenet-5/32': { 'compiled/tfjs': 4 },
      'lenet-5/512': { 'compiled/tfjs': 1.5 },
    });
  });
});

describe('the report', () => {
  const machine = {
    cpu: 'Some processor',
    cores: 2,
    memoryBytes: 8e9,
    platform: 'linux x64',
    node: '20.19.0',
    instructionSet: 'AVX2',
    emulated: true,
  };
  const about = { ratios: {}, rounds: 5, seconds: 1, tolerance: 0.03, at: '', machine };

  it('says what was computed with, what share of the peak that is, and nothing where all is well', async () => {
    const measured = await race({ compiled: () => 9000, keras: () => 4500 });
    const text = report({ ...about, ...measured, ratios: ratiosOf(measured.results) }).join('\n');
    expect(text).toContain('Some processor, 2 processors, AVX2 (emulated)');
    expect(text).toMatch(/lenet-5 +32 +keras +4,500 +0\.0% +11% +2\.00x/);
    expect(text).toContain('keras: AVX2, oneDNN on, 2 threads (lenet-5)');
    expect(text).toContain('peak: 100 GFLOP/s');
    expect(text).not.toMatch(/not stable|busy/);
  });

  it('says where medians are not stable and the machine was busy', async () => {
    const measured = await race({ compiled: (turn) => 9000 + 1000 * (turn % 3) }, {}, () => 0.25);
    const text = report({ ...about, ...measured }).join('\n');
    expect(text).toMatch(/compiled +10,000 +\d+% !/);
    expect(text).toMatch(/not stable \(!\): medians not known to within 3\.0%/);
    expect(text).toMatch(/busy: other programs used 25% of the machine/);
  });
});
