import { groupDigits } from '../words.ts';

/** What shape inference finds wrong with a layer. */
export const layers = {
  'output-too-large': ({ shape, size, most }: { shape: string; size: number; most: number }) =>
    `The output would be ${shape}: ${groupDigits(size)} numbers for one example. A tensor holds at most ${groupDigits(most)}.`,
};
