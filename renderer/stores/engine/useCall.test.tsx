import { act, cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { installHost } from '../../host/current.ts';
import { createTestHost } from '../../testing/testHost.ts';
import { useEngine } from './engineStore.ts';
import { useCall } from './useCall.ts';

afterEach(cleanup);

const image = { height: 1, width: 1, channels: 1 as const, data: Uint8Array.of(0) };
const question = { run: 'r1', view: 'prediction', image };
type Shown = CallResult<'insight.show'>;
const prediction = (answer: number): Shown => ({
  figures: [{ figure: 'bars', of: 'classes', labels: [], meaning: 'probabilities', values: [], answer }],
});

function View({ params, revision }: { params: typeof question; revision: number }) {
  const { state, value } = useCall('insight.show', params, { revision });
  const [bars] = value?.figures ?? [];
  return <p>{`${state} ${bars?.figure === 'bars' ? bars.answer : '-'}`}</p>;
}

it('shows answers that are slower than the news they are asked again for; a new question cancels the old', async () => {
  const waiting: ((value: Shown) => void)[] = [];
  const asked: string[] = [];
  installHost(
    createTestHost({
      'insight.show': ({ run }) => {
        asked.push(run);
        return new Promise((resolve) => waiting.push(resolve));
      },
    }),
  );
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await act(() => useEngine.getState().connect());
  const { container, rerender } = render(<View params={question} revision={0} />);
  for (let revision = 1; revision <= 5; revision++) rerender(<View params={question} revision={revision} />);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await act(async () => waiting[0]!(prediction(7)));
  await vi.waitFor(() => expect(container.textContent).toContain('7'));
  // All the news in the meantime are one more question.
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  rerender(<View params={{ ...question, run: 'r2' }} revision={5} />);
  await vi.waitFor(() => expect(asked).toEqual(['r1', 'r1', 'r2']));
  await act(async () => waiting[1]!(prediction(1)));
  await act(async () => waiting[2]!(prediction(3)));
  await vi.waitFor(() => expect(container.textContent).toBe('ready 3'));
});
