import { cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../src/document/parse.ts';
import type { Figure } from '../../../src/insight/figure.ts';
import { histogramOf } from '../../../src/insight/histogram.ts';
import { filterMaps, outputMaps, unitMaps } from '../../../src/insight/maps.ts';
import { reconstruction } from '../../../src/insight/reconstruction.ts';
import { isView, type ViewId } from '../../../src/insight/views/registry.ts';
import { EngineError } from '../../../src/protocol/client.ts';
import type { DatasetInfo, Image, RunSummary } from '../../../src/protocol/data.ts';
import type { Handlers } from '../../../src/protocol/serve.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { templates } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { openCamera } from '../../stores/input/camera.ts';
import { actualLabelOf, useInput } from '../../stores/input/inputStore.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { InsightPanel } from './InsightPanel.tsx';

vi.setConfig({ testTimeout: 30_000 });

const labels = [...'0123456789'];
const lenet = templates.find(({ id }) => id === 'lenet-5')!.text;

const digits: DatasetInfo = {
  id: 'mnist-10k',
  title: 'MNIST',
  description: '',
  license: '',
  source: '',
  classes: labels,
  sampleShape: [28, 28, 1],
  train: 8,
  test: 2,
  availability: 'ready',
  downloadBytes: 0,
};
const photos: DatasetInfo = {
  ...digits,
  id: 'cifar-10',
  title: 'CIFAR-10',
  classes: ['airplane', 'automobile', 'bird'],
  sampleShape: [32, 32, 3],
};

const summaryOf = (run: string, dataset: string): RunSummary => ({
  run,
  name: run,
  state: 'finished',
  startedAt: '2026-01-01T00:00:00Z',
  dataset,
  epochs: [],
  test: null,
  params: 1,
  seconds: 1,
  message: '',
  tags: [],
  notes: '',
});

/** Two datasets, and a run on each: `r1` has learned digits, `r2` photos. */
const data: Partial<Handlers> = {
  'datasets.list': () => ({ datasets: [digits, photos] }),
  'datasets.samples': ({ dataset }) => {
    const shape = (dataset === 'cifar-10' ? photos : digits).sampleShape;
    const size = shape.reduce((product, side) => product * side, 1);
    return { shape: [...shape], images: new Uint8Array(2 * size), labels: [1, 2], indices: [0, 1], total: 2 };
  },
  'runs.get': ({ run }) => ({
    document: lenet,
    summary: summaryOf(run, run === 'r2' ? 'cifar-10' : 'mnist-10k'),
  }),
};

const pad = () => screen.findByRole('img', { name: /^Drawing pad/ });
const sources = () => screen.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).value);
const images: Image[] = [];
let answers: (() => void)[] = [];

type Shown = readonly Figure[] | Promise<readonly Figure[]>;

/** Answers for some views, by what is asked of them; the others fail. */
const showing =
  (known: Partial<Record<ViewId, (image: Image | null) => Shown>>): Handlers['insight.show'] =>
  async ({ view, image }) => {
    const answer = isView(view) ? known[view] : undefined;
    if (!answer) throw new EngineError('failed', 'This engine does not answer that.');
    return { figures: [...(await answer(image))] };
  };

/** An engine that says 1 for the first question, 2 for the second, when it is let. */
async function connect(): Promise<void> {
  installHost(
    createTestHost({
      ...data,
      'insight.show': showing({
        prediction: (image) => {
          images.push(image!);
          const answer = images.length;
          return new Promise((resolve) => {
            const values = labels.map((_, at) => (at === answer ? 0.91 : 0.01));
            answers.push(() =>
              resolve([{ figure: 'bars', of: 'classes', answer, labels, meaning: 'probabilities', values }]),
            );
          });
        },
        'feature-maps': () => [
          outputMaps({ shape: [2, 2, 3], values: Float32Array.from({ length: 12 }, (_, at) => at - 6) }),
        ],
        filters: () => {
          const kernel = { shape: [1, 1, 1, 3], values: new Float32Array([1, 2, 3]) };
          return [filterMaps(kernel), histogramOf('kernel', kernel)];
        },
      }),
    }),
  );
  useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
  await useEngine.getState().connect();
}

async function drawStroke(): Promise<void> {
  const paper = await pad();
  paper.setPointerCapture = () => undefined;
  paper.getBoundingClientRect = () => new DOMRect(0, 0, 100, 100);
  fireEvent.pointerDown(paper, { button: 0, clientX: 50, clientY: 10, pointerId: 1 });
  fireEvent.pointerMove(paper, { clientX: 50, clientY: 90, pointerId: 1 });
  fireEvent.pointerUp(paper, { pointerId: 1 });
}

beforeEach(() => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  useDocument.getState().begin(parsed.document);
  useSelection.getState().clear();
  useInput.setState({ ...useInput.getInitialState(), source: 'drawn' }, true);
  useRun.setState({ shown: null });
  images.length = 0;
  answers = [];
});
afterEach(cleanup);

it('says why a network with layers of unknown kinds has no views', () => {
  const parsed = parseDocument(lenet.replace('"kind": "flatten"', '"kind": "onnx:LpNormalization"'));
  if (parsed.ok) useDocument.getState().begin(parsed.document);
  useRun.setState({ shown: null });
  renderIn(<InsightPanel />);
  expect(screen.getByText(/does not know the kind of one layer of this network: “/)).toBeTruthy();
});

describe('looking inside', () => {
  it('says where to go while there is nothing to look into', () => {
    renderIn(<InsightPanel />);
    expect(screen.getByText('Nothing to inspect yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'To training' })).toBeTruthy();
  });

  it('asks about the drawing as MNIST has it; the latest question wins', async () => {
    await connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    await drawStroke();
    await vi.waitFor(() => expect(images).toHaveLength(1));
    expect([images[0]!.height, images[0]!.width, images[0]!.channels]).toEqual([28, 28, 1]);
    expect(Math.max(...images[0]!.data)).toBe(255);
    await drawStroke();
    await vi.waitFor(() => expect(images).toHaveLength(2));
    // The older answer comes last, and is not shown.
    answers[1]!();
    expect((await screen.findByTestId('prediction')).textContent).toBe('2');
    answers[0]!();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.getByTestId('prediction').textContent).toBe('2');
    expect(screen.getByText('91.0%', { selector: 'li > *' })).toBeTruthy();
  });

  it.each([
    ['scores', [2.5, -1, 0.25], 0, 'Score of each class', ['100%', '0%'], 'score 2.5'],
    ['distances', [40, 4, 10], 1, 'Distance to each class', ['100%', '10%'], 'distance 4'],
  ] as const)(
    'shows %s as what they are, not as percentages',
    async (meaning, values, label, name, widths, detail) => {
      installHost(
        createTestHost({
          ...data,
          'insight.show': showing({
            prediction: () => [
              {
                figure: 'bars',
                of: 'classes',
                answer: label,
                labels: ['a', 'b', 'c'],
                meaning,
                values: [...values],
              },
            ],
          }),
        }),
      );
      useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
      await useEngine.getState().connect();
      useRun.setState({ shown: 'r1' });
      renderIn(<InsightPanel />);
      await drawStroke();
      const bars = await screen.findByRole('list', { name });
      expect(bars.textContent).not.toContain('%');
      const fills = [...bars.querySelectorAll<HTMLElement>('[style]')].map(({ style }) => style.width);
      expect(fills.slice(0, 2)).toEqual(widths);
      expect(bars.querySelector('[data-top="true"]')!.textContent).toContain('abc'[label]!);
      expect(screen.getByText(detail, { selector: 'p > .numbers' })).toBeTruthy();
    },
  );

  it('shows a layer’s maps and filters, and spans their colors as told', async () => {
    await connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    await drawStroke();
    expect(await screen.findByText('3 maps of 2 × 2')).toBeTruthy();
    expect(screen.getByText('3 filters of 1 × 1')).toBeTruthy();
    // Activations go from the least to the largest, as on the cards; weights lie evenly around zero.
    const marks = (about: RegExp) => screen.getByText(about).parentElement!.textContent;
    expect(marks(/^Dark is the smallest/)).toMatch(/^−6−0.55/);
    expect(marks(/^Weights: blue/)).toMatch(/^−303/);
    await userEvent.click(screen.getByText('Per map'));
    expect(screen.getByText('−6 to 3')).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Histogram of kernel' })).toBeTruthy();
  });

  it('shows the weights of a dense layer as pictures of the image that was flattened', async () => {
    const host = createTestHost({
      ...data,
      'insight.show': showing({
        filters: () => {
          const kernel = { shape: [12, 2], values: Float32Array.from({ length: 24 }, (_, at) => at) };
          return [unitMaps(kernel, [2, 2, 3])!, histogramOf('kernel', kernel)];
        },
      }),
    });
    installHost(host);
    useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
    await useEngine.getState().connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    expect(await screen.findByText(/^The weights of 2 units, each in the shape of .* 2 × 2$/)).toBeTruthy();
    // Three channels are in color first: the legend says so.
    expect(screen.getByText(/red, green and blue: dark is negative, middle gray is 0/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Unit 2' }));
    expect(await screen.findByText('Unit 2', { exact: false, selector: 'span' })).toBeTruthy();
  });

  it('shows what an autoencoder gives back, and how far off it is', async () => {
    installHost(
      createTestHost({
        ...data,
        'insight.show': showing({
          prediction: () =>
            reconstruction(
              { shape: [1, 2, 1], values: new Float32Array([0, 1]) },
              { shape: [1, 2, 1], values: new Float32Array([0.5, 0.5]) },
            ),
        }),
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
    await useEngine.getState().connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    await drawStroke();
    expect((await screen.findByTestId('reconstruction-error')).textContent).toBe('0.25');
    expect(screen.getByRole('img', { name: 'Reconstruction' })).toBeTruthy();
    expect(screen.getByText('−0.5')).toBeTruthy();
    expect(screen.queryByTestId('prediction')).toBeNull();
  });

  it('explains the answer with a view that is chosen: its class and its options', async () => {
    const asked: unknown[] = [];
    const overlay = (label: string): Figure => ({
      figure: 'overlay',
      height: 1,
      width: 2,
      channels: 1,
      image: new Float32Array([0, 1]),
      heat: new Float32Array([0, 3]),
      quantity: 'magnitude',
      class: { index: 1, label },
      frame: null,
    });
    const host = createTestHost({
      ...data,
      'insight.show': ({ view, class: chosen, parameters, layer }) => {
        if (view !== 'saliency') return { figures: [] };
        asked.push({ class: chosen, parameters, layer });
        return { figures: [overlay(String(chosen ?? 'the answer'))] };
      },
    });
    installHost(host);
    useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
    await useEngine.getState().connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    await drawStroke();
    // Nothing is computed before it is chosen.
    expect(asked).toEqual([]);
    const choose = async (field: string, option: string) => {
      await userEvent.click(screen.getByRole('combobox', { name: field }));
      await userEvent.click(await screen.findByRole('option', { name: option }));
    };
    await choose('View', 'Saliency');
    expect(await screen.findByRole('img', { name: 'For the answer' })).toBeTruthy();
    expect(screen.getByText(/Simonyan/)).toBeTruthy();
    await choose('Class', '7');
    expect(await screen.findByRole('img', { name: 'For 7' })).toBeTruthy();
    await userEvent.click(screen.getByRole('switch', { name: /Show the sign/ }));
    await vi.waitFor(() =>
      expect(asked.at(-1)).toEqual({ class: 7, parameters: { signed: true }, layer: null }),
    );
    expect(asked[0]).toEqual({ class: null, parameters: {}, layer: null });
  });

  it('says what went wrong, with a way to try again', async () => {
    installHost(createTestHost(data));
    useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
    await useEngine.getState().connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    await drawStroke();
    const [alert] = await screen.findAllByRole('alert');
    expect(alert!.textContent).toContain('This engine does not answer that.');
    expect(screen.getAllByRole('button', { name: 'Try again' }).length).toBeGreaterThan(0);
  });
});

describe('what is offered as input', () => {
  const show = async (run: string): Promise<void> => {
    await connect();
    useRun.setState({ shown: run });
    useInput.setState({ source: 'sample' });
    renderIn(<InsightPanel />);
  };

  it('is a drawing only where the data looks drawn, and names its classes', async () => {
    await show('r1');
    await screen.findByText('Draw');
    expect(sources().slice(0, 3)).toEqual(['sample', 'drawn', 'photo']);
    await userEvent.click(screen.getByText('Draw'));
    await pad();
    expect(screen.getByText('Draw one of 0, 1, 2 … 9')).toBeTruthy();
    cleanup();
    await show('r2');
    await screen.findByText('Its label: automobile');
    expect(sources().slice(0, 2)).toEqual(['sample', 'photo']);
  });

  it('is of the data that the run has learned from; another run drops the image of the one before', async () => {
    await show('r1');
    await screen.findByText('Its label: 1');
    await vi.waitFor(() => expect(images.at(-1)).toMatchObject({ height: 28, channels: 1 }));
    answers.at(-1)!();
    await screen.findByTestId('prediction');
    useRun.setState({ shown: 'r2' });
    await screen.findByText('Its label: automobile');
    await vi.waitFor(() => expect(images.at(-1)).toMatchObject({ height: 32, width: 32, channels: 3 }));
    // What the document is to be trained on next changes nothing of a run that has been trained.
    useDocument.getState().commit('x', (document) => ({
      ...document,
      data: { ...document.data!, dataset: 'mnist-10k' },
    }));
    expect(screen.getByText('Its label: automobile')).toBeTruthy();
  });

  it('never marks an image of other data right or wrong', async () => {
    useInput.getState().setTarget({
      dataset: 'cifar-10',
      height: 32,
      width: 32,
      channels: 3,
      classes: photos.classes,
    });
    const image: Image = { height: 28, width: 28, channels: 1, data: new Uint8Array(784) };
    useInput.getState().choose({ dataset: 'mnist-10k', index: 3, label: 7, image });
    expect(useInput.getState().image).toBeNull();
    expect(actualLabelOf(useInput.getState())).toBeNull();
    useInput.getState().choose({ dataset: 'cifar-10', index: 3, label: 2, image });
    expect(actualLabelOf(useInput.getState())).toBe(2);
  });

  it('says by which rule a picture becomes the input', async () => {
    await show('r1');
    await screen.findByText('Photo');
    const image: Image = { height: 20, width: 40, channels: 3, data: new Uint8Array(2400).fill(90) };
    useInput.getState().take({ name: 'cat.png', image });
    expect((await screen.findByTestId('photo-rule')).textContent).toMatch(/middle is kept.*28 × 28.*gray/);
    expect(useInput.getState().image).toMatchObject({ height: 28, width: 28, channels: 1 });
    expect(useInput.getState().image!.data[0]).toBe(90);
    await userEvent.click(screen.getByText('Stretch'));
    expect(screen.getByTestId('photo-rule').textContent).toMatch(/whole picture/);
    await userEvent.click(screen.getByRole('switch', { name: /Invert/ }));
    expect(useInput.getState().image!.data[0]).toBe(165);
  });

  it.each([
    ['NotAllowedError', /may not be used here/],
    ['NotFoundError', /No camera was found/],
    ['NotReadableError', /another program/],
  ])('says what keeps the camera from a picture: %s', async (name, words) => {
    vi.stubGlobal('navigator', {
      userAgent: '',
      mediaDevices: { getUserMedia: () => Promise.reject(new DOMException('x', name)) },
    });
    await expect(openCamera()).rejects.toThrow(words);
    vi.unstubAllGlobals();
  });
});
