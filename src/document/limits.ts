/**
 * The one limit of each field: what an edit may produce is what a file may hold. Lengths in UTF-16 code units, as
 * JavaScript counts them; positions and sizes in pixels of the canvas.
 */
export const limits = {
  /** Of ids and of the kind's name. */
  id: 200,
  /** Of a network, a layer, a block. */
  name: 200,
  /** Of a description, a note. */
  text: 100_000,
  /** Of a block's parameter. */
  parameter: 100,
  dataset: 1000,
  repeat: 1000,
  /** How far from the origin things lie, either way. */
  coordinate: 1e7,
  note: { width: { min: 40, max: 5000 }, height: { min: 24, max: 5000 } },
  /** How deep a parameter's value may nest. A file may nest `maxDepth`, and a block's layer takes some of that. */
  valueDepth: 100,
  /** Of the whole file: a network of 10,000 layers has about four million characters. */
  file: 64 * 1024 * 1024,
} as const;

/** What a block's parameter may be called, so that formulas can name it; `__proto__` would be no field of an object. */
export const parameterName = new RegExp(`^(?!__proto__$)[A-Za-z_]\\w{0,${limits.parameter - 1}}$`);

/** The first `length` code units, fewer where that would cut a character in two. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHighSurrogate ? length - 1 : length);
}

const clampNumber = (value: number, min: number, max: number): number =>
  Number.isNaN(value) ? min : Math.min(max, Math.max(min, value));

/** The nearest position that a file may hold; where there is none, that is 0. */
export function clampPosition({ x, y }: { readonly x: number; readonly y: number }): {
  x: number;
  y: number;
} {
  // JSON has no minus zero.
  const clamp = (value: number): number =>
    Number.isNaN(value) ? 0 : clampNumber(value, -limits.coordinate, limits.coordinate) + 0;
  return { x: clamp(x), y: clamp(y) };
}

/** The nearest size that a note may have. */
export function clampNoteSize({ width, height }: { readonly width: number; readonly height: number }): {
  width: number;
  height: number;
} {
  const { note } = limits;
  return {
    width: clampNumber(width, note.width.min, note.width.max),
    height: clampNumber(height, note.height.min, note.height.max),
  };
}

export function clampRepeat(repeat: number): number {
  return clampNumber(Math.round(repeat), 1, limits.repeat);
}
