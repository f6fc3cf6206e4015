import { readFileSync } from 'node:fs';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../../src/document/parse.ts';
import type { RunSummary } from '../../../../src/protocol/data.ts';
import type { CallParams } from '../../../../src/protocol/protocol.ts';
import type { SweepInfo, SweepPoint } from '../../../../src/protocol/sweeps.ts';
import { methodSchema } from '../../../../src/sweep/spec.ts';
import { message } from '../../../../src/text/message.ts';
import { installHost } from '../../../host/current.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { useSweeps } from '../../../stores/runs/sweepStore.ts';
import { useWorkspace } from '../../../stores/window/workspaceStore.ts';
import { renderIn } from '../../../testing/render.tsx';
import { createTestHost } from '../../../testing/testHost.ts';
import { placesOf } from './figures.ts';
import { SearchStrip } from './SearchStrip.tsx';
import { SweepDialog } from './SweepDialog.tsx';
import { SweepsPanel } from './SweepsPanel.tsx';

vi.setConfig({ testTimeout: 30_000 });

const point = (id: string, filters: number, score: number | null, params: number): SweepPoint => ({
  point: id,
  values: { 'C1.filters': filters },
  state: score === null ? 'invalid' : 'trained',
  message: score === null ? 'C1: it does not fit.' : '',
  run: score === null ? null : `run-${id}`,
  rung: 0,
  epochs: 1,
  seconds: 1,
  params,
  score,
  last: {
    epoch: 1,
    loss: 1,
    accuracy: 0.5,
    valLoss: 1,
    valAccuracy: score,
    seconds: 1,
    imagesPerSecond: 1,
  },
  test: null,
});
const sweep: SweepInfo = {
  sweep: 's',
  name: 'LeNet-5 sweep',
  startedAt: '2026-01-01T00:00:00Z',
  state: 'finished',
  message: '',
  spec: {
    varied: [{ path: 'C1.filters', range: { kind: 'values', values: [2, 4, 8, 99] } }],
    method: { kind: 'grid' },
  },
  rungs: [{ count: 4, epochs: 1 }],
  rung: 0,
  points: [
    point('1', 2, 0.8, 100),
    point('2', 4, 0.7, 200),
    point('3', 8, 0.9, 400),
    point('4', 99, null, 0),
  ],
};

beforeEach(() => {
  const parsed = parseDocument(readFileSync('templates/lenet-5.convas', 'utf8'));
  if (parsed.ok) useDocument.getState().begin(parsed.document);
  useSweeps.setState({ sweeps: [sweep], shown: null, open: true });
});
afterEach(cleanup);

describe('a sweep', () => {
  it('is a table that can be sorted, best first, what is not possible last', async () => {
    renderIn(<SweepsPanel />);
    const table = screen.getByRole('table');
    const column = () =>
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map((row) => within(row).getAllByRole('cell')[1]!.textContent);
    expect(column()).toEqual(['90.00%', '80.00%', '70.00%', 'not possible']);
    await userEvent.click(within(table).getByRole('button', { name: 'Parameters' }));
    expect(
      within(table)
        .getByRole('columnheader', { name: /Parameters/ })
        .getAttribute('aria-sort'),
    ).toBe('ascending');
    expect(column()).toEqual(['not possible', '80.00%', '70.00%', '90.00%']);
    expect(within(table).getAllByLabelText(/^On the front/)).toHaveLength(2);
  });

  it('is drawn with points and lines that the keyboard reaches', async () => {
    renderIn(<SweepsPanel />);
    const plot = screen.getByRole('group', { name: 'Accuracy vs. parameters' });
    expect(
      within(plot)
        .getAllByRole('button')
        .map((mark) => mark.getAttribute('aria-label')),
    ).toEqual([
      'C1 filters 2: 80.00%, 100 parameters, on the front',
      'C1 filters 4: 70.00%, 200 parameters',
      'C1 filters 8: 90.00%, 400 parameters, on the front',
    ]);
    within(plot).getAllByRole('button')[1]!.focus();
    await userEvent.keyboard('{Enter}');
    const lines = screen.getByRole('group', { name: 'Combinations' });
    expect(within(lines).getByRole('button', { name: 'C1 filters 4: 70.00%', pressed: true })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Open its network' })).toBeTruthy();
  });

  it('shows the best networks of a search as pictures, each of which opens', async () => {
    const lenet = readFileSync('templates/lenet-5.convas', 'utf8');
    const asked: string[] = [];
    installHost(
      createTestHost({
        'runs.get': ({ run }) => {
          asked.push(run);
          return { summary: { run } as RunSummary, document: lenet };
        },
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    const method = methodSchema.parse({ kind: 'search', strategy: 'evolution', trials: 9, seed: 1 });
    const search: SweepInfo = {
      ...sweep,
      state: 'running',
      spec: { ...sweep.spec, method },
      rungs: [{ count: 9, epochs: 1 }],
    };
    useSweeps.setState({ sweeps: [search] });
    renderIn(<SweepsPanel />);
    const front = within(screen.getByRole('region', { name: /^Best networks/ }));
    expect(front.getAllByRole('button').map((card) => card.textContent)).toEqual([
      '80.00%100 parametersTrial 1',
      '90.00%400 parametersTrial 3',
    ]);
    expect(screen.getByText(/4 of 9 combinations/)).toBeTruthy();
    await userEvent.click(front.getByRole('button', { name: /Trial 3/ }));
    await vi.waitFor(() => expect(asked).toContain('run-3'));
  });

  it('shows the best networks of a running search below the canvas, until they are hidden', async () => {
    const method = methodSchema.parse({ kind: 'search', strategy: 'evolution', trials: 9, seed: 1 });
    const search: SweepInfo = { ...sweep, state: 'running', spec: { ...sweep.spec, method } };
    useWorkspace.setState({ stage: 'build' });
    useSweeps.setState({
      sweeps: [{ ...search, points: [point('1', 2, null, 0)] }],
      strip: { sweep: 's', open: true },
    });
    renderIn(<SearchStrip />);
    expect(screen.getByText(/^The best networks appear here/)).toBeTruthy();
    act(() => useSweeps.setState({ sweeps: [search] }));
    expect(screen.getAllByRole('button', { name: /^\d+\.\d+%.*Trial/ })).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Hide the search results' }));
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('goes on where it was stopped or cut off', async () => {
    const asked: string[] = [];
    installHost(
      createTestHost({
        'sweep.list': () => ({
          sweeps: [{ ...sweep, state: 'stopped', message: message('runs.stopped-by-hand') }],
        }),
        'sweep.resume': ({ sweep: id }) => {
          asked.push(id);
          return { sweep };
        },
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    renderIn(<SweepsPanel />);
    expect(screen.queryByRole('button', { name: 'Resume sweep' })).toBeNull();
    await act(() => useSweeps.getState().refresh());
    expect(screen.getByText(/Stopped by the user\./)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Resume sweep' }));
    await vi.waitFor(() => expect(asked).toEqual(['s']));
  });

  it('places values by size, by logarithm where asked, words in order', () => {
    expect([1, 2, 4].map(placesOf([1, 2, 4], false))).toEqual([0, 1 / 3, 1]);
    expect([1, 2, 4].map(placesOf([1, 2, 4], true))).toEqual([0, 0.5, 1]);
    expect(['relu', 'tanh'].map(placesOf(['tanh', 'relu'], false))).toEqual([0, 1]);
    expect(placesOf([3], false)(3)).toBe(0.5);
  });
});

describe('the dialog', () => {
  it('offers what can be varied next: a hidden layer, not the output that the data decides on', async () => {
    renderIn(<SweepDialog />);
    const add = screen.getByRole('button', { name: 'Vary another' });
    for (const offered of ['F6: Units', 'C5: Filters']) {
      await userEvent.click(add);
      const fields = screen.getAllByRole('combobox', { name: 'Parameter' }) as HTMLInputElement[];
      expect(fields.at(-1)!.value).toBe(offered);
    }
  });

  it('searches the suggested space', async () => {
    const sent: CallParams<'sweep.start'>[] = [];
    installHost(
      createTestHost({
        'sweep.start': (params) => {
          sent.push(params);
          return { sweep };
        },
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    renderIn(<SweepDialog />);
    await userEvent.click(screen.getByRole('radio', { name: 'Search' }));
    await userEvent.click(screen.getByRole('button', { name: 'Suggest a space' }));
    expect(screen.getByRole('status').textContent).toMatch(/^Up to 60 networks, 1\d parameters varied/);
    await userEvent.click(screen.getByRole('button', { name: 'Start the sweep' }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    const { varied, method } = sent[0]!.spec;
    expect(method).toMatchObject({ kind: 'search', strategy: 'evolution', trials: 60, costs: ['params'] });
    expect(varied).toContainEqual({ path: 'C1.copies', range: { kind: 'values', values: [0, 1, 2] } });
  });

  it('begins with what the network marks as variable, and marks it', async () => {
    const marks = () => useDocument.getState().document.layers.find(({ name }) => name === 'C1')!.searchSpace;
    const { document: lenet } = useDocument.getState();
    const range = { kind: 'values' as const, values: [4, 6] };
    const layers = lenet.layers.map((each) =>
      each.name === 'C1' ? { ...each, searchSpace: { filters: range } } : each,
    );
    useDocument.getState().begin({ ...lenet, layers });
    renderIn(<SweepDialog />);
    expect((screen.getByRole('radio', { name: 'Search' }) as HTMLInputElement).checked).toBe(true);
    const values = screen.getByRole('textbox', { name: 'Values' }) as HTMLInputElement;
    expect(values.value).toBe('4, 6');
    await userEvent.clear(values);
    await userEvent.type(values, '2, 4, 6');
    await userEvent.click(screen.getByRole('button', { name: 'Mark in the network' }));
    expect(marks()).toEqual({ filters: { kind: 'values', values: [2, 4, 6] } });
  });

  it('says what the sweep comes to, what is wrong, and sends it as it is shown', async () => {
    const sent: CallParams<'sweep.start'>[] = [];
    installHost(
      createTestHost({
        'sweep.start': (params) => {
          sent.push(params);
          return { sweep };
        },
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    renderIn(<SweepDialog />);
    expect(screen.getByRole('status').textContent).toMatch(/^3 combinations/);
    const values = screen.getByRole('textbox', { name: 'Values' });
    await userEvent.clear(values);
    await userEvent.type(values, 'much');
    expect(screen.getByText(/^Learning rate: "much" is not a number/)).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Start the sweep' }) as HTMLButtonElement).disabled).toBe(
      true,
    );
    await userEvent.clear(values);
    await userEvent.type(values, '0.1, 0.01');
    await userEvent.click(screen.getByRole('radio', { name: 'Successive halving' }));
    expect(screen.getByRole('status').textContent).toMatch(/^9 combinations, .*9 up to epoch/);
    await userEvent.click(screen.getByRole('radio', { name: 'Grid' }));
    await userEvent.click(screen.getByRole('button', { name: 'Start the sweep' }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]!.spec).toEqual({
      varied: [{ path: 'training.optimizer.learningRate', range: { kind: 'values', values: [0.1, 0.01] } }],
      method: { kind: 'grid' },
    });
  });
});
