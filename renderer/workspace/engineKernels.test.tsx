import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chain } from '../../src/document/operations/chain.ts';
import { EngineError } from '../../src/protocol/client.ts';
import type { KernelState, Kernels } from '../../src/protocol/kernels.ts';
import { installHost } from '../host/current.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { followRuns } from '../stores/runs/followRuns.ts';
import { useRun } from '../stores/runs/runStore.ts';
import { renderIn } from '../testing/render.tsx';
import { createTestHost, engineInfo, type TestHost } from '../testing/testHost.ts';
import { EngineState } from './EngineState.tsx';

const whole: Kernels = {
  oneDnn: true,
  intraOpThreads: 4,
  interOpThreads: 4,
  training: { pairedFilters: 8, shards: 1 },
  inference: { pairedFilters: 0, shards: 1 },
};
const separable: Kernels = { ...whole, intraOpThreads: 1, training: { pairedFilters: 8, shards: 4 } };
const unmeasured: KernelState = {
  loaded: { oneDnn: true, intraOpThreads: 1, interOpThreads: 4 },
  choice: { separable, whole },
  source: 'default',
  at: null,
  tried: [],
  disturbed: false,
  processor: { model: 'Some processor', threads: 4, instructionSet: 'AVX2', limited: false },
  measuring: null,
};

let host: TestHost;
/** Ends the engine as its host does for a restart. */
async function restart(): Promise<void> {
  pid += 1;
  host.emitter.emit('engine.restarts', {});
  setTimeout(() => host.killEngine(), 0);
}
let pid = 1;
let kernels: KernelState | null;
const start = vi.fn<() => { run: string }>();
const measure = vi.fn<() => { state: KernelState | null }>();

beforeEach(async () => {
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  useRun.setState({ training: { phase: 'idle' }, shown: null });
  useDocument.getState().begin(
    chain('', [
      ['input', { shape: [8, 8, 1] }],
      ['dense', { units: 10 }],
    ]),
  );
  pid = 1;
  kernels = unmeasured;
  start.mockReset();
  measure.mockReset();
  host = createTestHost({
    'engine.ping': () => ({}),
    'engine.info': () => ({ ...engineInfo, pid, kernels }),
    'engine.restart': () => {
      void restart();
      return {};
    },
    'engine.measureKernels': () => measure(),
    'train.start': () => start(),
    'datasets.prepare': () => {
      throw new EngineError('data', 'There is none.');
    },
  });
  installHost(host);
  followRuns();
  await useEngine.getState().connect();
});
afterEach(cleanup);

const open = (): void => {
  renderIn(<EngineState />);
  fireEvent.click(screen.getByRole('button', { name: /native/ }));
};

it('the engine card is closed with Escape, wherever the focus was', async () => {
  open();
  await screen.findByText('Kernels (AVX2)');
  const dialog = screen.getByRole('dialog');
  await vi.waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await vi.waitFor(() => expect(screen.queryByText('Kernels (AVX2)')).toBeNull());
});

describe('the kernels on the engine card', () => {
  it('are told in words, for both kinds of network, with where they come from', async () => {
    open();
    expect(await screen.findByText('Kernels (AVX2)')).toBeTruthy();
    expect(
      screen.getByText('oneDNN on, batches in 4 parts, 1 thread each, columns paired up to 8 filters'),
    ).toBeTruthy();
    expect(
      screen.getByText('With batch statistics: oneDNN on, 4 threads, columns paired up to 8 filters'),
    ).toBeTruthy();
    expect(screen.getByText(/^The usual choice for this processor/)).toBeTruthy();
  });

  it('are measured when asked, which shows how far it is, and then what was found', async () => {
    measure.mockImplementation(() => ({ state: kernels }));
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Measure now' }));
    await vi.waitFor(() => expect(measure).toHaveBeenCalledTimes(1));
    host.emitter.emit('engine.kernels', { state: { ...unmeasured, measuring: { done: 30, total: 120 } } });
    expect((await screen.findByLabelText('Measuring the kernels')).getAttribute('aria-valuenow')).toBe('25');
    const found = { ...unmeasured, source: 'measured', at: '2026-11-23T12:00:00.000Z' } as const;
    host.emitter.emit('engine.kernels', { state: found });
    expect(await screen.findByText(/^Measured as the fastest on this computer, Nov 23, 2026/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Measure again' })).toBeTruthy();
  });

  it('say why they cannot be measured', async () => {
    measure.mockImplementation(() => {
      throw new EngineError('busy', 'A run is training.');
    });
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Measure now' }));
    expect((await screen.findByRole('alert')).textContent).toBe('A run is training.');
  });
});

describe('a training that needs an engine with other kernels', () => {
  const other = new EngineError('kernels', 'This engine has loaded others.');

  it('goes on with the next engine, and nothing is told to have crashed', async () => {
    const states: string[] = [];
    const off = useEngine.subscribe(({ status }) => void states.push(status.state));
    const work = vi.fn(async () => {
      if (pid === 1) throw other;
      return pid;
    });
    await expect(useEngine.getState().withKernels(work)).resolves.toBe(2);
    off();
    expect(work).toHaveBeenCalledTimes(2);
    expect(states).toContain('restarting');
    expect(states).not.toContain('crashed');
    expect(useEngine.getState().status).toMatchObject({ state: 'ready', info: { pid: 2 } });
  });

  it('is refused in words where the next engine does not do either', async () => {
    await expect(
      useEngine.getState().withKernels(async () => {
        throw other;
      }),
    ).rejects.toThrow('This engine has loaded others.');
    expect(pid).toBe(2);
  });

  it('leaves other refusals as they are', async () => {
    const busy = new EngineError('busy', 'Another run is training.');
    await expect(
      useEngine.getState().withKernels(async () => {
        throw busy;
      }),
    ).rejects.toBe(busy);
    expect(pid).toBe(1);
  });

  it('is not given up while the engines change places', async () => {
    useRun.setState({ training: { phase: 'starting' } });
    await useEngine.getState().withKernels(async () => {
      if (pid === 1) throw other;
    });
    expect(useRun.getState().training.phase).toBe('starting');
  });
});

describe('an engine that restarts by itself', () => {
  it('is followed by the next, however young it was', async () => {
    await restart();
    await vi.waitFor(() =>
      expect(useEngine.getState().status).toMatchObject({ state: 'ready', info: { pid: 2 } }),
    );
  });
});
