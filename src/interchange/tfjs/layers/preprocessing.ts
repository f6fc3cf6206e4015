import { type Express, plain, refuse, type Table } from '../layer.ts';

/** Augmentation acts in training only. */
const passes: Express<unknown> = () => plain('Activation', { activation: 'linear' });

export const preprocessings = {
  rescaling: ({ scale, offset }) => plain('Rescaling', { scale, offset }),
  resizing: () =>
    refuse(
      null,
      'The Resizing layer of TensorFlow.js does not load.',
      'Remove it, and give the network images of the size it makes.',
    ),
  rgbToGrayscale: () =>
    refuse(
      null,
      'TensorFlow.js has no layer that makes color images gray.',
      'Remove it, give the input one channel, and train it on gray images.',
    ),
  centerCrop({ height, width }, { inputs: [shape] }) {
    const cropping = [height, width].map((length, axis) => {
      const before = Math.floor((shape![axis]! - length) / 2);
      return [before, shape![axis]! - length - before];
    });
    return plain('Cropping2D', { cropping, data_format: 'channels_last' });
  },
  randomFlip: passes,
  randomRotation: passes,
  randomZoom: passes,
  randomTranslation: passes,
  randomContrast: passes,
} satisfies Partial<Table>;
