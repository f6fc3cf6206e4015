import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { renderIn } from '../../testing/render.tsx';
import { RunList } from './RunList.tsx';

const runs = Array.from(
  { length: 1000 },
  (_, at): RunSummary => ({
    run: `run-${at}`,
    name: 'LeNet-5',
    differs: `seed ${at + 1}`,
    state: 'finished',
    startedAt: '2026-01-01T00:00:00Z',
    dataset: 'mnist-10k',
    epochs: [],
    test: { loss: 0.1, accuracy: 0.944 },
    params: 1,
    seconds: 1,
    message: '',
    tags: at === 0 ? ['baseline'] : [],
    notes: '',
  }),
);

const onChoose = vi.fn();
const onCompare = vi.fn();
const listOf = (query: string) => (
  <RunList
    runs={runs}
    query={query}
    chosen="run-0"
    onChoose={onChoose}
    compared={new Map([['run-1', 0]])}
    full={false}
    onCompare={onCompare}
  />
);
let view: ReturnType<typeof renderIn>;
beforeEach(() => {
  vi.clearAllMocks();
  view = renderIn(listOf(''));
});
afterEach(cleanup);

const list = () => screen.getByRole('list', { name: 'Runs' });
const focused = () => document.activeElement?.closest('li')?.getAttribute('aria-posinset');

describe('a list of a thousand runs', () => {
  it('draws a few of them, and tells how many there are and which each is', () => {
    const rows = within(list()).getAllByRole('listitem');
    expect(rows.length).toBeLessThan(60);
    expect(rows.map((row) => row.getAttribute('aria-setsize'))).toEqual(rows.map(() => '1000'));
    expect(rows.slice(0, 3).map((row) => row.getAttribute('aria-posinset'))).toEqual(['1', '2', '3']);
  });

  it('names each by what differs, with its score, its tags and the network', () => {
    const [first] = within(list()).getAllByRole('listitem');
    expect(within(first!).getByRole('button').textContent).toMatch(
      /^seed 194\.40% testbaselineLeNet-5, Finished, mnist-10k, 0 epochs/,
    );
    expect(within(first!).getByRole('checkbox', { name: 'Compare LeNet-5, seed 1' })).toBeTruthy();
  });

  it('is one stop of the tab key, and is walked through by keys to its end', async () => {
    await userEvent.tab();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Compare LeNet-5, seed 1');
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(focused()).toBe('3');
    await userEvent.keyboard('{Enter}');
    expect(onChoose).toHaveBeenCalledWith('run-2');
    await userEvent.keyboard('{End}');
    await vi.waitFor(() => expect(focused()).toBe('1000'));
    await userEvent.keyboard(' ');
    expect(onChoose).toHaveBeenLastCalledWith('run-999');
    await userEvent.keyboard('{Home}{PageDown}');
    await vi.waitFor(() => expect(focused()).toBe('9'));
    expect(
      within(list())
        .getAllByRole('button')
        .filter(({ tabIndex }) => tabIndex === 0),
    ).toHaveLength(1);
  });

  it('compares with the space key, wherever the keys led', async () => {
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown} ');
    expect(onCompare).toHaveBeenLastCalledWith('run-1', false);
    await userEvent.keyboard('{ArrowDown} ');
    expect(onCompare).toHaveBeenLastCalledWith('run-2', true);
  });

  it('begins at its top with every search', () => {
    const scroller = list().parentElement!;
    scroller.scrollTop = 900;
    view.rerender(listOf(''));
    expect(scroller.scrollTop).toBe(900);
    view.rerender(listOf('seed'));
    expect(scroller.scrollTop).toBe(0);
  });
});
