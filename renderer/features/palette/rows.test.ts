import { describe, expect, it } from 'vitest';
import type { LayerKind } from '../../../src/layers/kind.ts';
import { kinds } from '../../../src/layers/registry.ts';
import { gist, paletteRows } from './rows.ts';

const titles = (query: string, ...unfolded: string[]) =>
  paletteRows(query, new Set(unfolded)).map(({ title, level }) => `${'  '.repeat(level - 1)}${title}`);

describe('the palette', () => {
  it('begins with the common layers, and families are folded', () => {
    const [head, ...rows] = titles('', 'common');
    expect(head).toBe('Common');
    expect(rows.slice(0, 4)).toEqual(['  Input', '  Conv2D', '  MaxPooling2D', '  GlobalAveragePooling2D']);
    expect(rows.slice(10)).toEqual([
      'Convolution',
      'Pooling',
      'Dense',
      'Activation',
      'Normalization',
      'Regularization',
      'Reshaping',
      'Merging',
      'Sequence',
      'Preprocessing',
    ]);
  });

  it('folds one and three dimensions under two', () => {
    const folded = titles('', 'convolution');
    expect(folded).not.toContain('    Conv1D');
    const open = titles('', 'convolution', 'convolution/conv2d');
    const at = open.indexOf('  Conv2D');
    expect(open.slice(at, at + 4)).toEqual(['  Conv2D', '    Conv1D', '    Conv3D', '  Conv2DTranspose']);
  });

  it('shows every kind once all is unfolded, each line with an id of its own', () => {
    const everything = new Set(paletteRows('', new Set()).map(({ id }) => id));
    const shelves = paletteRows('', everything);
    const all = paletteRows('', new Set([...everything, ...shelves.map(({ id }) => id)]));
    const shown = new Set<string | undefined>(all.map(({ kind }) => kind?.kind));
    expect(Object.keys(kinds).filter((kind) => !shown.has(kind) && kind !== 'input')).toEqual([]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('lists what is found, best first, without shelves', () => {
    expect(titles('upsample').slice(0, 3)).toEqual(['UpSampling2D', 'UpSampling1D', 'UpSampling3D']);
  });

  it('has one sentence on every kind', () => {
    for (const kind of Object.values<LayerKind>(kinds)) {
      expect(gist(kind), kind.kind).toMatch(/^[A-Z].*[.?]$/);
      expect(gist(kind).length, kind.kind).toBeLessThan(240);
    }
  });
});
