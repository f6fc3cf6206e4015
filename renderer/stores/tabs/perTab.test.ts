import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { setName } from '../../../src/document/operations/settings.ts';
import { useAnalysis } from '../document/analysisStore.ts';
import { useDocument } from '../document/documentStore.ts';
import { useOpen } from '../document/openStore.ts';
import { useSelection } from '../document/selectionStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { activeTab, setActiveTab } from './activeTab.ts';
import { perTab } from './perTab.ts';
import { openStores, Tab } from './tab.ts';

interface Counter {
  readonly count: number;
  readonly doubled: number;
}
const useCounter = perTab<Counter>(
  () => ({ count: 0, doubled: 0 }),
  (tab, { subscribe, setState }) =>
    tab.own(
      subscribe(({ count }, before) => {
        if (count !== before.count) setState({ doubled: 2 * count });
      }),
    ),
);

const first = activeTab();
let second: Tab;
beforeEach(() => {
  second = new Tab();
});
afterEach(() => {
  setActiveTab(first);
  second.end();
  useCounter.of(first).setState({ count: 0 });
});

it('keeps the states of tabs apart, and is the active one’s', () => {
  useCounter.setState({ count: 1 });
  useCounter.of(second).setState({ count: 5 });
  expect([useCounter.getState().count, useCounter.of(second).getState().count]).toEqual([1, 5]);
  setActiveTab(second);
  expect(useCounter.getState()).toEqual({ count: 5, doubled: 10 });
  useCounter.setState({ count: 6 });
  expect(useCounter.of(first).getState().count).toBe(1);
});

it('tells who follows it of the active tab alone, and of the change to another', () => {
  const heard = vi.fn();
  const end = useCounter.subscribe(({ count }, before) => heard(before.count, count));
  useCounter.of(second).setState({ count: 7, doubled: 14 });
  expect(heard).not.toHaveBeenCalled();
  setActiveTab(second);
  useCounter.of(first).setState({ count: 1, doubled: 2 });
  useCounter.setState({ count: 8, doubled: 16 });
  expect(heard.mock.calls.filter(([before, now]) => before !== now)).toEqual([
    [0, 7],
    [7, 8],
  ]);
  end();
  const { length } = heard.mock.calls;
  useCounter.setState({ count: 9 });
  setActiveTab(first);
  expect(heard).toHaveBeenCalledTimes(length);
});

it('shows a component the active tab', () => {
  const { result } = renderHook(() => useCounter((state) => state.count));
  useCounter.of(second).setState({ count: 3 });
  expect(result.current).toBe(0);
  act(() => setActiveTab(second));
  expect(result.current).toBe(3);
  act(() => useCounter.of(second).setState({ count: 4 }));
  expect(result.current).toBe(4);
});

it('makes stores for tabs that are open already, and ends what ties them with their tab', () => {
  useCounter.of(second).setState({ count: 2 });
  const useSum = perTab<{ readonly sum: number }>(
    (tab) => ({ sum: useCounter.of(tab).getState().count }),
    (tab, { setState }) => tab.own(useCounter.of(tab).subscribe(({ count }) => setState({ sum: count }))),
  );
  expect(useSum.of(second).getState().sum).toBe(2);
  second.end();
  expect(openStores()).toEqual([first]);
  useCounter.of(second).setState({ count: 3 });
  expect(useSum.of(second).getState().sum).toBe(2);
  // What a tab is given after its end is ended at once.
  const end = vi.fn();
  second.own(end);
  expect(end).toHaveBeenCalledOnce();
});

it('derives what is known of each tab’s document from that document', () => {
  const named = (name: string) => ({ ...newDocument(name), name });
  useDocument.of(first).getState().begin(named('One'));
  useDocument.of(second).getState().begin(named('Two'));
  expect(useOpen.of(second).getState().document.name).toBe('Two');
  expect(useDocument.of(first).getState().session).not.toBe(useDocument.of(second).getState().session);
  const before = useAnalysis.of(first).getState();
  useSelection
    .of(second)
    .getState()
    .select({ notes: ['n'] });
  useDocument
    .of(second)
    .getState()
    .commit('Rename', (document) => setName(document, 'Three'));
  expect(useOpen.of(second).getState().document.name).toBe('Three');
  expect(useOpen.getState().document.name).toBe('One');
  expect(useAnalysis.of(first).getState()).toBe(before);
  expect(useSelection.getState().notes).toEqual([]);
  // A tab that has ended does no work when the engine reports other data.
  const ended = useAnalysis.of(second).getState();
  second.end();
  useEngine.setState({ datasets: [] });
  expect(useAnalysis.of(second).getState()).toBe(ended);
});
