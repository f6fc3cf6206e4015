import { type Grids, image, on } from './case.ts';

export const pooling = {
  maxPooling2d: on(
    'maxPooling2d',
    image,
    {},
    { poolSize: [3, 3] },
    { poolSize: [3, 3], strides: [1, 1], padding: 'same' },
    { poolSize: [3, 2], strides: [2, 3], padding: 'same' },
  ),
  averagePooling2d: on(
    'averagePooling2d',
    image,
    {},
    { poolSize: [3, 3] },
    { poolSize: [3, 3], strides: [1, 1], padding: 'same' },
    { poolSize: [3, 2], strides: [2, 3], padding: 'same' },
  ),
  globalAveragePooling2d: on('globalAveragePooling2d', image, {}, { keepdims: true }),
  globalMaxPooling2d: on('globalMaxPooling2d', image, {}, { keepdims: true }),
  maxPooling1d: on('maxPooling1d', [[9, 4]], {}, { poolSize: [3], strides: [1], padding: 'same' }),
  averagePooling1d: on('averagePooling1d', [[9, 4]], {}, { poolSize: [3], strides: [2], padding: 'same' }),
  globalAveragePooling1d: on('globalAveragePooling1d', [[9, 4]], {}, { keepdims: true }),
  globalMaxPooling1d: on('globalMaxPooling1d', [[9, 4]], {}, { keepdims: true }),
  maxPooling3d: on(
    'maxPooling3d',
    [[5, 6, 7, 2]],
    {},
    { poolSize: [3, 2, 1], strides: [1, 2, 3], padding: 'same' },
    { poolSize: [1, 1, 2], strides: [2, 1, 1] },
  ),
  averagePooling3d: on('averagePooling3d', [[5, 6, 7, 2]], {}, { poolSize: [3, 2, 1], strides: [1, 2, 3] }),
  globalAveragePooling3d: on('globalAveragePooling3d', [[5, 6, 7, 2]], {}, { keepdims: true }),
  globalMaxPooling3d: on('globalMaxPooling3d', [[5, 6, 7, 2]], {}, { keepdims: true }),
  subsampling2d: [
    { params: {}, inputs: [[28, 28, 6]] },
    { params: { poolSize: [3, 2], useCoefficient: false, activation: 'linear' }, inputs: image },
  ],
} satisfies Partial<Grids>;
