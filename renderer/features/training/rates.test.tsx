import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import { EngineError } from '../../../src/protocol/client.ts';
import type { RateSearch } from '../../../src/protocol/data.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { templates } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useRate } from '../../stores/runs/rateStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { RateFinder } from './RateFinder.tsx';
import { formatRate, lossRange } from './rateChart.ts';

// happy-dom draws no canvas; what is drawn is looked at in the browser.
const nothing: object = new Proxy(class {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => 0 : nothing),
  set: () => true,
  apply: () => nothing,
  construct: () => nothing,
});

const search: RateSearch = {
  from: 1e-6,
  to: 10,
  steps: 150,
  rates: [1e-6, 1e-5, 1e-4, 1e-3, 1e-2],
  loss: [2.3, 2.3, 2, 0.5, 0.7],
  smoothed: [2.3, 2.3, 2.1, 1, 0.8],
  blownUpAt: 0.1,
  suggestion: { rate: 0.004, least: 0.04, steepest: 1e-3, openEnd: false },
};

const rate = () => useDocument.getState().document.training.optimizer.params['learningRate'];

async function connect(findRate: () => RateSearch | Promise<RateSearch>): Promise<void> {
  installHost(createTestHost({ 'train.findRate': findRate }));
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await useEngine.getState().connect();
}

beforeEach(() => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  useDocument.getState().begin(parsed.document);
  useRate.setState({ finding: { state: 'idle' } });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(nothing as never);
  vi.stubGlobal('Path2D', nothing);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const find = () => userEvent.click(screen.getByRole('button', { name: 'Find a learning rate' }));

describe('the learning-rate finder', () => {
  it('suggests a rate, and puts it into the document as one step of undo', async () => {
    await connect(() => search);
    renderIn(<RateFinder />);
    const before = rate();
    await find();
    await userEvent.click(await screen.findByRole('button', { name: 'Use 0.004' }));
    expect(rate()).toBe(0.004);
    expect(screen.getByText('In use')).toBeTruthy();
    useDocument.getState().undo();
    expect(rate()).toBe(before);
  });

  it('no longer speaks of a network that has changed', async () => {
    await connect(() => search);
    renderIn(<RateFinder />);
    await find();
    await screen.findByRole('button', { name: 'Use 0.004' });
    useDocument.getState().commit('Remove', (document) => ({ ...document, layers: [...document.layers] }));
    await screen.findByText(/have changed since/);
    useDocument.getState().begin(newDocument('Another'));
    await screen.findByRole('button', { name: 'Find a learning rate' });
  });

  it('says where no rate helped, and where it failed', async () => {
    await connect(() => ({ ...search, suggestion: null }));
    renderIn(<RateFinder />);
    await find();
    await screen.findByText('No rate lowered the loss');
    await connect(() => {
      throw new EngineError('data', 'Bars has no examples to train on.');
    });
    await userEvent.click(screen.getByRole('button', { name: 'Search again' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Bars has no examples');
  });

  it('can be canceled', async () => {
    await connect(() => new Promise(() => undefined));
    renderIn(<RateFinder />);
    await find();
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await vi.waitFor(() => expect(useRate.getState().finding.state).toBe('idle'));
  });
});

describe('the chart', () => {
  it('writes rates shortly', () => {
    expect([0.1, 0.0034, 1e-5, 1.6237e-6].map(formatRate)).toEqual(['0.1', '0.0034', '1e-5', '1.6e-6']);
  });

  it('keeps a loss that blows up from flattening the rest', () => {
    const [least, most] = lossRange({ ...search, loss: [...search.loss, 900] });
    expect(least).toBeLessThan(0.5);
    expect(most).toBeGreaterThan(2.3);
    expect(most).toBeLessThan(5);
  });
});
