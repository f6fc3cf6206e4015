import { z } from 'zod';
import type { Item } from './items.ts';
import type { Mark } from './scene.ts';

/** What a figure is made with, whatever file it becomes. */
export const figureOptions = z.strictObject({
  style: z.enum(['planes', 'boxes', 'diagram']).default('planes'),
  blocks: z.enum(['folded', 'open']).default('folded'),
  layers: z.enum(['main', 'all']).default('main'),
  captions: z.boolean().default(true),
  colors: z.enum(['color', 'gray']).default('color'),
  /** Points, as letters are measured in the finished figure. */
  fontSize: z.number().min(4).max(72).default(11),
  /** Of the whole figure; 0: as wide as it becomes. */
  width: z.int().min(0).max(20_000).default(0),
  language: z.enum(['auto', 'en', 'pt-BR']).default('auto'),
});

export type FigureOptions = z.output<typeof figureOptions>;

/** How a network is drawn. */
export type FigureStyle = (
  items: readonly Item[],
  options: Pick<FigureOptions, 'fontSize' | 'colors' | 'captions'>,
) => readonly Mark[];
