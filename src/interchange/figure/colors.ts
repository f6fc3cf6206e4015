import type { Item } from './items.ts';

/** Colors of one item: its faces from light to dark, and its lines. */
export interface Hue {
  readonly light: string;
  readonly middle: string;
  readonly dark: string;
  readonly line: string;
}

const hue = (light: string, middle: string, dark: string, line: string): Hue => ({
  light,
  middle,
  dark,
  line,
});

const hues: Readonly<Record<Item['family'], Hue>> = {
  input: hue('#f3f3f6', '#e2e2e8', '#cdcdd6', '#55555f'),
  convolution: hue('#dfeafa', '#c3d8f3', '#a4c2e8', '#2b5794'),
  pooling: hue('#d8f0ec', '#b7e0d9', '#95cdc4', '#1f6d63'),
  core: hue('#fde7d6', '#f8cfb0', '#eeb489', '#a34c14'),
  activation: hue('#fbf2d2', '#f2e2a4', '#e3cd79', '#7f640c'),
  normalization: hue('#f2e5fa', '#e1c8f2', '#cba8e5', '#6f3699'),
  regularization: hue('#fbe2ea', '#f3c3d2', '#e6a0b7', '#9d345c'),
  reshaping: hue('#e1f2e0', '#c4e3c2', '#a3cfa0', '#357033'),
  merging: hue('#f4eee4', '#e5d8c3', '#d2bf9f', '#705a36'),
  recurrent: hue('#e7e3fb', '#cfc7f4', '#b3a8e8', '#5243a6'),
  preprocessing: hue('#e6eef1', '#cfdde2', '#b3c7ce', '#436069'),
  block: hue('#e9e9f7', '#d3d3ec', '#b9b9dd', '#44448c'),
};

const gray = hue('#ffffff', '#ececec', '#d6d6d6', '#222222');

export const ink = '#1d1d22';
export const dim = '#5c5c66';

/** @param colors `gray` for papers that are printed in black */
export const hueOf = ({ family }: Item, colors: 'color' | 'gray'): Hue =>
  colors === 'gray' ? gray : hues[family];
