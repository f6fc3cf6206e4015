import { oklabToRgb } from '../../src/insight/paint/oklab.ts';

/** A color in OKLCH: lightness 0 to 1, chroma (0.4 is vivid), hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

export function oklchToRgb({ lightness, chroma, hue }: Oklch): [number, number, number] {
  const angle = (hue * Math.PI) / 180;
  return oklabToRgb(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle));
}

/** `#3b3fa8`. */
export function hex(lightness: number, chroma: number, hue: number): string {
  const bytes = oklchToRgb({ lightness, chroma, hue });
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
