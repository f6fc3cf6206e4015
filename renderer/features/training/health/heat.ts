import { viridis } from '../../../../src/insight/paint/colormap.ts';
import { notFinite, type Pixels } from '../../../../src/insight/paint/paint.ts';
import type { HealthRow, LayerHealth } from '../../../../src/protocol/health.ts';

/** A layer's row of the table: its gradient at each look, and how it stands now. */
export interface LayerLine {
  readonly layer: string;
  readonly name: string;
  /** The gradient a weight, `norm / sqrt(weights)`, at each look; NaN where there was none or it was not finite. */
  readonly gradients: readonly number[];
  readonly now: LayerHealth;
}

/** The layers in the network's order, each with its gradients over time. */
export function linesOf(rows: readonly HealthRow[]): readonly LayerLine[] {
  const newest = rows.at(-1);
  if (!newest) return [];
  const looks = rows.map((row) => new Map(row.layers.map((layer) => [layer.layer, layer])));
  return newest.layers.map((now) => ({
    layer: now.layer,
    name: now.name,
    now,
    gradients: looks.map((look) => {
      const seen = look.get(now.layer);
      return seen && seen.gradient !== null && seen.params > 0
        ? seen.gradient / Math.sqrt(seen.params)
        : Number.NaN;
    }),
  }));
}

/** Powers of ten that span what there is to show; what is smaller than the least shown looks like it. */
export interface LogRange {
  readonly min: number;
  readonly max: number;
}

/** Smaller gradients than this share of the largest are all the same dark. */
const span = 8;

export function rangeOf(lines: readonly LayerLine[]): LogRange {
  const logs = lines
    .flatMap(({ gradients }) => gradients)
    .filter((value) => Number.isFinite(value) && value > 0)
    .map(Math.log10);
  if (logs.length === 0) return { min: -4, max: 0 };
  const max = Math.ceil(logs.reduce((a, b) => Math.max(a, b)));
  const min = Math.floor(logs.reduce((a, b) => Math.min(a, b)));
  return { min: Math.max(max - span, Math.min(min, max - 1)), max };
}

/** One pixel a look: a layer's gradients in colors, least dark. `[1, looks, 4]` */
export function paintLine(gradients: readonly number[], { min, max }: LogRange): Pixels {
  const pixels = new Uint8ClampedArray(gradients.length * 4);
  for (const [at, value] of gradients.entries()) {
    const share = (Math.log10(Math.max(value, 1e-38)) - min) / (max - min);
    const entry = 3 * Math.round(255 * Math.min(1, Math.max(0, share)));
    const color = Number.isFinite(value)
      ? [viridis[entry]!, viridis[entry + 1]!, viridis[entry + 2]!]
      : notFinite;
    pixels.set([...color, 255], at * 4);
  }
  return pixels;
}
