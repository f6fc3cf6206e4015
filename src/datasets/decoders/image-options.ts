import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { DecoderOptions } from '../reference.ts';
import { plainImage } from './image.ts';
import type { ImageFileOptions } from './image-files.ts';

/** Options of all formats that hold image files. */
export const imageOptions = ['size', 'background', 'bits'] as const;

const colors: Readonly<Record<string, readonly [number, number, number]>> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
};

type Option = (typeof imageOptions)[number];

/** @throws EngineError `invalid` for a value that an option cannot have */
export function readImageOptions(given: DecoderOptions): ImageFileOptions {
  const refuse = (option: Option, value: string): never => {
    throw new EngineError('invalid', message('imports.bad-option', { option, value }));
  };
  const { size, background, bits } = given;
  const sides = size === undefined ? null : /^(\d+)[x×](\d+)$/.exec(size)?.slice(1).map(Number);
  if (sides === undefined || sides?.some((side) => side < 1 || side > 1024)) refuse('size', size!);
  const hex = /^#?([0-9a-f]{6})$/i.exec(background ?? '')?.[1];
  const color =
    background === undefined
      ? plainImage.background
      : (colors[background] ?? (hex && [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))));
  if (!color) refuse('background', background!);
  const depth = bits === undefined ? plainImage.bits : Number(bits);
  if (!Number.isInteger(depth) || depth < 9 || depth > 16) refuse('bits', bits!);
  return {
    size: sides ? [sides[0]!, sides[1]!] : null,
    background: color as readonly [number, number, number],
    bits: depth,
  };
}
