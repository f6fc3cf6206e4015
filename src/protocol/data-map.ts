import { z } from 'zod';
import { scatterFigure } from '../insight/figure.ts';

/** Examples that a map shows at most, spread evenly over the split. */
export const maxMapped = 60_000;

/** Spread into `calls`. */
export const dataMapCalls = {
  /**
   * The examples of a split in the plane, those alike near one another, by their stored values: pixels, or the numbers of
   * a table. Images too large for the memory are averaged over squares first. Works beside a training run.
   */
  'datasets.map': {
    params: z.object({
      dataset: z.string(),
      split: z.enum(['train', 'test']),
      method: z.enum(['pca', 'umap']),
      examples: z.int().min(10).max(maxMapped).default(maxMapped),
    }),
    result: z.object({ figure: scatterFigure }),
    /** As far as it is. */
    progress: z.object({ figure: scatterFigure }),
  },
} as const;
