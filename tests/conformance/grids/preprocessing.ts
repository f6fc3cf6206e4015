import { type Grids, image, on } from './case.ts';

export const preprocessing = {
  rescaling: on('rescaling', image, {}, { scale: 1 / 127.5, offset: -1 }),
  resizing: on(
    'resizing',
    image,
    { height: 5, width: 13 },
    { height: 18, width: 4, interpolation: 'nearest' },
  ),
  rgbToGrayscale: on('rgbToGrayscale', image, {}),
  centerCrop: on('centerCrop', image, { height: 4, width: 3 }, { height: 9, width: 8 }),
  randomFlip: on('randomFlip', image, {}, { mode: 'horizontal' }, { mode: 'vertical' }),
  randomRotation: on('randomRotation', image, {}, { factor: 1, fillMode: 'constant' }, { fillMode: 'wrap' }),
  randomZoom: on('randomZoom', image, {}, { keepProportions: false, fillMode: 'nearest' }),
  randomTranslation: on('randomTranslation', image, {}, { fillMode: 'wrap' }),
  randomContrast: on('randomContrast', image, {}, { factor: 0.9 }),
} satisfies Partial<Grids>;
