import { cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../src/document/parse.ts';
import type { Image } from '../../../src/protocol/data.ts';
import { templates } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useEngine } from '../../stores/engineStore.ts';
import { useRun } from '../../stores/runStore.ts';
import { useSelection } from '../../stores/selectionStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { InsightPanel } from './InsightPanel.tsx';
import { useInput } from './inputStore.ts';

vi.setConfig({ testTimeout: 30_000 });

const labels = [...'0123456789'];
const images: Image[] = [];
let answers: (() => void)[] = [];

/** An engine that says 1 for the first question, 2 for the second, when it is let. */
async function connect(): Promise<void> {
  installHost(
    createTestHost({
      'model.predict': ({ image }) => {
        images.push(image);
        const label = images.length;
        return new Promise((resolve) => {
          const values = labels.map((_, at) => (at === label ? 0.91 : 0.01));
          answers.push(() => resolve({ target: 'label', label, labels, meaning: 'probabilities', values }));
        });
      },
      'model.featureMaps': () => ({
        shape: [2, 2, 3],
        values: Float32Array.from({ length: 12 }, (_, at) => at - 6),
      }),
      'model.weights': () => ({
        weights: { kernel: { shape: [1, 1, 1, 3], values: new Float32Array([1, 2, 3]) } },
      }),
    }),
  );
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await useEngine.getState().connect();
}

function drawStroke(): void {
  const pad = screen.getByRole('img', { name: /^Drawing pad/ });
  pad.setPointerCapture = () => undefined;
  pad.getBoundingClientRect = () => new DOMRect(0, 0, 100, 100);
  fireEvent.pointerDown(pad, { button: 0, clientX: 50, clientY: 10, pointerId: 1 });
  fireEvent.pointerMove(pad, { clientX: 50, clientY: 90, pointerId: 1 });
  fireEvent.pointerUp(pad, { pointerId: 1 });
}

beforeEach(() => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new Error(parsed.error);
  useDocument.getState().begin(parsed.document);
  useSelection.getState().clear();
  useInput.setState({ source: 'drawn', strokes: [], drawn: null, sample: null });
  useRun.setState({ shown: null });
  images.length = 0;
  answers = [];
});
afterEach(cleanup);

describe('looking inside', () => {
  it('says where to go while there is nothing to look into', () => {
    renderIn(<InsightPanel />);
    expect(screen.getByText('Nothing to look into yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'To training' })).toBeTruthy();
  });

  it('asks about the drawing as MNIST has it; the latest question wins', async () => {
    await connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    drawStroke();
    await vi.waitFor(() => expect(images).toHaveLength(1));
    expect([images[0]!.height, images[0]!.width, images[0]!.channels]).toEqual([28, 28, 1]);
    expect(Math.max(...images[0]!.data)).toBe(255);
    drawStroke();
    await vi.waitFor(() => expect(images).toHaveLength(2));
    // The older answer comes last, and is not shown.
    answers[1]!();
    expect((await screen.findByTestId('prediction')).textContent).toBe('2');
    answers[0]!();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.getByTestId('prediction').textContent).toBe('2');
    expect(screen.getByText('91.0 %', { selector: 'li > *' })).toBeTruthy();
  });

  it.each([
    ['scores', [2.5, -1, 0.25], 0, 'Score of each class', ['100%', '0%'], 'score 2.5'],
    ['distances', [40, 4, 10], 1, 'Distance to each class', ['100%', '10%'], 'distance 4'],
  ] as const)(
    'shows %s as what they are, not as percentages',
    async (meaning, values, label, name, widths, told) => {
      installHost(
        createTestHost({
          'model.predict': () => ({
            target: 'label' as const,
            label,
            labels: ['a', 'b', 'c'],
            meaning,
            values: [...values],
          }),
        }),
      );
      useEngine.setState({ status: { state: 'connecting' }, client: null });
      await useEngine.getState().connect();
      useRun.setState({ shown: 'r1' });
      renderIn(<InsightPanel />);
      drawStroke();
      const bars = await screen.findByRole('list', { name });
      expect(bars.textContent).not.toContain('%');
      const fills = [...bars.querySelectorAll<HTMLElement>('[style]')].map(({ style }) => style.width);
      expect(fills.slice(0, 2)).toEqual(widths);
      expect(bars.querySelector('[data-top="true"]')!.textContent).toContain('abc'[label]!);
      expect(screen.getByText(told, { selector: 'p > .numbers' })).toBeTruthy();
    },
  );

  it('shows a layer’s maps and filters, and spans their colours as told', async () => {
    await connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    drawStroke();
    expect(await screen.findByText('3 maps of 2 × 2')).toBeTruthy();
    expect(screen.getByText('3 filters of 1 × 1')).toBeTruthy();
    // Signed values: the legend lies evenly around zero.
    expect(screen.getByText('−6')).toBeTruthy();
    await userEvent.click(screen.getByText('Each map'));
    expect(screen.getByText('−6 to 3')).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Histogram of kernel' })).toBeTruthy();
  });

  it('shows what an autoencoder gives back, and how far off it is', async () => {
    installHost(
      createTestHost({
        'model.predict': () => ({
          target: 'input' as const,
          input: { shape: [1, 2, 1], values: new Float32Array([0, 1]) },
          reconstruction: { shape: [1, 2, 1], values: new Float32Array([0.5, 0.5]) },
          meanSquaredError: 0.25,
        }),
      }),
    );
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    drawStroke();
    expect((await screen.findByTestId('reconstruction-error')).textContent).toBe('0.25');
    expect(screen.getByRole('img', { name: 'Given back' })).toBeTruthy();
    expect(screen.getByText('−0.5')).toBeTruthy();
    expect(screen.queryByTestId('prediction')).toBeNull();
  });

  it('says what went wrong, with a way to try again', async () => {
    installHost(createTestHost());
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    useRun.setState({ shown: 'r1' });
    renderIn(<InsightPanel />);
    drawStroke();
    const [alert] = await screen.findAllByRole('alert');
    expect(alert!.textContent).toContain('This engine does not answer that.');
    expect(screen.getAllByRole('button', { name: 'Try again' }).length).toBeGreaterThan(0);
  });
});
