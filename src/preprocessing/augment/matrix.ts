/** `y' = yy y + yx x + y0`, `x' = xy y + xx x + x0`: places from the middle of the image, in pixels. */
export interface Matrix {
  readonly yy: number;
  readonly yx: number;
  readonly y0: number;
  readonly xy: number;
  readonly xx: number;
  readonly x0: number;
}

export const identity: Matrix = { yy: 1, yx: 0, y0: 0, xy: 0, xx: 1, x0: 0 };

/** First `inner`, then `outer`. */
export const compose = (outer: Matrix, inner: Matrix): Matrix => ({
  yy: outer.yy * inner.yy + outer.yx * inner.xy,
  yx: outer.yy * inner.yx + outer.yx * inner.xx,
  y0: outer.yy * inner.y0 + outer.yx * inner.x0 + outer.y0,
  xy: outer.xy * inner.yy + outer.xx * inner.xy,
  xx: outer.xy * inner.yx + outer.xx * inner.xx,
  x0: outer.xy * inner.y0 + outer.xx * inner.x0 + outer.x0,
});

export const isIdentity = ({ yy, yx, y0, xy, xx, x0 }: Matrix): boolean =>
  yy === 1 && xx === 1 && yx === 0 && xy === 0 && y0 === 0 && x0 === 0;
