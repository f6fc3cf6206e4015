import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../src/document/parse.ts';
import { templates } from '../../../templates/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { InspectorFeature } from './index.tsx';

vi.setConfig({ testTimeout: 30_000 });

const layerOf = (name: string) =>
  useDocument.getState().document.layers.find((layer) => layer.name === name)!;
const spaceOf = (name: string) => layerOf(name).searchSpace;
const { undo } = useDocument.getState();

beforeEach(() => {
  // A field that grows with its text waits for fonts, which this DOM has not.
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (parsed.ok) useDocument.getState().begin(parsed.document);
});
afterEach(cleanup);

function select(...names: readonly string[]): void {
  useSelection.getState().select({ layers: names.map((name) => layerOf(name).id) });
  renderIn(<InspectorFeature />);
}

describe('what a search may vary', () => {
  it('is marked on a layer, with a range that can be changed and taken back', async () => {
    select('C1');
    await userEvent.click(screen.getByRole('combobox', { name: 'Vary a parameter' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Filters', hidden: true }));
    // A quarter to one and a half of six filters.
    expect(spaceOf('C1')).toEqual({ filters: { kind: 'values', values: [2, 3, 5, 6, 9] } });
    const range = screen.getAllByRole('textbox', { name: 'Filters' }).at(-1)! as HTMLInputElement;
    expect(range.value).toBe('2, 3, 5, 6, 9');
    await userEvent.clear(range);
    await userEvent.type(range, 'many{Enter}');
    expect(screen.getByText(/^Filters: "many" is not a number/)).toBeTruthy();
    expect(spaceOf('C1')).toEqual({ filters: { kind: 'values', values: [2, 3, 5, 6, 9] } });
    await userEvent.clear(range);
    await userEvent.type(range, '4, 6{Enter}');
    expect(spaceOf('C1')).toEqual({ filters: { kind: 'values', values: [4, 6] } });
    await userEvent.click(screen.getByRole('button', { name: 'Do not vary filters' }));
    expect(spaceOf('C1')).toBeUndefined();
    undo();
    expect(spaceOf('C1')).toEqual({ filters: { kind: 'values', values: [4, 6] } });
  });

  it('is suggested for the layers that are selected, and says where there is nothing to suggest', async () => {
    select('C1', 'C3');
    await userEvent.click(screen.getByRole('button', { name: 'Suggest what to vary' }));
    expect(Object.keys(spaceOf('C1')!)).toEqual(expect.arrayContaining(['filters', 'kernelSize', 'copies']));
    expect(spaceOf('F6')).toBeUndefined();
    await userEvent.click(screen.getByRole('button', { name: 'Vary nothing' }));
    expect(spaceOf('C1')).toBeUndefined();
    cleanup();
    select('Input', 'Output');
    await userEvent.click(screen.getByRole('button', { name: 'Suggest what to vary' }));
    expect(screen.getByText(/^Nothing can be suggested/)).toBeTruthy();
  });

  it('is summed up for the whole network', async () => {
    useSelection.getState().select({ layers: [] });
    renderIn(<InspectorFeature />);
    const part = within(screen.getByRole('heading', { name: 'Architecture search' }).closest('section')!);
    expect(part.queryByRole('button', { name: 'Search…' })).toBeNull();
    await userEvent.click(part.getByRole('button', { name: 'Suggest what to vary' }));
    expect(part.getByText(/^\d+ parameters of \d layers can vary\. .+ combinations\.$/)).toBeTruthy();
    expect(part.getByRole('button', { name: 'Search…' })).toBeTruthy();
  });

  it('names a mark whose parameter is gone', () => {
    const { document } = useDocument.getState();
    const searchSpace = { alpha: { kind: 'values' as const, values: [1] } };
    const layers = document.layers.map((layer) => (layer.name === 'C1' ? { ...layer, searchSpace } : layer));
    useDocument.getState().begin({ ...document, layers });
    select('C1');
    expect(screen.getByText(/no parameter “alpha” now/)).toBeTruthy();
  });
});
