import { createContext, useContext } from 'react';
import { isPort } from '../../../../src/document/blocks.ts';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { type ColorTable, viridis } from '../../../../src/insight/paint/colormap.ts';
import { type MeasureContext, type MeasureId, measureOf } from '../../../../src/network/measures.ts';
import type { LayerAnalysis } from '../../../../src/network/network.ts';
import type { ImportedValues } from '../../../stores/window/heatStore.ts';
import { formatBytes, formatPercent, formatShort, formatSpan } from '../../../ui/numbers.ts';
import { formatValue } from '../../../ui/tensor/values.ts';

/** How the numbers of the layers on the canvas become colors. */
export interface Heat {
  readonly measure: MeasureId | null;
  /** Numbers of a file, in the place of a measure. */
  readonly own: ImportedValues | null;
  /** Smallest and largest number, of a measure above 0; null where there is none. */
  readonly range: { readonly least: number; readonly most: number } | null;
  readonly context: MeasureContext;
}

export interface Shade {
  /** CSS colors; null for what has nothing of the measure, and keeps the card's own. */
  readonly color: string | null;
  readonly ink: string;
  readonly text: string;
}

const formats = {
  count: formatShort,
  share: (value: number): string => formatPercent(value, 1),
  bytes: formatBytes,
  pixels: (value: number): string => `${formatShort(value)} px`,
  seconds: formatSpan,
} as const;

export const formatHeat = ({ measure }: Pick<Heat, 'measure'>, value: number): string =>
  measure === null ? formatValue(value) : formats[measureOf(measure).unit](value);

/** The heat of the layers of a part by a measure. */
export function heatOf(
  document: ConvasDocument,
  byLayer: ReadonlyMap<string, LayerAnalysis>,
  measure: MeasureId,
  context: MeasureContext,
): Heat {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const layer of document.layers) {
    const analysis = isPort(layer) ? undefined : byLayer.get(layer.id);
    const value = analysis ? measureOf(measure).of(analysis, context) : null;
    if (value === null || value <= 0) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { measure, own: null, range: most > 0 ? { least, most } : null, context };
}

/** The heat of numbers of a file. */
export function heatOfValues(own: ImportedValues, context: MeasureContext): Heat {
  const values = [...own.values.values()];
  const range = { least: Math.min(...values), most: Math.max(...values) };
  return { measure: null, own, range: values.length > 0 ? range : null, context };
}

/**
 * Below this ratio of largest to smallest equal steps of color are equal differences, else equal factors. Shares are
 * parts of a whole: always differences.
 */
const wide = 8;

export const isLogarithmic = ({ range, measure }: Heat): boolean =>
  range !== null &&
  measure !== null &&
  measureOf(measure).unit !== 'share' &&
  range.most / range.least > wide;

/** Where between the smallest (0) and the largest (1) a number stands. */
function positionOf(heat: Heat, value: number): number {
  const { least, most } = heat.range!;
  if (least === most) return 1;
  return isLogarithmic(heat)
    ? Math.log(value / least) / Math.log(most / least)
    : (value - least) / (most - least);
}

/** The number that stands at a position between the smallest and the largest. */
export function valueAt(heat: Heat, position: number): number {
  const { least, most } = heat.range!;
  return isLogarithmic(heat) ? least * (most / least) ** position : least + (most - least) * position;
}

/** Light colors carry dark text: at this entry of the table both contrast with at least 4.5 to 1. */
const darkTextFrom = 111;

const css = (table: ColorTable, entry: number): string =>
  `rgb(${table[entry * 3]} ${table[entry * 3 + 1]} ${table[entry * 3 + 2]})`;

function valueIn({ measure, own, context }: Heat, analysis: LayerAnalysis): number | null {
  if (own) return own.values.get(analysis.name) ?? null;
  return measure === null ? null : measureOf(measure).of(analysis, context);
}

/** How a layer is painted, with its number in words. */
export function shadeOf(heat: Heat, analysis: LayerAnalysis | undefined): Shade {
  const value = analysis ? valueIn(heat, analysis) : null;
  const none = { color: null, ink: 'inherit' };
  if (value === null) return { ...none, text: '–' };
  const text = formatHeat(heat, value);
  if ((heat.own === null && value <= 0) || !heat.range) return { ...none, text };
  const entry = Math.round(positionOf(heat, value) * 255);
  return { color: css(viridis, entry), ink: entry >= darkTextFrom ? '#000' : '#fff', text };
}

/** The heat on the canvas; null while it is off. */
export const HeatContext = createContext<Heat | null>(null);

export const useHeat = (): Heat | null => useContext(HeatContext);
