import type { Step } from './step.ts';
import { blur } from './steps/blur.ts';
import { color } from './steps/color.ts';
import { crop } from './steps/crop.ts';
import { cutmix } from './steps/cutmix.ts';
import { cutout } from './steps/cutout.ts';
import { elastic } from './steps/elastic.ts';
import { flip } from './steps/flip.ts';
import { grayscale } from './steps/grayscale.ts';
import { invert } from './steps/invert.ts';
import { mixup } from './steps/mixup.ts';
import { noise } from './steps/noise.ts';
import { pad } from './steps/pad.ts';
import { rescale } from './steps/rescale.ts';
import { resize } from './steps/resize.ts';
import { rgb } from './steps/rgb.ts';
import { rotate } from './steps/rotate.ts';
import { shear } from './steps/shear.ts';
import { shift } from './steps/shift.ts';
import { standardize } from './steps/standardize.ts';
import { standardizeImage } from './steps/standardizeImage.ts';
import { zoom } from './steps/zoom.ts';

/** Every step there is, by id, in the order in which they are offered. */
export const steps = {
  pad,
  resize,
  crop,
  grayscale,
  rgb,
  invert,
  rescale,
  standardize,
  standardizeImage,
  flip,
  rotate,
  shift,
  zoom,
  shear,
  elastic,
  color,
  noise,
  blur,
  cutout,
  mixup,
  cutmix,
} as const;

export type StepId = keyof typeof steps;

export const stepIds = Object.keys(steps) as readonly StepId[];

/** A step by its id; undefined where this version has none of that name. */
export const stepOf = (id: string): Step | undefined =>
  Object.hasOwn(steps, id) ? (steps[id as StepId] as unknown as Step) : undefined;
