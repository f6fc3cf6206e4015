import type { Neighbors } from './neighbors.ts';
import { trustworthiness } from './trustworthiness.ts';
import { type TsneOptions, tsne } from './tsne.ts';
import { type UmapOptions, umap } from './umap.ts';

/** A layout in the plane to be made; plain data that crosses threads. */
export interface LayoutRequest {
  readonly neighbors: Neighbors;
  readonly method: ({ readonly name: 'tsne' } & TsneOptions) | ({ readonly name: 'umap' } & UmapOptions);
  /** The first points, of which the trustworthiness is measured in the end. */
  readonly measured: {
    /** `[count, features]` */
    readonly data: Float32Array;
    readonly features: number;
    readonly neighbors: number;
  };
}

/** Points in the plane, as far as they are. */
export interface Layout {
  /** `[count, 2]` */
  readonly places: Float32Array<ArrayBuffer>;
  /** Of the last; null before. */
  readonly trust: number | null;
}

/** The places of the points round by round, `[count, 2]`, always in the same array. */
export const layOut = ({
  neighbors,
  method,
}: Pick<LayoutRequest, 'neighbors' | 'method'>): Generator<Float32Array | Float64Array> =>
  method.name === 'tsne' ? tsne(neighbors, method) : umap(neighbors, method);

/** How far a layout can be trusted. @param places `[count, 2]` */
export function trustworthinessOf({ measured }: LayoutRequest, places: ArrayLike<number>): number {
  const { data, features, neighbors } = measured;
  const some = data.length / features;
  return trustworthiness(data, features, Array.from(places).slice(0, 2 * some), neighbors);
}
