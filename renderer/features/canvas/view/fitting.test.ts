import { describe, expect, it } from 'vitest';
import type { LayerKind } from '../../../../src/layers/kind.ts';
import { kinds } from '../../../../src/layers/registry.ts';
import { fitting } from './fitting.ts';

const all = Object.values<LayerKind>(kinds);
const names = (candidates: ReturnType<typeof fitting>) => candidates.map(({ kind }) => kind.kind);

describe('what fits at a loose end', () => {
  it('offers convolutions behind an image and says what would come out', () => {
    const candidates = fitting(all, { side: 'source', shape: [28, 28, 1] });
    expect(names(candidates)).toContain('conv2d');
    expect(candidates.find(({ kind }) => kind.kind === 'maxPooling2d')?.outputShape).toEqual([14, 14, 1]);
  });

  it('leaves out what a vector does not fit, and what takes no wire', () => {
    const offered = names(fitting(all, { side: 'source', shape: [84] }));
    expect(offered).toContain('dense');
    expect(offered).not.toContain('conv2d');
    expect(offered).not.toContain('input');
  });

  it('leaves out a kernel larger than what is left of the image', () => {
    expect(names(fitting(all, { side: 'source', shape: [2, 2, 16] }))).not.toContain('conv2d');
  });

  it('offers all takers where the shape is not known, and everything before a layer', () => {
    expect(names(fitting(all, { side: 'source', shape: null }))).toContain('conv2d');
    expect(names(fitting(all, { side: 'target', shape: null }))).toContain('input');
  });
});
