import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChainStep, chain } from '../../document/operations/chain.ts';
import { analyze } from '../../network/analyze.ts';
import type { KernelChoice, Kernels, LibraryKernels } from '../../protocol/kernels.ts';
import { resolveSettings } from '../../training/resolve.ts';
import type { Backend } from '../backends/backend.ts';
import type { Chosen, measureKernels } from './choose.ts';
import { createKernelManager, type KernelManagerParts } from './kernel-manager.ts';

const whole: Kernels = {
  oneDnn: true,
  intraOpThreads: 2,
  interOpThreads: 2,
  training: { pairedFilters: 4, shards: 1 },
  inference: { pairedFilters: 0, shards: 1 },
};
const separable: Kernels = {
  ...whole,
  intraOpThreads: 1,
  training: { pairedFilters: 4, shards: 2 },
  inference: { pairedFilters: 0, shards: 2 },
};
const choice = { separable, whole };

const backendWith = (loaded: LibraryKernels | null) =>
  ({ kernels: loaded && { ...loaded, pairedFilters: 4, shards: 1 } }) as Backend;

function planOf(...steps: ChainStep[]) {
  const document = chain('', [
    ['input', { shape: [8, 8, 1] }],
    ...steps,
    ['flatten'],
    ['dense', { units: 10 }],
  ]);
  const { network } = analyze(document, null);
  const resolution = resolveSettings(document.training);
  if (!network || !resolution.ok) throw new Error('the network cannot be trained');
  return { network, settings: resolution.settings };
}

const measured = (found: KernelChoice): Chosen => ({
  choice: found,
  source: 'measured',
  measured: {
    choice: found,
    tried: [],
    disturbed: false,
    at: '2026-01-01T00:00:00Z',
    machine: '',
    library: '',
  },
  last: 'separable',
});

function managerWith(parts: Partial<KernelManagerParts> = {}) {
  const remember = vi.fn(async () => {});
  const choose = (): Chosen => ({ choice, source: 'default', measured: null, last: 'whole' });
  const all = {
    load: null,
    restarts: true,
    busy: () => false,
    onChange: () => {},
    choose,
    remember,
    ...parts,
  };
  return { kernelManager: createKernelManager(all), remember };
}

describe('the kernels of an engine', () => {
  it('are those for the kind of network that was trained last, or what it was restarted for', () => {
    expect(managerWith().kernelManager.toLoad()).toEqual(whole);
    expect(managerWith({ load: separable }).kernelManager.toLoad()).toEqual(separable);
  });

  it('are, for a network, those of its kind, which is remembered', () => {
    vi.stubEnv('TF_ENABLE_ONEDNN_OPTS', '');
    const { kernelManager, remember } = managerWith();
    expect(kernelManager.wantedFor(planOf(['conv2d']))).toEqual(separable);
    expect(remember).toHaveBeenLastCalledWith('separable');
    expect(kernelManager.wantedFor(planOf(['conv2d'], ['batchNormalization']))).toEqual(whole);
    expect(remember).toHaveBeenLastCalledWith('whole');
    vi.unstubAllEnvs();
  });

  it('are those asked for where the library is loaded so', () => {
    const { kernelManager } = managerWith();
    expect(kernelManager.admit(backendWith(whole), whole, null)).toEqual(whole);
    expect(kernelManager.admit(backendWith(null), whole, null)).toBeNull();
    // What is not the library's can be obtained at any time.
    const unpaired = { ...whole, training: { pairedFilters: 0, shards: 1 } };
    expect(kernelManager.admit(backendWith(whole), unpaired, 'R')).toEqual(unpaired);
    expect(kernelManager.refused).toBeNull();
  });

  it('are refused to a resumed run that had others, in words that say what to do', () => {
    const { kernelManager } = managerWith({ restarts: false });
    expect(() => kernelManager.admit(backendWith(whole), separable, 'R')).toThrow(
      'Run R was trained with oneDNN on, 1 and 2 threads within and between operations, but this engine has loaded ' +
        'TensorFlow with oneDNN on, 2 and 2 threads within and between operations, and that cannot be changed while ' +
        'it runs. Restart the engine and resume the run',
    );
    expect(kernelManager.refused).toEqual(separable);
  });

  it('take a restart for a new run as well, or, where none can be had, are as near as the library allows', () => {
    const { kernelManager } = managerWith();
    expect(() => kernelManager.admit(backendWith(whole), separable, null)).toThrow(
      'Restart the engine first.',
    );
    expect(kernelManager.refused).toEqual(separable);
    const alone = managerWith({ restarts: false }).kernelManager;
    // Shards with operations that take all threads would be in each other's way.
    expect(alone.admit(backendWith(whole), separable, null)).toEqual(whole);
    expect(alone.refused).toBeNull();
  });

  it('are, for a model on disk, those of its run where the library allows', () => {
    const { kernelManager } = managerWith();
    const recorded = { ...separable, inference: { pairedFilters: 8, shards: 2 } };
    expect(kernelManager.inference(backendWith(separable), recorded)).toEqual(recorded.inference);
    expect(kernelManager.inference(backendWith(whole), recorded)).toEqual(whole.inference);
    expect(kernelManager.inference(backendWith(separable), undefined)).toEqual(separable.inference);
    expect(kernelManager.inference(backendWith({ ...whole, oneDnn: false }), undefined)).toEqual(
      whole.inference,
    );
    expect(kernelManager.inference(backendWith(null), recorded)).toBeUndefined();
  });
});

describe('measuring', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells how far it is, and what is chosen then', async () => {
    let chosen: Chosen = { choice, source: 'default', measured: null, last: 'whole' };
    const found = { separable: whole, whole };
    const states: unknown[] = [];
    const measure: typeof measureKernels = async ({ onProgress }) => {
      onProgress(1, 2);
      chosen = measured(found);
      return true;
    };
    const { kernelManager } = managerWith({
      choose: () => chosen,
      measure,
      onChange: () => void states.push(kernelManager.state(backendWith(whole))),
    });
    expect(kernelManager.state(backendWith(whole))).toMatchObject({ source: 'default', measuring: null });
    await kernelManager.measure(
      () => {},
      () => false,
    );
    expect(states).toMatchObject([
      { source: 'default', measuring: { done: 1, total: 2 } },
      { source: 'measured', measuring: null, choice: found, at: '2026-01-01T00:00:00Z' },
    ]);
  });

  it('begins when nothing has trained for a while, and gives way to a run', async () => {
    let busy = true;
    const ends: string[] = [];
    const measure = vi.fn<typeof measureKernels>(
      ({ signal }) =>
        new Promise((resolve, reject) => {
          setTimeout(() => resolve(true), 10_000);
          signal.addEventListener('abort', () => {
            ends.push((signal.reason as Error).message);
            reject(signal.reason);
          });
        }),
    );
    const { kernelManager } = managerWith({
      busy: () => busy,
      measure,
      isToMeasure: () => true,
      idle: 20_000,
    });
    kernelManager.measureWhenIdle();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(measure).not.toHaveBeenCalled();
    busy = false;
    await vi.advanceTimersByTimeAsync(21_000);
    expect(measure).toHaveBeenCalledTimes(1);
    busy = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(ends).toEqual(['The measurement gave way to a run.']);
    busy = false;
    await vi.advanceTimersByTimeAsync(120_000);
    // The second came to its end: there is nothing left to measure.
    expect(measure).toHaveBeenCalledTimes(2);
  });

  it('is not begun where it was done before', async () => {
    const measure = vi.fn<typeof measureKernels>(async () => true);
    managerWith({ measure, isToMeasure: () => false }).kernelManager.measureWhenIdle();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(measure).not.toHaveBeenCalled();
  });

  it('is refused while a run trains, and ends when it is canceled', async () => {
    const busy = managerWith({ busy: () => true }).kernelManager;
    const nothing = () => {};
    await expect(busy.measure(nothing, () => false)).rejects.toMatchObject({ code: 'busy' });
    const measure: typeof measureKernels = ({ signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const asked = managerWith({ measure }).kernelManager.measure(nothing, () => true);
    const refused = expect(asked).rejects.toMatchObject({ code: 'canceled' });
    await vi.advanceTimersByTimeAsync(200);
    await refused;
  });
});
