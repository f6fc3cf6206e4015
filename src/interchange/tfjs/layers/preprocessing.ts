import { message } from '../../../text/message.ts';
import { type Express, plain, refuse, type Table } from '../layer.ts';

/** Augmentation acts in training only. */
const passes: Express<unknown> = () => plain('Activation', { activation: 'linear' });

export const preprocessings = {
  rescaling: ({ scale, offset }) => plain('Rescaling', { scale, offset }),
  resizing: () => refuse(null, message('interchange.no-resizing'), message('interchange.fix-resizing')),
  rgbToGrayscale: () =>
    refuse(null, message('interchange.no-grayscale'), message('interchange.fix-grayscale')),
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
