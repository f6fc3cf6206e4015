import type { View } from '../view.ts';
import { featureMaps } from './feature-maps.ts';
import { filters } from './filters.ts';
import { prediction } from './prediction.ts';
import { saliency } from './saliency.ts';

/** Every view by its id, in the order in which they are offered. */
export const views = {
  filters,
  'feature-maps': featureMaps,
  prediction,
  saliency,
} as const satisfies Readonly<Record<string, View>>;

export type ViewId = keyof typeof views;

export const isView = (id: string): id is ViewId => Object.hasOwn(views, id);
