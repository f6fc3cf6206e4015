import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../src/document/parse.ts';
import { EngineError } from '../../../src/protocol/client.ts';
import type { EpochRecord, RunState, RunSummary } from '../../../src/protocol/data.ts';
import type { Handlers } from '../../../src/protocol/serve.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { templates } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { createTestHost, type TestHost } from '../../testing/testHost.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { useLog } from '../engine/logStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import { followRuns } from './followRuns.ts';
import { useRun } from './runStore.ts';
import { trainingSeries } from './trainingSeries.ts';

followRuns();

const lenet = () => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
};

/** An answer that is given when the test says so. */
function later<T>() {
  let answer = (_value: T): void => undefined;
  let refuse = (_error: Error): void => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    answer = resolve;
    refuse = reject;
  });
  return { promise, answer, refuse };
}

let host: TestHost;
async function engine(handlers: Partial<Handlers>): Promise<void> {
  host = createTestHost(handlers);
  installHost(host);
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await useEngine.getState().connect();
}

const notify = (run: string, state: RunState): void =>
  host.emitter.emit('train.state', { run, state, message: '', layer: null });
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
const record = (epoch: number): EpochRecord => ({
  epoch,
  loss: 1,
  accuracy: 0.5,
  valLoss: null,
  valAccuracy: null,
  seconds: 1,
  imagesPerSecond: 1,
});
const summary = (run: string, state: RunState): RunSummary => ({
  run,
  name: run,
  state,
  startedAt: '2026-01-01T00:00:00Z',
  dataset: 'mnist-10k',
  epochs: [record(1)],
  test: null,
  params: 1,
  seconds: 1,
  message: '',
  tags: [],
  notes: '',
});
const training = () => useRun.getState().training;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  useRun.setState({ training: { phase: 'idle' }, shown: null });
  useDocument.getState().begin(lenet());
  trainingSeries.of(activeTab()).clear();
});

describe('a run started while the one before says its last words', () => {
  const old = {
    run: 'old',
    state: 'stopped',
    message: '',
    layer: null,
    epochs: [],
    progress: null,
    test: null,
  };

  it('is the one that is followed, in whatever order they come', async () => {
    const start = later<{ run: string }>();
    await engine({ 'train.start': () => start.promise });
    useRun.setState({ training: { phase: 'run', run: old as never } });
    const started = useRun.getState().start();
    batch('old', [5001]);
    notify('old', 'stopped');
    await settle();
    expect(training().phase).toBe('starting');
    notify('new', 'preparing');
    notify('old', 'stopped');
    notify('new', 'running');
    batch('new', [1, 2]);
    start.answer({ run: 'new' });
    await started;
    batch('old', [5002]);
    batch('new', [3]);
    notify('new', 'finished');
    await settle();
    expect(training()).toMatchObject({ run: { run: 'new', state: 'finished' } });
    expect([...trainingSeries.view().steps]).toEqual([1, 2, 3]);
    expect(useRun.getState().shown).toBe('new');
  });

  it('says why where the engine refuses, in the panel and in the log', async () => {
    await engine({
      'train.start': () => {
        throw new EngineError('busy', 'Another run is training.');
      },
    });
    useRun.setState({ training: { phase: 'run', run: old as never } });
    await useRun.getState().start();
    expect(training()).toEqual({ phase: 'refused', reason: 'Another run is training.' });
    expect(useLog.getState().entries.at(-1)?.text).toBe('Another run is training.');
  });

  it('is asked for once, and leaves the curve of a run that trains alone', async () => {
    const start = vi.fn(() => ({ run: 'r1' }));
    await engine({ 'train.start': start });
    await Promise.all([useRun.getState().start(), useRun.getState().start()]);
    notify('r1', 'preparing');
    notify('r1', 'running');
    batch('r1', [1, 2]);
    await settle();
    await useRun.getState().start();
    await useRun.getState().continueRun('r1');
    expect(start).toHaveBeenCalledTimes(1);
    expect(trainingSeries.view().steps).toHaveLength(2);
    expect(training()).toMatchObject({ run: { state: 'running' } });
  });
});

describe('an engine that ends while a start is unanswered', () => {
  it('leaves a run that can go on where it had begun, a refusal where it had not', async () => {
    const never = () => new Promise<never>(() => undefined);
    await engine({ 'train.start': never });
    const first = useRun.getState().start();
    await settle();
    notify('r1', 'preparing');
    await settle();
    host.killEngine();
    await first;
    expect(training()).toMatchObject({ run: { run: 'r1', state: 'lost' } });

    await engine({ 'train.start': never });
    const second = useRun.getState().start();
    await settle();
    host.killEngine();
    await second;
    expect(training().phase).toBe('refused');
  });
});

describe('a page that finds a run under way', () => {
  it('hears of its end while it still reads what was before', async () => {
    const get = later<{ summary: RunSummary; document: string }>();
    await engine({
      'train.current': () => ({ run: 'r1', state: 'running' }),
      'runs.get': () => get.promise,
    });
    await vi.waitFor(() => expect(training()).toMatchObject({ run: { run: 'r1', state: 'running' } }));
    host.emitter.emit('train.epoch', { run: 'r1', record: record(2) });
    notify('r1', 'finished');
    await settle();
    get.answer({ summary: summary('r1', 'running'), document: templates[0]!.text });
    await vi.waitFor(() =>
      expect(training()).toMatchObject({
        run: { state: 'finished', epochs: [{ epoch: 1 }, { epoch: 2 }] },
      }),
    );
  });
});
