import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { TextError } from '../../src/text/text-error.ts';
import { templates } from '../../templates/index.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { OutlineFeature } from '../features/outline/index.tsx';
import { ProblemsFeature } from '../features/problems/index.tsx';
import { TableFeature } from '../features/table/index.tsx';
import { installHost } from '../host/current.ts';
import { useAnalysis } from '../stores/document/analysisStore.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { followRuns } from '../stores/runs/followRuns.ts';
import { useRun } from '../stores/runs/runStore.ts';
import { trainingSeries } from '../stores/runs/trainingSeries.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { renderIn } from '../testing/render.tsx';
import { createTestHost } from '../testing/testHost.ts';
import { Messages } from './Messages.tsx';
import { TrainButtons } from './TrainButtons.tsx';

const lenet = () => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
};

beforeEach(() => {
  useDocument.getState().begin(lenet());
  useSelection.getState().clear();
});
afterEach(cleanup);

describe('the outline', () => {
  it('lists the network in the order of its signal, and the arrow keys walk it', async () => {
    renderIn(<OutlineFeature />);
    const items = screen.getAllByRole('treeitem');
    expect(items.map((item) => item.dataset['layer'])).toEqual(
      useAnalysis.getState().analysis.layers.map(({ id }) => id),
    );
    items[0]!.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(useSelection.getState().layers).toEqual([items[2]!.dataset['layer']]);
    expect(document.activeElement).toBe(items[2]);
  });
});

describe('the table', () => {
  it('shows the totals, sorts by a column, and selects a layer', async () => {
    renderIn(<TableFeature />);
    // All of them are trained: the sum of both columns.
    expect(screen.getAllByText('61,706')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Sort by Parameters' }));
    const [, first] = screen.getAllByRole('row');
    expect(within(first!).getByText('C5')).toBeTruthy();
    await userEvent.click(first!);
    expect(useSelection.getState().layers).toHaveLength(1);
  });
});

describe('the problems', () => {
  it('are mended by their button, and undone', async () => {
    const { document } = useDocument.getState();
    useDocument.getState().begin({
      ...document,
      layers: document.layers.map((layer) =>
        layer.name === 'Output' ? { ...layer, params: { ...layer.params, units: 7 } } : layer,
      ),
    });
    renderIn(<ProblemsFeature />);
    expect(useAnalysis.getState().analysis.problems).not.toEqual([]);
    await userEvent.click(screen.getAllByRole('button', { name: /^Repair/ })[0]!);
    expect(useAnalysis.getState().analysis.problems).toEqual([]);
    expect(screen.getByText(/No problems/)).toBeTruthy();
    useDocument.getState().undo();
    expect(useAnalysis.getState().analysis.problems).not.toEqual([]);
  });
});

describe('data that is not known here', () => {
  beforeEach(async () => {
    const info = { description: '', license: '', source: '', train: 8_000, test: 2_000, downloadBytes: 0 };
    const digits = {
      ...info,
      id: 'mnist-10k',
      title: 'MNIST, 10,000 digits',
      classes: [...'0123456789'],
      sampleShape: [28, 28, 1],
      availability: 'ready' as const,
    };
    installHost(createTestHost({ 'datasets.list': () => ({ datasets: [digits] }) }));
    useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
    await useEngine.getState().connect();
    const document = lenet();
    useDocument.getState().begin({ ...document, data: { ...document.data!, dataset: '/gone' } });
  });

  afterEach(() => useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] }));

  it('is a problem, is told when Train is pressed by mouse or key, and is mended by a button', async () => {
    renderIn(
      <>
        <CommandKeys />
        <Messages />
        <TrainButtons />
        <ProblemsFeature />
      </>,
    );
    const detail = /The data "\/gone" is not known on this machine/;
    expect(screen.getAllByText(detail)).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Train' }));
    expect(screen.getByText('Training cannot start yet.')).toBeTruthy();
    expect(useRun.getState().training.phase).toBe('idle');
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText('Training cannot start yet.')).toBeNull();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.getByText('Training cannot start yet.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Repair: Use MNIST, 10,000 digits' }));
    expect(useDocument.getState().document.data?.dataset).toBe('mnist-10k');
    expect(screen.queryByText(detail)).toBeNull();
    expect(screen.queryByText('Training cannot start yet.')).toBeNull();
    expect(useWorkspace.getState().trainAsked).toBeNull();
  });

  it('is located or chosen in the Data stage', async () => {
    renderIn(<ProblemsFeature />);
    await userEvent.click(screen.getByRole('button', { name: 'Repair: Choose or locate data' }));
    expect(useWorkspace.getState().stage).toBe('data');
    expect(useDocument.getState().document.data?.dataset).toBe('/gone');
  });
});

describe('training', () => {
  it('starts, shows what the engine says, pauses and stops; a crash is told and undone', async () => {
    const asked: string[] = [];
    const say = (name: string) => () => {
      asked.push(name);
      return {};
    };
    const host = createTestHost({
      'train.start': () => ({ run: 'r1' }),
      'train.pause': say('pause'),
      'train.stop': say('stop'),
    });
    installHost(host);
    followRuns();
    await useEngine.getState().connect();
    renderIn(
      <>
        <Messages />
        <TrainButtons />
      </>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Train' }));
    await vi.waitFor(() => expect(useRun.getState().shown).toBe('r1'));
    host.emitter.emit('train.state', { run: 'r1', state: 'running', message: '', layer: null });
    host.emitter.emit('train.batches', {
      run: 'r1',
      epoch: 1,
      epochs: 5,
      batch: 2,
      batches: 70,
      steps: [1, 2],
      loss: [2.3, 2.2],
      accuracy: [0.1, 0.2],
      gradients: [],
      learningRate: [0.1, 0.1],
      imagesPerSecond: 1,
      secondsLeft: null,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    await vi.waitFor(() => expect(asked).toEqual(['pause', 'stop']));
    expect([...trainingSeries.view().loss]).toEqual([2.3, 2.2]);

    const { document } = useDocument.getState();
    host.killEngine();
    expect((await screen.findByRole('alert')).textContent).toContain('Your document is untouched');
    expect(useDocument.getState().document).toBe(document);
    await userEvent.click(screen.getByRole('button', { name: 'Start the engine again' }));
    expect(await screen.findByRole('button', { name: 'Resume run' })).toBeTruthy();
    expect(useEngine.getState().status.state).toBe('ready');
  });
});
