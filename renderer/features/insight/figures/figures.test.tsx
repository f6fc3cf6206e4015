import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Figure } from '../../../../src/insight/figure.ts';
import { renderIn } from '../../../testing/render.tsx';
import { Figures } from './Figures.tsx';

const axis = (label: string) => ({ label, min: 0, max: 1 });

const figures: readonly Figure[] = [
  {
    figure: 'table',
    of: 'matrix',
    title: 'Confusion',
    columns: ['actual', 'cat', 'dog'],
    rows: [
      ['cat', 3, 1],
      ['dog', 0, 4],
    ],
  },
  { figure: 'table', of: 'measures', title: null, columns: ['measure', 'value'], rows: [['error', 0.25]] },
  {
    figure: 'lines',
    title: 'ROC',
    x: axis('false positives'),
    y: axis('true positives'),
    series: [{ label: 'cat', style: 'line', x: Float32Array.of(0, 1), y: Float32Array.of(0, 1) }],
  },
  {
    figure: 'scatter',
    title: 'Outputs of C3',
    x: axis('first'),
    y: axis('second'),
    xs: Float32Array.of(0.5),
    ys: Float32Array.of(0.5),
    classes: Float32Array.of(1),
    labels: ['cat', 'dog'],
    thumbnails: { height: 1, width: 1, channels: 1, images: Uint8Array.of(7) },
  },
  {
    figure: 'gallery',
    title: 'Mistakes',
    height: 1,
    width: 1,
    channels: 1,
    images: Uint8Array.of(1, 2),
    captions: ['cat\nis a dog', 'dog'],
  },
];

it('shows tables, lines, points and images with their words', () => {
  renderIn(<Figures figures={figures} />);
  const table = screen.getByRole('table', { name: 'Confusion' });
  expect([...table.querySelectorAll('tbody tr')].map(({ textContent }) => textContent)).toEqual([
    'cat31',
    'dog04',
  ]);
  expect(screen.getByText('error').nextSibling?.textContent).toBe('0.25');
  expect(screen.getByRole('img', { name: 'ROC' }).querySelectorAll('polyline').length).toBeGreaterThan(4);
  expect(screen.getByText('true positives')).toBeTruthy();
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'catis a dog',
    'dog',
  ]);
  expect(screen.getAllByRole('img', { name: 'Outputs of C3' })).toHaveLength(2);
  expect(screen.getByText(/Point at a dot to see its example/)).toBeTruthy();
});

it('has the values of a chart as a table, which a button below it shows', async () => {
  const spread: Figure = {
    figure: 'histogram',
    of: 'kernel',
    shape: [4],
    bins: [1, 0, 3],
    min: -1,
    max: 2,
    ...{ mean: 0.5, std: 1, notFinite: 0 },
  };
  const many: Figure = {
    figure: 'lines',
    title: 'Loss',
    x: axis('step'),
    y: axis('loss'),
    series: [
      {
        label: 'train',
        style: 'line',
        x: Float32Array.from({ length: 1000 }, (_, at) => at),
        y: new Float32Array(1000),
      },
    ],
  };
  const user = userEvent.setup();
  const { container } = renderIn(<Figures figures={[spread, many]} />);
  const own = within(container);
  const [first, second] = own.getAllByRole('button', { name: 'Show as table', expanded: false });
  expect(own.queryByRole('table')).toBeNull();
  await user.click(first!);
  const rows = [...own.getByRole('table').querySelectorAll('tbody tr')];
  expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    ['−1', '0', '1'],
    ['0', '1', '0'],
    ['1', '2', '3'],
  ]);
  await user.click(first!);
  expect(own.queryByRole('table')).toBeNull();
  await user.click(second!);
  const table = own.getByRole('table', { name: 'Loss. 200 of 1,000 rows, at equal distances' });
  expect(table.querySelectorAll('tbody tr').length).toBe(200);
  expect(table.querySelector('tbody tr:last-child')?.textContent).toBe('train9990');
});
