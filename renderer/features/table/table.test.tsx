import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { beginTemplate } from '../../testing/open.ts';
import { renderIn } from '../../testing/render.tsx';
import { TableFeature } from './index.tsx';

vi.setConfig({ testTimeout: 30_000 });

const table = () => within(screen.getByRole('table', { name: 'Layers of the network' }));
/** The cells of a column, from the first layer to the last. */
function column(title: string): string[] {
  const [head, ...rows] = table().getAllByRole('row');
  const at = within(head!)
    .getAllByRole('columnheader')
    .findIndex((cell) => within(cell).queryByRole('button', { name: `Sort by ${title}` }) !== null);
  return rows
    .filter((row) => row.hasAttribute('aria-selected'))
    .map((row) => within(row).getAllByRole('cell')[at]!.textContent ?? '');
}

beforeEach(() => void beginTemplate('lenet-5'));
afterEach(cleanup);

describe('the table of layers', () => {
  it('has the parameters that LeCun et al. counted for C1 and C5, in the order of the signal', () => {
    renderIn(<TableFeature />);
    const params = new Map(column('Layer').map((name, at) => [name, column('Parameters')[at]]));
    expect(params.get('C1')).toBe('156');
    expect(params.get('C5')).toBe('48,120');
    expect(column('Layer').filter((name) => /^[CSF]\d$/.test(name))).toEqual([
      'C1',
      'S2',
      'C3',
      'S4',
      'C5',
      'F6',
    ]);
  });

  it('is ordered by a column, largest first, then smallest first, then by the signal again', async () => {
    renderIn(<TableFeature />);
    const names = column('Layer');
    const sort = () => userEvent.click(screen.getByRole('button', { name: 'Sort by Parameters' }));
    const numbers = () => column('Parameters').map((text) => Number(text.replaceAll(',', '')));
    const head = () => screen.getByRole('button', { name: 'Sort by Parameters' }).closest('th')!;
    await sort();
    expect(numbers()).toEqual(numbers().toSorted((left, right) => right - left));
    expect(column('Layer')[0]).toBe('C5');
    expect(head().getAttribute('aria-sort')).toBe('descending');
    await sort();
    expect(numbers()).toEqual(numbers().toSorted((left, right) => left - right));
    expect(head().getAttribute('aria-sort')).toBe('ascending');
    await sort();
    expect(column('Layer')).toEqual(names);
    expect(head().getAttribute('aria-sort')).toBe('none');
  });

  it('totals the columns that sum', () => {
    renderIn(<TableFeature />);
    const sum = column('Parameters').reduce((total, text) => total + Number(text.replaceAll(',', '')), 0);
    const foot = table().getAllByRole('row').at(-1)!;
    expect(foot.textContent).toMatch(/^Total/);
    expect(within(foot).getAllByText(sum.toLocaleString('en-US'))).toHaveLength(2);
  });

  it('selects a layer by click and by keyboard', async () => {
    renderIn(<TableFeature />);
    const document = useDocument.getState().document;
    const idOf = (name: string) => document.layers.find((layer) => layer.name === name)!.id;
    const row = (name: string) => table().getByText(name).closest('tr')!;
    await userEvent.click(row('C3'));
    expect(useSelection.getState().layers).toEqual([idOf('C3')]);
    expect(row('C3').getAttribute('aria-selected')).toBe('true');
    row('C3').focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(useSelection.getState().layers).toEqual([idOf('S4')]);
  });

  it('says that a network without layers has none', () => {
    useDocument.getState().begin(newDocument('empty'));
    renderIn(<TableFeature />);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText('The network has no layers yet.')).toBeTruthy();
  });
});
