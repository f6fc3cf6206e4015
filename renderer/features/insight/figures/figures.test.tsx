import { screen } from '@testing-library/react';
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
