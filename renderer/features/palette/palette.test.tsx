import { cleanup, createEvent, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { Palette } from './Palette.tsx';

vi.setConfig({ testTimeout: 30_000 });

const search = () => screen.getByRole('textbox', { name: 'Search layers' });
const kindsOfDocument = () => useDocument.getState().document.layers.map(({ kind }) => kind);
const items = () => screen.getAllByRole('treeitem').map((item) => item.getAttribute('aria-label'));

beforeEach(() => useDocument.getState().begin(newDocument('t')));
afterEach(cleanup);

describe('the palette', () => {
  it('finds a layer by what people call it, and adds the first found with Enter', async () => {
    renderIn(<Palette />);
    await userEvent.type(search(), 'upsample');
    expect(items()[0]).toBe('UpSampling2D');
    await userEvent.keyboard('{Enter}');
    expect(kindsOfDocument()).toEqual(['upSampling2d']);
  });

  it('walks what it found with the arrows and adds what is active', async () => {
    renderIn(<Palette />);
    await userEvent.type(search(), 'dropout');
    const found = items();
    expect(found.length).toBeGreaterThan(1);
    await userEvent.keyboard('{ArrowDown}');
    const active = screen
      .getAllByRole('treeitem')
      .filter((item) => item.getAttribute('aria-selected') === 'true');
    expect(active.map((item) => item.getAttribute('aria-label'))).toEqual([found[1]]);
    await userEvent.keyboard('{Enter}');
    expect(kindsOfDocument()).toHaveLength(1);
  });

  it('adds by double click, and carries the kind when dragged', async () => {
    renderIn(<Palette />);
    const conv = screen.getByRole('treeitem', { name: 'Conv2D' });
    await userEvent.dblClick(conv);
    expect(kindsOfDocument()).toEqual(['conv2d']);
    const data = new Map<string, string>();
    const start = createEvent.dragStart(conv);
    Object.defineProperty(start, 'dataTransfer', {
      value: { setData: (type: string, value: string) => data.set(type, value), effectAllowed: '' },
    });
    fireEvent(conv, start);
    expect([...data.values()].some((value) => value.includes('conv2d'))).toBe(true);
  });

  it('says that nothing has such a name', async () => {
    renderIn(<Palette />);
    await userEvent.type(search(), 'xyzzy');
    expect(screen.queryAllByRole('treeitem')).toEqual([]);
    expect(screen.getByText('No layer of that name.')).toBeTruthy();
    await userEvent.keyboard('{Enter}');
    expect(kindsOfDocument()).toEqual([]);
  });
});
