import type { Palette } from '../../../src/insight/paint/drawing.ts';
import { seriesColors } from '../../../src/insight/paint/palette.ts';

/** The colors of the window, which follow its theme. */
export const windowPalette: Palette = {
  paper: 'transparent',
  ink: 'var(--text)',
  dim: 'var(--text-dim)',
  grid: 'var(--line)',
  series: seriesColors,
  shade: (share) => `color-mix(in oklab, var(--accent) ${Math.round(65 * share)}%, transparent)`,
};

/** Units that a plot is wide: about what the dock of Inspect has. */
export const plotWidth = 400;
