import { readFileSync } from 'node:fs';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../../src/protocol/client.ts';
import type { RunSummary } from '../../../src/protocol/data.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import type { Handlers } from '../../../src/protocol/serve.ts';
import { installHost } from '../../host/current.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useQueue } from '../../stores/runs/queueStore.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { fileName } from './ExportDialog.tsx';
import { RunsPanel } from './RunsPanel.tsx';

vi.setConfig({ testTimeout: 30_000 });

const summary = (run: string, startedAt: string, more: Partial<RunSummary> = {}): RunSummary => ({
  run,
  name: `Run ${run}`,
  state: 'finished',
  startedAt,
  dataset: 'mnist-10k',
  epochs: [],
  test: { loss: 0.1, accuracy: 0.9495 },
  params: 61_706,
  seconds: 100,
  message: '',
  tags: [],
  notes: '',
  ...more,
});

let kept: RunSummary[];
const connect = async (handlers: Partial<Handlers> = {}): Promise<void> => {
  installHost(
    createTestHost({
      'runs.list': () => ({ runs: kept }),
      'runs.describe': ({ run, ...described }) => {
        kept = kept.map((other) => (other.run === run ? ({ ...other, ...described } as RunSummary) : other));
        return {};
      },
      'runs.delete': ({ run }) => {
        kept = kept.filter((other) => other.run !== run);
        return {};
      },
      ...handlers,
    }),
  );
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await useEngine.getState().connect();
};

const tfjs = { id: 'tfjs', source: 'weights' as const, extensions: [], options: {}, verifiable: true };

/** An engine that exports one file, and what its check of it finds. */
const written = (
  verified: CallResult<'export.write'>['verified'],
  asked: (params: unknown) => void = () => {},
): Partial<Handlers> => ({
  'export.formats': () => ({ formats: [tfjs] }),
  'export.check': () => ({ unsupported: [] }),
  'export.write': (params) => {
    asked(params);
    return { export: 'one', files: [{ path: 'model.json', bytes: 2048, companion: false }], verified };
  },
  'export.read': ({ offset }) => ({ bytes: new Uint8Array(offset < 2000 ? 1024 : 0) }),
  'export.close': () => ({}),
});

beforeEach(() => {
  useRun.setState({ training: { phase: 'idle' }, shown: null });
  kept = [
    summary('a', '2026-01-01T10:00:00Z'),
    summary('b', '2026-01-02T10:00:00Z', { state: 'stopped', test: null }),
  ];
});
afterEach(cleanup);

describe('the runs', () => {
  it('are listed newest first, with their state and accuracy in words and numbers', async () => {
    await connect();
    renderIn(<RunsPanel />);
    expect(await screen.findByText('2 runs')).toBeTruthy();
    const [first, second] = screen.getAllByRole('listitem');
    expect(first!.textContent).toMatch(/^Run b.*Stopped/);
    expect(second!.textContent).toMatch(/^Run a94.95% test.*Finished/);
  });

  it('are renamed in place', async () => {
    await connect();
    renderIn(<RunsPanel />);
    const field = await screen.findByRole('textbox', { name: 'Name of the run' });
    await userEvent.clear(field);
    await userEvent.type(field, 'With dropout{Enter}');
    expect(await screen.findByText('With dropout')).toBeTruthy();
  });

  it('are tagged and annotated, and found by that among many', async () => {
    kept = ['a', 'b', 'c', 'd', 'e', 'f'].map((run, at) => summary(run, `2026-01-0${6 - at}T10:00:00Z`));
    await connect();
    renderIn(<RunsPanel />);
    await userEvent.type(await screen.findByRole('combobox', { name: 'Tags' }), 'baseline{Enter}');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Notes' }), 'wider C3');
    await userEvent.tab();
    await vi.waitFor(() => expect(kept[0]).toMatchObject({ tags: ['baseline'], notes: 'wider C3' }));
    const list = screen.getByRole('region', { name: 'Runs' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(6);
    await userEvent.type(screen.getByRole('textbox', { name: /^Find a run/ }), 'BASE wider');
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
  });

  it('are compared: figures, what differs in the settings, what was done to the network', async () => {
    const text = (id: string) => readFileSync(`templates/${id}.convas`, 'utf8');
    await connect({
      'runs.get': ({ run }) => ({
        summary: kept.find((other) => other.run === run)!,
        document:
          run === 'b'
            ? text('lenet-5')
            : text('lenet-5')
                .replace(/"epochs": 20/, '"epochs": 77')
                .replace(/"filters": 16/, '"filters": 24'),
      }),
    });
    renderIn(<RunsPanel />);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Compare Run b' }));
    expect(screen.getByText(/Tick a second run/)).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Compare Run a' }));
    const compared = await screen.findByRole('region', { name: '2 runs side by side' });
    const figures = within(compared).getByRole('table', { name: 'Figures' });
    expect(within(figures).getByRole('row', { name: /^Test accuracy/ }).textContent).toBe(
      'Test accuracy–94.95%',
    );
    const settings = await within(compared).findByRole('table', { name: 'Settings that differ' });
    expect(within(settings).getByRole('row', { name: /^Epochs/ }).textContent).toMatch(/^Epochs\d+77$/);
    expect(compared.textContent).toContain('C3 Conv2DFilters: 16 became 24');
    await userEvent.click(within(compared).getByRole('button', { name: 'End the comparison' }));
    expect(screen.getByRole('textbox', { name: 'Name of the run' })).toBeTruthy();
  });

  it('wait in a queue that can be held and emptied', async () => {
    const item = (id: string, state: 'waiting' | 'failed', message = '') =>
      ({ item: id, name: `Net ${id}`, state, run: null, message, addedAt: '', sweep: null }) as const;
    const asked: unknown[] = [];
    await connect({
      'queue.hold': (params) => {
        asked.push(params);
        return {};
      },
      'queue.remove': (params) => {
        asked.push(params);
        return {};
      },
    });
    useQueue.setState({ items: [item('1', 'waiting'), item('2', 'failed', 'One class.')], held: false });
    renderIn(<RunsPanel />);
    const queue = await screen.findByRole('region', { name: 'Queue' });
    expect(queue.textContent).toContain('1 training in the queue');
    expect(queue.textContent).toContain('Net 2Not trained: One class.');
    await userEvent.click(within(queue).getByRole('button', { name: 'Pause the queue' }));
    await userEvent.click(within(queue).getByRole('button', { name: 'Remove Net 2 from the queue' }));
    await vi.waitFor(() => expect(asked).toEqual([{ held: true }, { item: '2' }]));
    useQueue.setState({ items: [], held: false });
  });

  it('show their checkpoints, and are forked from one: at once, or in the queue while another trains', async () => {
    const document = readFileSync('templates/lenet-5.convas', 'utf8');
    kept[1] = summary('b', '2026-01-02T10:00:00Z', { parent: { run: 'a', steps: 1200 } });
    const record = { epoch: 2, loss: 0.2, accuracy: 0.94, valLoss: 0.1, valAccuracy: 0.9712 };
    const moment = { at: '', bytes: 10, kept: true };
    const asked: unknown[] = [];
    await connect({
      'runs.get': ({ run }) => ({ summary: kept.find((other) => other.run === run)!, document }),
      'runs.checkpoints': () => ({
        checkpoints: [
          { ...moment, steps: 60, epoch: 2, batch: 10, best: false, record: null },
          {
            ...moment,
            steps: 100,
            epoch: 3,
            batch: 0,
            best: true,
            record: { ...record, seconds: 1, imagesPerSecond: 1 },
          },
        ],
      }),
      'datasets.prepare': () => ({}) as never,
      'train.start': ({ from }) => {
        asked.push(['start', from]);
        return { run: 'c' };
      },
      'queue.add': ({ from }) => {
        asked.push(['queue', from]);
        return { item: '1' };
      },
    });
    renderIn(<RunsPanel />);
    expect(await screen.findByText('Forked from Run a, step 1,200')).toBeTruthy();
    const list = await screen.findByRole('region', { name: 'Checkpoints' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Epoch 2 beststep 100, 97.12% validationFork', 'In epoch 2, batch 10 step 60Fork']);
    await userEvent.click(within(list).getByRole('button', { name: /^Fork at step 100:/ }));
    await vi.waitFor(() => expect(asked).toEqual([['start', { run: 'b', steps: 100 }]]));
    expect(useDocument.getState().document.name).toBe('LeNet-5');
    await vi.waitFor(() => expect(useRun.getState().training.phase).toBe('run'));
    await userEvent.click(within(list).getByRole('button', { name: /^Fork at step 60:/ }));
    await vi.waitFor(() => expect(asked.slice(1)).toEqual([['queue', { run: 'b', steps: 60 }]]));
  });

  it('are deleted after a question, since that cannot be undone', async () => {
    await connect();
    renderIn(<RunsPanel />);
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('cannot be undone');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('1 run')).toBeTruthy();
    expect(kept.map(({ run }) => run)).toEqual(['a']);
  });

  it('say so when there is none, and when they cannot be read', async () => {
    kept = [];
    await connect();
    const { unmount } = renderIn(<RunsPanel />);
    expect(await screen.findByText('No runs yet')).toBeTruthy();
    unmount();
    await connect({
      'runs.list': () => {
        throw new EngineError('failed', 'The folder of runs is not readable.');
      },
    });
    renderIn(<RunsPanel />);
    expect((await screen.findByRole('alert')).textContent).toContain('The folder of runs is not readable.');
  });

  it('are exported with what the check found, and where the files went', async () => {
    await connect({
      ...written([
        {
          runtime: 'TensorFlow.js 4.22.0, wasm backend',
          samples: 32,
          state: 'agrees',
          maxAbsDiff: 2.4e-7,
          sameClasses: true,
          accuracy: { here: 0.9875, there: 0.975 },
          speed: { here: 0.25, there: 0.5 },
        },
      ]),
    });
    renderIn(<RunsPanel />);
    await userEvent.click(await screen.findByRole('button', { name: 'Export the model' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Export' }));
    expect(await screen.findByText('Saved to a folder')).toBeTruthy();
    expect(screen.getByTestId('verified').textContent).toContain('32 images, largest difference 2.4e-7');
    expect(screen.getByTestId('verified').textContent).toContain(
      'Accuracy 97.50%, here 98.75%. 0.5 ms an image, here 0.25 ms.',
    );
    expect(screen.getByText('model.json, 2.05 kB')).toBeTruthy();
  });

  it('are not exported where layers cannot be: each is listed with why and what to do', async () => {
    let exports = 0;
    await connect({
      'export.formats': () => ({ formats: [tfjs] }),
      'export.check': () => ({
        unsupported: [
          {
            layer: 'layer-3',
            name: 'conv',
            kind: 'Conv2D',
            parameter: 'Groups',
            reason: 'TensorFlow.js ignores groups.',
            remedy: 'Set groups to 1.',
          },
        ],
      }),
      'export.write': () => {
        exports += 1;
        return { export: 'one', files: [], verified: null };
      },
    });
    renderIn(<RunsPanel />);
    await userEvent.click(await screen.findByRole('button', { name: 'Export the model' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('1 layer cannot be exported');
    expect(alert.textContent).toContain(
      'conv (Conv2D, Groups)TensorFlow.js ignores groups. Set groups to 1.',
    );
    const button = within(screen.getByRole('dialog')).getByRole('button', { name: 'Export' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    button.click();
    expect(exports).toBe(0);
  });

  it('are exported with the options that the format has', async () => {
    const asked: unknown[] = [];
    const options = { properties: { shuffled: { type: 'boolean', title: 'Shuffled', default: false } } };
    await connect({
      ...written(null, (params) => asked.push(params)),
      'export.formats': () => ({ formats: [{ ...tfjs, options, verifiable: false }] }),
    });
    renderIn(<RunsPanel />);
    await userEvent.click(await screen.findByRole('button', { name: 'Export the model' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('switch', { name: 'Shuffled' }));
    expect(dialog.queryByRole('checkbox')).toBeNull();
    await userEvent.click(dialog.getByRole('button', { name: 'Export' }));
    expect(await screen.findByText('Saved to a folder')).toBeTruthy();
    expect(asked).toMatchObject([
      { source: { run: 'b' }, format: 'tfjs', options: { shuffled: true }, verify: false, language: 'en' },
    ]);
  });

  it('say that nothing was verified where no runtime is here', async () => {
    await connect(
      written([{ runtime: 'PyTorch', samples: 0, state: 'unavailable', message: 'python3 has no torch' }]),
    );
    renderIn(<RunsPanel />);
    await userEvent.click(await screen.findByRole('button', { name: 'Export the model' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Export' }));
    expect(await screen.findByText(/^Nothing was verified/)).toBeTruthy();
    expect(screen.getByText(/python3 has no torch/)).toBeTruthy();
    expect(screen.queryByTestId('verified')).toBeNull();
  });

  it('say what differs when the exported model does, and that its files are there', async () => {
    await connect({
      ...written([
        {
          runtime: 'TensorFlow.js 4.22.0, wasm backend',
          samples: 32,
          state: 'differs',
          maxAbsDiff: 0.3,
          sameClasses: false,
          message: 'for example 2, value 1 is 0.1 there and 0.4 here',
        },
      ]),
    });
    renderIn(<RunsPanel />);
    await userEvent.click(await screen.findByRole('button', { name: 'Export the model' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Export' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('wasm backend: for example 2, value 1 is 0.1 there and 0.4 here');
    expect(alert.textContent).toContain('The files were saved anyway');
    expect(screen.queryByTestId('verified')).toBeNull();
  });
});

it('makes a file name of any name', () => {
  expect(fileName('LeNet-5: épreuve №2!')).toBe('lenet-5-épreuve-2');
  expect(fileName('///')).toBe('model');
});
