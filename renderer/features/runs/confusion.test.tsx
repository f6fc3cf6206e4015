import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Evaluation as EvaluationValue } from '../../../src/protocol/evaluation.ts';
import { installHost } from '../../host/current.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { Evaluation } from './Evaluation.tsx';

const count = 120;
/** Of two classes: the even examples are cats, of which every one is taken for a dog; the dogs are known. */
const answers = {
  meaning: 'probabilities' as const,
  actual: Float32Array.from({ length: count }, (_, at) => at % 2),
  predicted: new Float32Array(count).fill(1),
  values: Float32Array.from({ length: count }, (_, at) => 0.5 + at / 512),
};
const row = (label: string) => ({ label, precision: 0.5, recall: 0.5, f1: 0.5, support: 60 });
const evaluation: EvaluationValue = {
  loss: 1,
  accuracy: 0.5,
  confusion: [
    [0, 60],
    [0, 60],
  ],
  perClass: [row('cat'), row('dog')],
  answers,
};

let asked: (readonly number[])[] = [];
async function evaluated(): Promise<void> {
  asked = [];
  installHost(
    createTestHost({
      'runs.evaluate': () => evaluation,
      'datasets.samples': ({ indices = [] }) => {
        asked.push(indices);
        return {
          shape: [1, 1, 1],
          images: new Uint8Array(indices.length),
          labels: indices.map((index) => index % 2),
          indices,
          total: indices.length,
        };
      },
    }),
  );
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await useEngine.getState().connect();
  renderIn(<Evaluation run="r" dataset="pets" />);
  await userEvent.click(screen.getByRole('button', { name: 'Evaluate on the test set' }));
  await screen.findByRole('table', { name: 'Confusion matrix' });
}
afterEach(cleanup);

describe('a cell of the confusion matrix', () => {
  it('opens its images, those the network was surest of first, a page at a time', async () => {
    await evaluated();
    await userEvent.click(screen.getByRole('button', { name: '60 images of cat predicted as dog' }));
    const examples = await screen.findByRole('region', { name: 'Images of the cell' });
    expect(within(examples).getByRole('heading').textContent).toBe('60 images of cat predicted as dog');
    const first = (await within(examples).findAllByRole('listitem'))[0]!;
    expect(first.textContent).toBe('73.0%#118');
    expect(first.getAttribute('aria-label')).toBe('Test image 118, probability 73.0%');
    expect(asked).toEqual([Array.from({ length: 48 }, (_, at) => 118 - 2 * at)]);
    await userEvent.click(within(examples).getByRole('button', { name: 'Next images' }));
    await vi.waitFor(() => expect(within(examples).getAllByRole('listitem')).toHaveLength(12));
    expect(examples.textContent).toContain('49–60 of 60');
  });

  it('is reached and opened by keys, and left for where one came from', async () => {
    await evaluated();
    const cat = screen.getByRole('button', { name: '60 images of cat predicted as dog' });
    const dog = screen.getByRole('button', { name: '60 images of dog predicted correctly' });
    expect([cat.tabIndex, dog.tabIndex]).toEqual([0, -1]);
    cat.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(cat);
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(dog);
    await userEvent.keyboard('{Enter}');
    const back = await screen.findByRole('button', { name: 'Confusion matrix' });
    expect(document.activeElement).toBe(back);
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('table', { name: 'Confusion matrix' });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('60 images of dog predicted correctly');
    await userEvent.keyboard('{Enter}{Escape}');
    expect(await screen.findByRole('table', { name: 'Confusion matrix' })).toBeTruthy();
  });
});
