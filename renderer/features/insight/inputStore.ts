import { create } from 'zustand';
import type { Image } from '../../../src/protocol/data.ts';
import { setProbeImage } from '../../stores/probes.ts';
import { digitFromStrokes, type Stroke } from './drawing/digit.ts';

/** An image of the dataset, with what it shows. */
export interface Sample {
  readonly dataset: string;
  readonly index: number;
  readonly label: number;
  readonly image: Image;
}

interface InputState {
  readonly source: 'sample' | 'drawn';
  readonly sample: Sample | null;
  readonly strokes: readonly Stroke[];
  /** The drawing as the network's data has it; null on an empty pad. */
  readonly drawn: Image | null;
  setSource(source: 'sample' | 'drawn'): void;
  choose(sample: Sample): void;
  draw(strokes: readonly Stroke[]): void;
}

/** The image that is looked at with: one of the dataset, or what is on the drawing pad. */
export const inputImage = ({ source, sample, drawn }: InputState): Image | null =>
  source === 'drawn' ? drawn : (sample?.image ?? null);

export const useInput = create<InputState>()((set) => ({
  source: 'sample',
  sample: null,
  strokes: [],
  drawn: null,
  setSource: (source) => set({ source }),
  choose: (sample) => set({ sample, source: 'sample' }),
  draw: (strokes) => set({ strokes, drawn: digitFromStrokes(strokes), source: 'drawn' }),
}));

// The strips on the canvas show the same image.
useInput.subscribe((state, before) => {
  const image = inputImage(state);
  if (image !== inputImage(before)) setProbeImage(image);
});
