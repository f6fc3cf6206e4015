import { z } from 'zod';
import { defineLayout } from './layout-view.ts';

/** t-SNE of a layer's outputs (van der Maaten, Hinton 2008), from their principal components. */
export const tsne = defineLayout({
  view: 'tsne',
  most: 20_000,
  parameters: {
    perplexity: z.number().min(2).max(200).default(30),
    iterations: z.int().min(250).max(5000).default(750),
  },
  // As many as have any weight at that perplexity (van der Maaten 2014).
  neighbors: ({ perplexity }) => Math.ceil(3 * perplexity),
  deviation: 1e-4,
  method: ({ perplexity, iterations }, start) => ({ name: 'tsne', perplexity, iterations, start }),
});
