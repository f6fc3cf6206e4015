import type { Palette } from './drawing.ts';
import { oklabToRgb } from './oklab.ts';

const hexOf = (bytes: readonly number[]): string =>
  `#${bytes.map((byte) => Math.round(byte).toString(16).padStart(2, '0')).join('')}`;

/** Hues in degrees, neighbors far apart and alternately darker and lighter, so that color-blind eyes distinguish them. */
const hues = [265, 50, 160, 335, 95, 220, 20, 300, 130, 190];

export const seriesColors: readonly string[] = hues.map((hue, index) => {
  const angle = (hue * Math.PI) / 180;
  const lightness = index % 2 === 0 ? 0.52 : 0.68;
  return hexOf(oklabToRgb(lightness, 0.14 * Math.cos(angle), 0.14 * Math.sin(angle)));
});

const white = [255, 255, 255] as const;
const magnitude = [59, 98, 190] as const;

/** For files: black on white. */
export const paperPalette: Palette = {
  paper: '#ffffff',
  ink: '#1d1d22',
  dim: '#5c5c66',
  grid: '#e2e2e6',
  series: seriesColors,
  shade: (share) => hexOf(white.map((byte, at) => byte + (magnitude[at]! - byte) * 0.65 * share)),
};
