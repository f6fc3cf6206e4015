import type { Draw } from '../step.ts';

/** Gamma of scale 1 (Marsaglia and Tsang 2000); below shape 1 by a draw of shape + 1. */
function gamma(shape: number, draw: Draw): number {
  if (shape < 1) return gamma(shape + 1, draw) * (1 - draw.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = draw.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - draw.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A number from the distribution Beta(alpha, alpha), on [0, 1]. @param alpha positive */
export function beta(alpha: number, draw: Draw): number {
  const a = gamma(alpha, draw);
  const b = gamma(alpha, draw);
  // Both may be too small for a float where alpha is tiny: then either is as likely.
  return a + b > 0 ? a / (a + b) : Math.round(draw.uniform());
}
