import { z } from 'zod';
import { defineLayout } from './layout-view.ts';

/** UMAP of a layer's outputs (McInnes, Healy, Melville 2018), from their principal components. */
export const umap = defineLayout({
  view: 'umap',
  most: 60_000,
  parameters: {
    neighbors: z.int().min(2).max(200).default(15),
    minDistance: z.number().min(0).max(0.99).default(0.1),
  },
  neighbors: ({ neighbors }) => neighbors - 1,
  deviation: 4,
  method: ({ minDistance }, start) => ({ name: 'umap', minDistance, rounds: null, start }),
});
