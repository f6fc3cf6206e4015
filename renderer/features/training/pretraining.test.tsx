import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../src/document/parse.ts';
import type { PretrainingReport } from '../../../src/protocol/data.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { templates } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useCompare } from '../../stores/runs/compareStore.ts';
import { useQueue } from '../../stores/runs/queueStore.ts';
import { nextTraining, type TrainingEvent } from '../../stores/runs/runMachine.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { TrainPanel } from './TrainPanel.tsx';

// A whole form is rendered: slow on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

const training = () => useDocument.getState().document.training;
const happen = (...events: readonly TrainingEvent[]): void =>
  useRun.setState((state) => ({ training: events.reduce(nextTraining, state.training) }));
const report = (name: string, index: number, loss: number): TrainingEvent => {
  const data: PretrainingReport = {
    run: 'r1',
    layer: `id-${name}`,
    name,
    index,
    count: 4,
    epoch: 2,
    epochs: 3,
    batch: 30,
    batches: 60,
    steps: [90],
    loss: [loss],
    imagesPerSecond: 1000,
    secondsLeft: 65,
  };
  return { type: 'pretraining', data };
};
const done = (name: string, losses: number[]): TrainingEvent => ({
  type: 'pretrained',
  data: {
    run: 'r1',
    record: { layer: `id-${name}`, name, decoder: 'Conv2DTranspose 1 @ 5x5', losses, seconds: 2 },
  },
});
const rows = () =>
  within(screen.getByRole('table', { name: 'Reconstruction error, layer by layer' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent));

beforeEach(() => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  useDocument.getState().begin(parsed.document);
  useRun.setState({ training: { phase: 'idle' }, shown: null, past: null });
  useCompare.setState({ runs: [], pending: [] });
  useQueue.setState({ items: [], held: false });
});
afterEach(cleanup);

async function unfold(): Promise<void> {
  const head = screen.getByRole('button', { name: /^Pretraining/ });
  if (head.getAttribute('aria-expanded') === 'false') await userEvent.click(head);
}

describe('pretraining while it happens', () => {
  beforeEach(() => {
    happen({ type: 'start' }, { type: 'started', run: 'r1', state: 'running' });
    happen(report('C1', 1, 0.5), done('C1', [0.5, 0.25, 0.125]), report('C3', 2, 0.75));
  });

  it('says which layer it is at, how far, and what came of those before', () => {
    renderIn(<TrainPanel />);
    expect(screen.getByRole('status').textContent).toBe('Pretraining C3, 2 of 4');
    expect(screen.getByText('Epoch 2 of 3')).toBeTruthy();
    expect(rows()).toEqual([
      ['C1', '0.500', '', '0.125'],
      ['C3', '–', '', '–'],
    ]);
    // One layer and half of the second: (1 + (1 + 30 / 60) / 3) / 4.
    const bar = screen.getByRole('progressbar', { name: 'Progress of the pretraining' });
    expect(Number(bar.getAttribute('aria-valuenow'))).toBeCloseTo(37.5);
  });

  it('steps back when the training itself begins, and stays at hand', () => {
    happen(done('C3', [0.75]));
    happen({
      type: 'batches',
      data: {
        run: 'r1',
        epoch: 1,
        epochs: 5,
        batch: 1,
        batches: 60,
        steps: [1],
        loss: [2.3],
        accuracy: [0.1],
        learningRate: [0.1],
        gradients: [],
        imagesPerSecond: 1000,
        secondsLeft: 60,
      },
    });
    renderIn(<TrainPanel />);
    expect(screen.getByRole('status').textContent).toBe('Training');
    expect(screen.getByText('2 layers were pretrained')).toBeTruthy();
    expect(screen.queryByRole('progressbar', { name: 'Progress of the pretraining' })).toBeNull();
  });

  it('offers a smaller rate of its own where it diverged', async () => {
    useDocument.getState().commit('pretrain', (document) => ({
      ...document,
      training: { ...document.training, pretraining: { epochs: 3, learningRate: 0.5, corruption: 0 } },
    }));
    const { optimizer } = training();
    happen({ type: 'state', data: { run: 'r1', state: 'diverged', message: 'It diverged.', layer: null } });
    renderIn(<TrainPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Pretrain at 0.05' }));
    expect(training()).toMatchObject({ pretraining: { learningRate: 0.05 }, optimizer });
  });
});

describe('the setting', () => {
  it('is switched on with what is usual, named layer by layer, and off again', async () => {
    renderIn(<TrainPanel />);
    await unfold();
    expect(screen.getByText('4 layers can be pretrained, in this order: C1, C3, C5, F6.')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Epochs per layer' })).toBeNull();
    await userEvent.click(screen.getByRole('switch', { name: /Pretrain layer by layer/ }));
    expect(training().pretraining).toEqual({ epochs: 3, learningRate: 0.003, corruption: 0 });
    const corruption = screen.getByRole('textbox', { name: 'Corruption' });
    await userEvent.clear(corruption);
    await userEvent.type(corruption, '0,2{Enter}');
    expect(training().pretraining?.corruption).toBe(0.2);
    await userEvent.click(screen.getByRole('switch', { name: /Pretrain layer by layer/ }));
    expect(training().pretraining).toBeNull();
  });

  it('trains both ways in one click, and compares the two as soon as they are runs', async () => {
    const queued: { name: string; training: { pretraining?: unknown; seed: number } }[] = [];
    installHost(
      createTestHost({
        'queue.add': ({ document }) => {
          queued.push(JSON.parse(document));
          return { item: `i${queued.length}` };
        },
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    renderIn(<TrainPanel />);
    await unfold();
    await userEvent.click(screen.getByRole('button', { name: 'Train with and without it' }));
    await vi.waitFor(() => expect(useWorkspace.getState().stage).toBe('runs'), 5000);
    const { name } = useDocument.getState().document;
    expect(queued.map((document) => [document.name, document.training.pretraining])).toEqual([
      [`${name}, pretrained`, { epochs: 3, learningRate: 0.003, corruption: 0 }],
      [`${name}, random start`, undefined],
    ]);
    expect(queued[0]!.training.seed).toBe(queued[1]!.training.seed);

    const item = (id: string, run: string | null) => ({
      item: id,
      name: id,
      state: run === null ? ('waiting' as const) : ('training' as const),
      run,
      message: '',
      addedAt: '2026-01-01T00:00:00.000Z',
      sweep: null,
    });
    expect(useCompare.getState()).toMatchObject({ runs: [], pending: ['i1', 'i2'] });
    useQueue.setState({ items: [item('i1', 'r1'), item('i2', null)] });
    expect(useCompare.getState()).toMatchObject({ runs: ['r1'], pending: ['i2'] });
    useQueue.setState({ items: [item('i2', 'r2')] });
    expect(useCompare.getState()).toMatchObject({ runs: ['r1', 'r2'], pending: [] });
  });
});
