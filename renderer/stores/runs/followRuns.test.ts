import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import type { RunState, RunSummary } from '../../../src/protocol/data.ts';
import type { Handlers } from '../../../src/protocol/serve.ts';
import type { SweepSpec } from '../../../src/sweep/spec.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { templateOf } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { createTestHost, type TestHost } from '../../testing/testHost.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { latestFrame } from '../engine/probes.ts';
import type { Tab } from '../tabs/tab.ts';
import { useTabs } from '../tabs/tabsStore.ts';
import { expectRun, followRuns } from './followRuns.ts';
import { addToQueue, followQueue, startSweep } from './queueStore.ts';
import { useRun } from './runStore.ts';
import { trainingSeries } from './trainingSeries.ts';
import { trainingElsewhere, useTrainingTab } from './trainingTab.ts';

followRuns();
followQueue();

const lenet = () => {
  const parsed = parseDocument(templateOf('lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
};

let host: TestHost;
async function engine(handlers: Partial<Handlers>): Promise<void> {
  host = createTestHost(handlers);
  installHost(host);
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await useEngine.getState().connect();
}
const notify = (run: string, state: RunState, item?: string): void =>
  host.emitter.emit('train.state', { run, state, message: '', layer: null, ...(item && { item }) });
const batch = (run: string, steps: number[]): void =>
  host.emitter.emit('train.batches', {
    run,
    epoch: 1,
    epochs: 2,
    batch: steps.at(-1)!,
    batches: 70,
    steps,
    loss: steps.map(() => 1),
    accuracy: steps.map(() => 0.5),
    gradients: [],
    learningRate: steps.map(() => 0.1),
    imagesPerSecond: 1,
    secondsLeft: null,
  });
const summary = (run: string): RunSummary => ({
  run,
  name: run,
  state: 'running',
  startedAt: '2026-01-01T00:00:00Z',
  dataset: 'mnist-10k',
  epochs: [],
  test: null,
  params: 1,
  seconds: 1,
  message: '',
  tags: [],
  notes: '',
});
const trainingIn = (tab: Tab) => useRun.of(tab).getState().training;
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

let first: Tab;
let second: Tab;
beforeEach(() => {
  const before = useTabs.getState().tabs;
  first = useTabs.getState().open();
  second = useTabs.getState().open();
  for (const tab of before) useTabs.getState().close(tab, false);
  useDocument.of(first).getState().begin(lenet());
  useTabs.getState().show(first);
});
afterEach(() => host.killEngine());

describe('what the engine tells of a run', () => {
  it('goes to the tab that it trains in, whichever is shown', async () => {
    await engine({ 'train.start': () => ({ run: 'r1' }) });
    const started = useRun.getState().start();
    useTabs.getState().show(second);
    await started;
    notify('r1', 'preparing');
    notify('r1', 'running');
    batch('r1', [1, 2]);
    await settle();
    expect(trainingIn(first)).toMatchObject({ run: { run: 'r1', state: 'running' } });
    expect(trainingIn(second)).toEqual({ phase: 'idle' });
    expect(trainingSeries.of(first).view().steps).toHaveLength(2);
    expect(trainingSeries.view().steps).toHaveLength(0);
    expect(useTrainingTab.getState().tab).toBe(first);
    expect(trainingElsewhere()).toMatch(/^“LeNet-5.*is training in another tab/);

    const frame = { run: 'r1', step: 1, layer: 'c1', shape: [1, 1, 1], maps: 1, min: 0, max: 1 };
    host.emitter.emit('probe.frame', { ...frame, pixels: new Uint8Array(1) });
    await settle();
    expect(latestFrame('c1')).toBeUndefined();
    useTabs.getState().show(first);
    expect([trainingElsewhere(), latestFrame('c1')?.run]).toEqual([null, 'r1']);
    // A tab that is closed goes on hearing of its run: it can be opened again.
    useTabs.getState().close(first, true);
    batch('r1', [3]);
    notify('r1', 'finished');
    await settle();
    useTabs.getState().reopen();
    expect(trainingIn(first)).toMatchObject({ run: { state: 'finished' } });
    expect([...trainingSeries.view().steps]).toEqual([1, 2, 3]);
    expect(useTrainingTab.getState().tab).toBeNull();
  });

  it('goes to the tab that queued it', async () => {
    await engine({ 'queue.add': () => ({ item: 'q1' }) });
    await addToQueue();
    useTabs.getState().show(second);
    // The queue itself reports the run later.
    notify('r2', 'preparing', 'q1');
    notify('r2', 'running');
    await settle();
    expect([trainingIn(first).phase, trainingIn(second).phase]).toEqual(['run', 'idle']);
  });

  it('goes to the tab that queued it, though another asks to train', async () => {
    await engine({ 'queue.add': () => ({ item: 'q1' }), 'train.start': () => new Promise(() => undefined) });
    await addToQueue();
    useTabs.getState().show(second);
    void useRun.getState().start();
    notify('r5', 'preparing', 'q1');
    await settle();
    expect(trainingIn(first)).toMatchObject({ phase: 'run', run: { run: 'r5' } });
    expect(trainingIn(second).phase).toBe('starting');
  });

  it('goes to no tab where the one that queued it is closed', async () => {
    await engine({ 'queue.add': () => ({ item: 'q1' }) });
    await addToQueue();
    useTabs.getState().close(first, true);
    notify('r6', 'preparing', 'q1');
    notify('r6', 'running');
    await settle();
    expect([trainingIn(first).phase, trainingIn(second).phase]).toEqual(['idle', 'idle']);
  });

  it('goes to the tab that started its sweep, even before that is answered', async () => {
    const range = { kind: 'values' as const, values: [1] };
    const spec: SweepSpec = { varied: [{ path: 'training.seed', range }], method: { kind: 'grid' } };
    const sweep = {
      ...{ sweep: 's1', name: 's', startedAt: '', state: 'running' as const, message: '', rung: 0 },
      ...{ rungs: [], points: [] },
    };
    const item = { item: 'q2', name: 'a', state: 'waiting', run: null, message: '', addedAt: '' } as const;
    await engine({
      'sweep.start': () => {
        host.emitter.emit('queue.changed', {
          items: [{ ...item, sweep: { sweep: 's1', point: '1' } }],
          held: false,
        });
        notify('r7', 'preparing', 'q2');
        return { sweep: { ...sweep, spec } };
      },
    });
    const { client } = useEngine.getState();
    const started = startSweep(client!, first, { document: '', spec });
    useTabs.getState().show(second);
    await started;
    await settle();
    expect([trainingIn(first).phase, trainingIn(second).phase]).toEqual(['run', 'idle']);
    notify('r7', 'finished');
    notify('r8', 'preparing', 'q2');
    await settle();
    expect(trainingIn(first)).toMatchObject({ run: { run: 'r8' } });
  });

  it('goes on in the tab that trained before the page was loaded again', async () => {
    expectRun('r3', second);
    const text = templateOf('lenet-5')!.text;
    await engine({
      'train.current': () => ({ run: 'r3', state: 'running' }),
      'runs.get': () => ({ summary: summary('r3'), document: text }) as never,
    });
    await vi.waitFor(() => expect(trainingIn(second)).toMatchObject({ run: { run: 'r3' } }));
    // Nothing was in that tab: it shows what trains.
    await vi.waitFor(() => expect(useDocument.of(second).getState().document.layers).not.toHaveLength(0));
    expect(trainingIn(first).phase).toBe('idle');
  });

  it('is shown without touching a document that was opened meanwhile', async () => {
    useDocument
      .of(first)
      .getState()
      .begin({ ...newDocument('Mine'), layers: lenet().layers.slice(0, 1) });
    await engine({
      'train.current': () => ({ run: 'r4', state: 'running' }),
      'runs.get': () => ({ summary: summary('r4'), document: templateOf('lenet-5')!.text }) as never,
    });
    await vi.waitFor(() => expect(trainingIn(first)).toMatchObject({ run: { run: 'r4' } }));
    await settle();
    expect(useDocument.of(first).getState().document.layers).toHaveLength(1);
  });
});
