import { act, cleanup, createEvent, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../src/document/create.ts';
import { setName } from '../../src/document/operations/settings.ts';
import { installHost } from '../host/current.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useGuard } from '../stores/document/guardStore.ts';
import { useRun } from '../stores/runs/runStore.ts';
import { useTabs } from '../stores/tabs/tabsStore.ts';
import { renderIn } from '../testing/render.tsx';
import { createTestHost } from '../testing/testHost.ts';
import { TabStrip } from './TabStrip.tsx';

vi.setConfig({ testTimeout: 30_000 });

const tabs = () => useTabs.getState().tabs;
const names = () => screen.getAllByRole('tab').map((tab) => tab.textContent);
const selected = () => screen.getByRole('tab', { selected: true }).textContent;
const tab = (name: string) => screen.getByRole('tab', { name: new RegExp(`^${name}`) });

beforeEach(() => {
  installHost(createTestHost());
  const before = tabs();
  for (const name of ['A', 'B', 'C']) {
    const opened = useTabs.getState().open();
    useDocument
      .of(opened)
      .getState()
      .begin({ ...newDocument(name), name });
  }
  for (const old of before) useTabs.getState().close(old, false);
});
afterEach(cleanup);

describe('the strip of tabs', () => {
  it('is there where there are several, and shows the one that is pressed', async () => {
    const { rerender } = renderIn(<TabStrip />);
    expect([names(), selected()]).toEqual([['A', 'B', 'C'], 'C']);
    await userEvent.click(tab('A'));
    expect([selected(), useDocument.getState().document.name]).toEqual(['A', 'A']);
    act(() => {
      for (const old of tabs().slice(1)) useTabs.getState().close(old, false);
    });
    rerender(<TabStrip />);
    expect(screen.queryByRole('tablist')).toBeNull();
  });

  it('has one stop for the keyboard, which the arrows move along', async () => {
    renderIn(<TabStrip />);
    await userEvent.click(tab('B'));
    await userEvent.keyboard('{ArrowRight}');
    expect([selected(), document.activeElement?.textContent]).toEqual(['C', 'C']);
    await userEvent.keyboard('{ArrowRight}');
    expect(selected()).toBe('A');
    await userEvent.keyboard('{End}');
    expect(selected()).toBe('C');
    expect(screen.getAllByRole('tab').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    await userEvent.keyboard('{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}');
    expect([names(), selected()]).toEqual([['A', 'C', 'B'], 'C']);
    await userEvent.keyboard('{Delete}');
    expect([names(), selected()]).toEqual([['A', 'B'], 'B']);
  });

  it('closes by its cross and by the middle button, and asks where work is unsaved', async () => {
    renderIn(<TabStrip />);
    fireEvent(tab('B'), new MouseEvent('auxclick', { button: 1, bubbles: true }));
    await vi.waitFor(() => expect(names()).toEqual(['A', 'C']));
    act(() => void useDocument.getState().commit('Rename', (document) => setName(document, 'C2')));
    await userEvent.click(tab('C2, edited').parentElement!.querySelector('[title="Close tab"]')!);
    await vi.waitFor(() => expect(useGuard.getState().question?.name).toBe('C2'));
    expect(names()).toEqual(['A', 'C2']);
    act(() => useGuard.getState().question!.answer('discard'));
    await vi.waitFor(() => expect(useTabs.getState().tabs).toHaveLength(1));
  });

  it('moves a tab that is dragged past the middle of another', () => {
    renderIn(<TabStrip />);
    const drag = (target: Element, x: number): void => {
      const over = createEvent.dragOver(target.parentElement!);
      Object.defineProperties(over, {
        dataTransfer: { value: { types: ['application/x-convas-tab'] } },
        clientX: { value: x },
      });
      target.parentElement!.getBoundingClientRect = () => ({ left: 0, width: 100 }) as DOMRect;
      fireEvent(target.parentElement!, over);
    };
    const start = createEvent.dragStart(tab('A'));
    Object.defineProperty(start, 'dataTransfer', { value: { setData: () => undefined, effectAllowed: '' } });
    fireEvent(tab('A'), start);
    drag(tab('B'), 20);
    expect(names()).toEqual(['A', 'B', 'C']);
    drag(tab('B'), 80);
    expect(names()).toEqual(['B', 'A', 'C']);
    drag(tab('C'), 80);
    expect(names()).toEqual(['B', 'C', 'A']);
    fireEvent.dragEnd(tab('A'));
    drag(tab('B'), 20);
    expect(names()).toEqual(['B', 'C', 'A']);
  });

  it('says which tab trains', () => {
    renderIn(<TabStrip />);
    act(() => useRun.of(tabs()[1]!).setState({ training: { phase: 'starting' } }));
    expect(tab('B').getAttribute('aria-label')).toBe('B, training');
    act(() => useRun.of(tabs()[1]!).setState({ training: { phase: 'idle' } }));
    expect(tab('B').getAttribute('aria-label')).toBe('B');
  });
});
