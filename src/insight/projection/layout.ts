import type { Neighbors } from './neighbors.ts';
import { type TsneOptions, tsne } from './tsne.ts';
import { type UmapOptions, umap } from './umap.ts';

/** A layout in the plane to be made; plain data that crosses threads. */
export interface LayoutRequest {
  readonly neighbors: Neighbors;
  readonly method: ({ readonly name: 'tsne' } & TsneOptions) | ({ readonly name: 'umap' } & UmapOptions);
}

/** The places of the points round by round, `[count, 2]`, always in the same array. */
export const layOut = ({ neighbors, method }: LayoutRequest): Generator<Float64Array> =>
  method.name === 'tsne' ? tsne(neighbors, method) : umap(neighbors, method);
