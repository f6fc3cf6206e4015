import { describe, expect, it } from 'vitest';
import type { PaletteAction } from './paletteSearch.ts';
import { searchPalette } from './paletteSearch.ts';

const action = (id: string, label: string, more: Partial<PaletteAction> = {}): PaletteAction => ({
  id,
  label,
  ...more,
});
const groups = [
  {
    group: 'Network',
    actions: [action('network.lay-out', 'Arrange automatically', { keywords: ['layout', 'tidy'] })],
  },
  {
    group: 'Add a layer',
    actions: ['conv2d', 'dense', 'upSampling2d', 'activation'].map((kind) =>
      action(`add:${kind}`, `Add ${kind}`, { 'data-adds': kind }),
    ),
  },
  {
    group: 'Layers',
    actions: [
      action('layer:1', 'C1', { 'data-kind': 'conv2d' }),
      action('layer:2', 'F6', { 'data-kind': 'dense' }),
    ],
  },
];
const ids = (query: string): string[] =>
  searchPalette(query, groups).flatMap((item) => ('actions' in item ? item.actions.map(({ id }) => id) : []));

describe('the command palette', () => {
  it('lists commands and layers before anything is typed, and offers kinds when they are looked for', () => {
    expect(ids('')).toEqual(['network.lay-out', 'layer:1', 'layer:2']);
    expect(ids('upsample')).toEqual(['add:upSampling2d']);
  });

  it('finds kinds, and the layers of a kind, by what others call them', () => {
    expect(ids('fully connected')).toEqual(['add:dense', 'layer:2']);
    expect(ids('relu')).toEqual(['add:activation']);
  });

  it('finds commands by their label and their keywords', () => {
    expect(ids('tidy')).toEqual(['network.lay-out']);
    expect(ids('arrange')).toEqual(['network.lay-out']);
  });
});
