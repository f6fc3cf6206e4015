import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { disconnect } from '../../../src/document/operations/edges.ts';
import { addLayer } from '../../../src/document/operations/layers.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { beginTemplate } from '../../testing/open.ts';
import { renderIn } from '../../testing/render.tsx';
import { OutlineFeature } from './index.tsx';

vi.setConfig({ testTimeout: 30_000 });

const items = () => screen.getAllByRole('treeitem');
const labels = () => items().map((item) => item.getAttribute('aria-label') ?? '');

afterEach(cleanup);

describe('the outline', () => {
  it('names each layer with its kind and output shape, in the order of the signal', () => {
    beginTemplate('lenet-5');
    renderIn(<OutlineFeature />);
    const found = labels();
    expect(found.find((label) => label.startsWith('C1,'))).toBe('C1, Conv2D, output 28 × 28 × 6');
    const order = ['C1', 'S2', 'C3', 'S4', 'C5', 'F6'];
    const at = order.map((name) => found.findIndex((label) => label.startsWith(`${name},`)));
    expect(at).toEqual(at.toSorted((left, right) => left - right));
    expect(at[0]).toBeGreaterThan(0);
  });

  it('walks with the arrows, Home and End, and selects on the canvas', async () => {
    const document = beginTemplate('lenet-5');
    renderIn(<OutlineFeature />);
    const selected = () =>
      useSelection.getState().layers.map((id) => document.layers.find((layer) => layer.id === id)?.name);
    const named = (name: string) => items().find((item) => item.textContent?.startsWith(name))!;
    await userEvent.click(named('C1'));
    expect(selected()).toEqual(['C1']);
    await userEvent.keyboard('{ArrowDown}');
    expect(selected()).toEqual(['S2']);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{Home}');
    expect(labels()[0]!.startsWith(`${selected()[0]},`)).toBe(true);
    await userEvent.keyboard('{End}');
    expect(labels().at(-1)!.startsWith(`${selected()[0]},`)).toBe(true);
    expect(items().at(-1)!.getAttribute('aria-selected')).toBe('true');
    expect(items().filter((item) => item.tabIndex === 0)).toHaveLength(1);
  });

  it('removes the selected layer with Delete, as one step of undo', async () => {
    beginTemplate('lenet-5');
    renderIn(<OutlineFeature />);
    const before = labels().length;
    await userEvent.click(items().find((item) => item.textContent?.startsWith('S2'))!);
    await userEvent.keyboard('{Delete}');
    expect(labels()).toHaveLength(before - 1);
    expect(labels().some((label) => label.startsWith('S2,'))).toBe(false);
    useDocument.getState().undo();
  });

  it('tells where a layer has no input, and counts its problems', () => {
    const document = beginTemplate('lenet-5');
    const c3 = document.layers.find(({ name }) => name === 'C3')!;
    const incoming = document.edges.filter(({ target }) => target === c3.id).map(({ id }) => id);
    useDocument.getState().begin(disconnect(document, incoming));
    renderIn(<OutlineFeature />);
    expect(labels().find((label) => label.startsWith('C3,'))).toMatch(/no input.*1 problem/);
  });

  it('draws only what is in view of thousands of layers', () => {
    let made = newDocument('long');
    for (let at = 0; at < 400; at++)
      made = addLayer(made, 'activation', { x: 0, y: at * 100 }, {}, `A${at}`).document;
    useDocument.getState().begin(made);
    renderIn(
      <div style={{ overflowY: 'auto', height: 280 }}>
        <OutlineFeature />
      </div>,
    );
    expect(items().length).toBeLessThan(400);
    expect(items()[0]!.getAttribute('aria-setsize')).toBe('400');
  });

  it('says that a network without layers has none', () => {
    useDocument.getState().begin(newDocument('empty'));
    renderIn(<OutlineFeature />);
    expect(screen.queryByRole('tree')).toBeNull();
    expect(screen.getByText(/^The network has no layers yet/)).toBeTruthy();
  });
});
