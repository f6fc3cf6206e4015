import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { addLayer } from '../../../src/document/operations/layers.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { InspectorFeature } from './index.tsx';

vi.setConfig({ testTimeout: 30_000 });

const params = () => useDocument.getState().document.layers[0]!.params;
const { undo } = useDocument.getState();

function show(kind: string, initial: LayerNode['params']): void {
  const { document, id } = addLayer(newDocument('t'), kind, { x: 0, y: 0 }, initial, 'T');
  useDocument.getState().begin(document);
  useSelection.getState().select({ layers: [id] });
  renderIn(<InspectorFeature />);
}
const inside = (kind: string) => within(screen.getByRole('group', { name: `${kind}, inside` }));

afterEach(cleanup);

describe('the layer inside of TimeDistributed', () => {
  it('is chosen by its name, keeps what the new kind takes too, and is one step of undo', async () => {
    show('timeDistributed', { layer: 'dense', params: { units: 7, activation: 'relu' } });
    await userEvent.click(screen.getByRole('combobox', { name: 'Layer' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Conv2D', hidden: true }));
    expect(params()).toEqual({ layer: 'conv2d', params: { activation: 'relu' } });
    const filters = inside('Conv2D').getByRole('textbox', { name: 'Filters' });
    await userEvent.clear(filters);
    await userEvent.type(filters, '12{Enter}');
    expect(params()).toEqual({ layer: 'conv2d', params: { activation: 'relu', filters: 12 } });
    undo();
    expect(params()).toEqual({ layer: 'conv2d', params: { activation: 'relu' } });
    undo();
    expect(params()).toEqual({ layer: 'dense', params: { units: 7, activation: 'relu' } });
  });

  it('is changed with the keyboard; what it does not take is said beside the field', async () => {
    show('timeDistributed', { layer: 'dense', params: {} });
    screen.getByRole('combobox', { name: 'Layer' }).focus();
    await userEvent.keyboard('{ArrowDown}');
    await screen.findByRole('option', { name: 'Conv2D', hidden: true });
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(params()['layer']).not.toBe('dense');
    undo();
    await screen.findByRole('group', { name: 'Dense, inside' });
    await userEvent.tab();
    const units = inside('Dense').getByRole('textbox', { name: 'Units' });
    expect(document.activeElement).toBe(units);
    const before = Number((units as HTMLInputElement).value);
    await userEvent.keyboard('{ArrowUp}');
    expect(params()).toEqual({ layer: 'dense', params: { units: before + 1 } });
    await userEvent.clear(units);
    await userEvent.type(units, '0{Enter}');
    expect(units.getAttribute('aria-invalid')).toBe('true');
    expect(
      inside('Dense').getByText(/^0 is too small. Type a number from 1 to 65,536. The value stays/),
    ).toBeTruthy();
    expect(params()['params']).toEqual({ units: before + 1 });
  });
});

describe('the layer inside of Bidirectional', () => {
  it('shows the parameters of its own kind only', async () => {
    show('bidirectional', {});
    expect(screen.getByRole('switch', { name: 'Open forget gate' })).toBeTruthy();
    expect(screen.queryByRole('switch', { name: 'Reset after' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'GRU' }));
    expect(params()['layer']).toBe('gru');
    expect(screen.queryByRole('switch', { name: 'Open forget gate' })).toBeNull();
    await userEvent.click(screen.getByRole('switch', { name: 'Reset after' }));
    expect(params()['resetAfter']).toBe(false);
  });
});
