import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../../src/document/parse.ts';
import type { ChosenStep } from '../../../../src/preprocessing/schema.ts';
import { EngineError } from '../../../../src/protocol/client.ts';
import type { DatasetInfo } from '../../../../src/protocol/data.ts';
import type { Handlers } from '../../../../src/protocol/serve.ts';
import { TextError } from '../../../../src/text/text-error.ts';
import { templates } from '../../../../templates/index.ts';
import { installHost } from '../../../host/current.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { renderIn } from '../../../testing/render.tsx';
import { createTestHost } from '../../../testing/testHost.ts';
import { PreparePanel } from './PreparePanel.tsx';

vi.setConfig({ testTimeout: 30_000 });

const digits: DatasetInfo = {
  id: 'mnist-10k',
  title: 'Digits',
  description: '',
  license: 'MIT',
  source: 'here',
  classes: [...'0123456789'],
  sampleShape: [28, 28, 1],
  train: 100,
  test: 20,
  availability: 'ready',
  downloadBytes: 0,
};

type Preview = Handlers['preparation.preview'];
const asked: Parameters<Preview>[0][] = [];

/** Answers with white pictures, and as standardization's mean and deviation 12.5 and 3. */
const answer: Preview = (params) => {
  asked.push(params);
  const { count, offset, inputShape, steps } = params;
  const size = inputShape.reduce((product, length) => product * length, 1);
  const learns = steps.some(({ step, off }) => step === 'standardize' && !off);
  return {
    stored: { shape: [28, 28, 1], images: new Uint8Array(count * 784).fill(255) },
    prepared: { shape: inputShape, values: new Float32Array(count * size).fill(1) },
    labels: new Array(count).fill(3),
    indices: Array.from({ length: count }, (_, at) => offset + at),
    total: 100,
    fitted: steps.map((chosen) =>
      chosen.step === 'standardize'
        ? { ...chosen, params: { ...chosen.params, mean: [12.5], std: [3] } }
        : chosen,
    ),
    learnedFrom: learns ? { examples: 90, of: 90 } : null,
  };
};

async function connect(preview: Preview = answer, info = digits): Promise<void> {
  installHost(
    createTestHost({
      'datasets.list': () => ({ datasets: [info] }),
      'preparation.preview': preview,
    }),
  );
  useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
  await useEngine.getState().connect();
}

const steps = () => useDocument.getState().document.data!.preprocessing;
const names = () => steps().map(({ step }) => step);
function prepared(preprocessing: ChosenStep[]): void {
  const { document } = useDocument.getState();
  useDocument.getState().begin({ ...document, data: { ...document.data!, preprocessing } });
}
const pad: ChosenStep = { step: 'pad', params: {} };
const rescale: ChosenStep = { step: 'rescale', params: { range: 'zero-one' } };
const list = () => screen.getByRole('list', { name: 'Steps' });

beforeEach(() => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  useDocument.getState().begin(parsed.document);
  asked.length = 0;
});
afterEach(cleanup);

describe('the steps', () => {
  it('are added from the menu, edited by their form, switched off and removed; each can be undone', async () => {
    await connect();
    prepared([pad, rescale]);
    renderIn(<PreparePanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Add step' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: /^Rotate/ }));
    expect(names()).toEqual(['pad', 'rescale', 'rotate']);
    const degrees = screen.getByRole('textbox', { name: 'Up to' });
    await userEvent.clear(degrees);
    await userEvent.type(degrees, '40{Enter}');
    expect(steps()[2]!.params['degrees']).toBe(40);
    await userEvent.click(screen.getByRole('switch', { name: 'Use Rotate' }));
    expect(steps()[2]!.off).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Remove Rescale' }));
    expect(names()).toEqual(['pad', 'rotate']);
    for (let edits = 0; edits < 4; edits++) useDocument.getState().undo();
    expect(steps()).toEqual([pad, rescale]);
  });

  it('are moved by the arrow keys, which keep the focus, and by dragging', async () => {
    await connect();
    prepared([pad, rescale, { step: 'invert', params: {} }]);
    renderIn(<PreparePanel />);
    screen.getByRole('button', { name: /^Move Pad/ }).focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(names()).toEqual(['rescale', 'pad', 'invert']);
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Move Pad/);
    expect(screen.getByText(/is now step 2 of 3/)).toBeTruthy();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(names()).toEqual(['pad', 'rescale', 'invert']);
    const dataTransfer = { setData: () => undefined, effectAllowed: '' };
    const rows = within(list()).getAllByRole('listitem');
    fireEvent.dragStart(screen.getByRole('button', { name: 'Move Invert' }), { dataTransfer });
    // Without layout a row has no upper half: what is dropped on it lands behind it.
    fireEvent.dragOver(rows[0]!, { dataTransfer });
    fireEvent.drop(rows[0]!, { dataTransfer });
    expect(names()).toEqual(['pad', 'invert', 'rescale']);
    useDocument.getState().undo();
    expect(names()).toEqual(['pad', 'rescale', 'invert']);
  });

  it('tell what an example is behind each, and which one cannot be applied', async () => {
    await connect();
    prepared([{ step: 'crop', params: { height: 30, width: 30 } }]);
    renderIn(<PreparePanel />);
    expect((await screen.findByRole('alert')).textContent).toMatch(/does not fit into an image of 28/);
    cleanup();
    prepared([pad, rescale]);
    renderIn(<PreparePanel />);
    expect(within(list()).getAllByText('32 × 32 × 1')).toHaveLength(2);
    expect(screen.getByText('Result: 32 × 32 × 1, values from 0 to 1')).toBeTruthy();
    expect(screen.getByText('It fits the network’s input.')).toBeTruthy();
  });

  it('that do not lead to the input are mended by a button', async () => {
    await connect();
    prepared([{ step: 'crop', params: { height: 20, width: 20 } }]);
    renderIn(<PreparePanel />);
    await userEvent.click(await screen.findByRole('button', { name: 'Resize the images to it' }));
    expect(names()).toEqual(['crop', 'resize']);
    expect(await screen.findByText('It fits the network’s input.')).toBeTruthy();
  });
});

describe('what is learned', () => {
  it('comes from the training split, and is shown and not edited', async () => {
    await connect();
    prepared([pad, { step: 'standardize', params: {} }]);
    renderIn(<PreparePanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Standardize' }));
    expect(screen.getByText('Learned from the training split when training begins')).toBeTruthy();
    expect(await screen.findByText('12.5')).toBeTruthy();
    expect(screen.getByText(/From 90 training examples/)).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Mean' })).toBeNull();
    expect(screen.getByText(/values from −4.17 to 80.8/)).toBeTruthy();
  });

  it('is learned again where the document has fixed values', async () => {
    await connect();
    prepared([pad, { step: 'standardize', params: { per: 'channel', mean: [1], std: [2] } }]);
    renderIn(<PreparePanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Standardize' }));
    await userEvent.click(screen.getByRole('button', { name: 'Learn from the training split' }));
    expect(steps()[1]!.params).toMatchObject({ mean: [], std: [] });
  });
});

describe('the preview', () => {
  it('is asked for the document’s steps, and draws anew in another epoch', async () => {
    await connect();
    prepared([pad, { step: 'rotate', params: { degrees: 20, border: 'black' } }]);
    renderIn(<PreparePanel />);
    expect(await screen.findByText('In training')).toBeTruthy();
    expect(asked.at(-1)).toMatchObject({
      dataset: 'mnist-10k',
      inputShape: [32, 32, 1],
      epoch: 1,
      offset: 0,
    });
    await userEvent.click(screen.getByRole('button', { name: 'Next epoch' }));
    await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ epoch: 2 }));
    await userEvent.click(screen.getByRole('button', { name: 'Other examples' }));
    await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ epoch: 2, offset: 8 }));
    await userEvent.click(screen.getByRole('switch', { name: 'Use Rotate' }));
    await vi.waitFor(() => expect(asked.at(-1)!.steps[1]).toMatchObject({ off: true }));
    expect(await screen.findByText('As the network sees it')).toBeTruthy();
  });

  it('says what went wrong and tries again, and what is missing', async () => {
    let fails = true;
    await connect((params, context) => {
      if (fails) throw new EngineError('failed', 'The disk is gone.');
      return answer(params, context);
    });
    renderIn(<PreparePanel />);
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is gone.');
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(await screen.findByText('As the network sees it')).toBeTruthy();
    cleanup();
    await connect(answer, { ...digits, availability: 'download' });
    renderIn(<PreparePanel />);
    expect(screen.getByText(/not on this machine yet/)).toBeTruthy();
  });
});
