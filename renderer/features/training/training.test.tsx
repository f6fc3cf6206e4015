import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../src/document/parse.ts';
import { EngineError } from '../../../src/protocol/client.ts';
import type { RunState } from '../../../src/protocol/data.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { templates } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { useDatasets } from '../../stores/data/datasetStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { EpochTable } from './EpochTable.tsx';
import { LiveRate } from './LiveRate.tsx';
import { TrainPanel } from './TrainPanel.tsx';

// A whole form is rendered: slow on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

const lenet = () => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
};
const training = () => useDocument.getState().document.training;
const c1 = () => useDocument.getState().document.layers.find(({ name }) => name === 'C1')!.id;

function showRun(state: RunState, more: { message?: string; layer?: string; unsaved?: string } = {}): void {
  useRun.setState({
    training: {
      phase: 'run',
      run: {
        run: 'r1',
        state,
        message: more.message ?? '',
        layer: more.layer ?? null,
        epochs: [1, 2].map((epoch) => ({
          epoch,
          loss: 1 / epoch,
          accuracy: 0.5 * epoch,
          valLoss: epoch,
          valAccuracy: 0.6,
          seconds: 3,
          imagesPerSecond: 1200,
        })),
        progress: {
          epoch: 3,
          epochs: 5,
          batch: 20,
          batches: 113,
          imagesPerSecond: 1234.4,
          secondsLeft: 75,
          loss: 0.25,
          accuracy: 0.9,
          learningRate: 0.01,
        },
        test: null,
        unsaved: more.unsaved ?? '',
      },
    },
  });
}

beforeEach(() => {
  useDocument.getState().begin(lenet());
  useRun.setState({ training: { phase: 'idle' }, shown: null });
});
afterEach(cleanup);

/** Opens a part of the form; parts stay open for as long as the window is. */
async function unfold(name: RegExp): Promise<void> {
  const head = screen.getByRole('button', { name });
  if (head.getAttribute('aria-expanded') === 'false') await userEvent.click(head);
}

describe('the settings', () => {
  it('are edited through the document, a field at a time, and undone', async () => {
    renderIn(<TrainPanel />);
    const before = training().epochs;
    const epochs = screen.getByRole('textbox', { name: 'Epochs' });
    await userEvent.clear(epochs);
    await userEvent.type(epochs, '12');
    expect(training().epochs).toBe(before);
    await userEvent.keyboard('{Enter}');
    expect(training().epochs).toBe(12);
    useDocument.getState().undo();
    expect(training().epochs).toBe(before);
    await vi.waitFor(() => expect((epochs as HTMLInputElement).value).toBe(String(before)));
  });

  it('keep what does not fit out of the document, and say so', async () => {
    renderIn(<TrainPanel />);
    expect(screen.queryByRole('textbox', { name: 'Validation split' })).toBeNull();
    await unfold(/Validation, metrics, seed/);
    const split = screen.getByRole('textbox', { name: 'Validation split' });
    await userEvent.clear(split);
    await userEvent.type(split, '7{Enter}');
    expect(training().validationSplit).toBe(0.1);
    expect(
      screen.getByText('7 is too large. Type a number from 0 to 0.9. The value stays 0.1.'),
    ).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    expect((split as HTMLInputElement).value).toBe('0.1');
    const batch = screen.getByRole('textbox', { name: 'Batch size' });
    await userEvent.clear(batch);
    await userEvent.type(batch, '100000');
    await userEvent.tab();
    const size = training().batchSize;
    expect(size).not.toBe(10_000);
    expect(
      screen.getByText(`100,000 is too large. Type a number from 1 to 65,536. The value stays ${size}.`),
    ).toBeTruthy();
    expect((batch as HTMLInputElement).value).toBe('100000');
    const rate = screen.getByRole('textbox', { name: 'Learning rate' });
    await userEvent.clear(rate);
    await userEvent.type(rate, '0,002');
    await userEvent.tab();
    expect(training().optimizer.params['learningRate']).toBe(0.002);
    expect((rate as HTMLInputElement).value).toBe('0.002');
  });

  it('show the parameters of the optimizer that is chosen', async () => {
    renderIn(<TrainPanel />);
    await unfold(/About Adam/);
    expect(screen.getByRole('textbox', { name: 'Beta 1' })).toBeTruthy();
    await userEvent.click(screen.getByRole('combobox', { name: 'Optimizer' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Momentum', hidden: true }));
    expect(training().optimizer.kind).toBe('momentum');
    expect(screen.queryByRole('textbox', { name: 'Beta 1' })).toBeNull();
    await userEvent.click(screen.getByRole('switch', { name: /Nesterov/ }));
    expect(training().optimizer.params).toEqual({ nesterov: true });
  });
});

describe('a setting that is still being typed', () => {
  it('is what the run trains by, though the field was never left', async () => {
    const asked: string[] = [];
    installHost(
      createTestHost({
        'train.start': ({ document }) => {
          asked.push(document);
          return { run: 'r1' };
        },
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    renderIn(<TrainPanel />);
    const epochs = screen.getByRole('textbox', { name: 'Epochs' });
    await userEvent.clear(epochs);
    await userEvent.type(epochs, '1');
    await useRun.getState().start();
    expect(JSON.parse(asked[0]!).training.epochs).toBe(1);
    expect(document.activeElement).toBe(epochs);
  });
});

describe('the state of a run', () => {
  it.each([
    ['preparing', 'Preparing'],
    ['running', 'Training'],
    ['paused', 'Paused'],
    ['stopping', 'Stopping'],
    ['finished', 'Finished'],
    ['stopped', 'Stopped'],
    ['failed', 'Failed'],
    ['interrupted', 'Interrupted'],
  ] as const)('says %s in words', (state, words) => {
    showRun(state);
    renderIn(<TrainPanel />);
    expect(screen.getByRole('status').textContent).toBe(words);
  });

  it('shows where it is, how fast, and what is left', () => {
    showRun('running');
    renderIn(<TrainPanel />);
    for (const words of ['Epoch 3 of 5', 'batch 20 of 113', '1,234', '1 min 15 s', '90.00%'])
      expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe(
      String((100 * (2 + 20 / 113)) / 5),
    );
  });

  it('names the layer where it diverged and lowers the learning rate by a button', async () => {
    showRun('diverged', { layer: c1(), message: 'The loss became NaN.' });
    renderIn(<TrainPanel />);
    expect(screen.getByRole('alert').textContent).toContain('First seen in C1');
    await userEvent.click(screen.getByRole('button', { name: 'Learning rate 0.0004' }));
    expect(training().optimizer.params).toMatchObject({ learningRate: 0.0004 });
    useDocument.getState().commit('Set', (document) => ({
      ...document,
      training: { ...document.training, optimizer: { kind: 'adam', params: { learningRate: 1e9 } } },
    }));
    expect(await screen.findByRole('button', { name: 'Learning rate 0.001' })).toBeTruthy();
  });

  it('takes another learning rate while it trains, once the field is left', async () => {
    const set: number[] = [];
    installHost(
      createTestHost({
        'train.setLearningRate': ({ learningRate }) => {
          set.push(learningRate);
          return {};
        },
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    showRun('running');
    renderIn(<TrainPanel />);
    const field = screen.getByRole('textbox', { name: 'Learning rate now' });
    expect((field as HTMLInputElement).value).toBe('0.01');
    await userEvent.clear(field);
    await userEvent.type(field, '2e-3');
    expect(set).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(set).toEqual([0.002]));
    // A paused run has no step yet that would report it.
    expect((field as HTMLInputElement).value).toBe('0.002');
    await userEvent.clear(field);
    await userEvent.type(field, 'fast');
    await userEvent.tab();
    expect(set).toEqual([0.002]);
    expect(screen.getByText(/"fast" is not a number.*The value stays 0.002/)).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, '0{Enter}');
    expect(screen.getByText(/0 is too small. Type a number above 0./)).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, '0,003{Enter}');
    await vi.waitFor(() => expect(set).toEqual([0.002, 0.003]));
  });

  it('leaves the learning rate alone where its field was only passed through', async () => {
    const asked = vi.spyOn(useRun.getState(), 'setLearningRate');
    const { rerender } = renderIn(<LiveRate rate={0.01} />);
    await userEvent.click(screen.getByRole('textbox', { name: 'Learning rate now' }));
    // The schedule goes on meanwhile.
    rerender(<LiveRate rate={0.009} />);
    await userEvent.tab();
    expect(asked).not.toHaveBeenCalled();
    expect(screen.getByRole('textbox', { name: 'Learning rate now' })).toHaveProperty('value', '0.009');
  });

  it('says that its weights are not on disk', () => {
    showRun('running', { unsaved: 'The disk is full.' });
    renderIn(<TrainPanel />);
    expect(screen.getByRole('alert').textContent).toContain('The disk is full.');
  });

  it('leads to the first problem that is in the way', () => {
    const { document } = useDocument.getState();
    useDocument.getState().begin({
      ...document,
      layers: document.layers.map((layer) =>
        layer.name === 'C1' ? { ...layer, params: { ...layer.params, kernelSize: [99, 99] } } : layer,
      ),
    });
    renderIn(<TrainPanel />);
    expect(screen.getByRole('alert').textContent).toMatch(/problems? (is|are) in the way/);
    expect(screen.getByRole('button', { name: 'Show problems' })).toBeTruthy();
  });
});

describe('the table of epochs', () => {
  it('has a row an epoch, newest first, and marks the best on held-out images', () => {
    showRun('running');
    renderIn(<EpochTable />);
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => row.querySelector('td')?.textContent)).toEqual(['2', 'best 1']);
  });
});

describe('data that is not here yet', () => {
  const far = (availability: 'ready' | 'download') => ({
    id: 'mnist-10k',
    title: 'MNIST',
    description: '',
    license: '',
    source: '',
    classes: [...'0123456789'],
    sampleShape: [28, 28, 1],
    train: 8000,
    test: 2000,
    availability,
    downloadBytes: 11_000_000,
  });

  it('is fetched before training; cancelling it starts nothing', async () => {
    let canceled = (): void => undefined;
    const start = vi.fn(() => ({ run: 'r1' }));
    installHost(
      createTestHost({
        'datasets.list': () => ({ datasets: [far('download')] }),
        'datasets.prepare': (_, { progress }) => {
          progress({ phase: 'downloading', done: 1_000_000, total: 11_000_000 });
          return new Promise((_, reject) => {
            canceled = () => reject(new EngineError('canceled', 'canceled'));
          });
        },
        'train.start': start,
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    renderIn(<TrainPanel />);
    const started = useRun.getState().start();
    expect(await screen.findByText('Getting MNIST: downloading')).toBeTruthy();
    expect(screen.getByText(/1.00 MB \/ 11.0 MB/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    canceled();
    await started;
    expect(start).not.toHaveBeenCalled();
    expect(useRun.getState().training.phase).toBe('idle');
    expect(useDatasets.getState().preparing).toEqual({});
  });
});
