import { type Grids, image, on } from './case.ts';

export const reshaping = {
  flatten: [
    { params: {}, inputs: image },
    { params: {}, inputs: [[5]] },
    { params: {}, inputs: [[4, 3]] },
  ],
  reshape: [
    { params: {}, inputs: image },
    { params: { targetShape: [28, 28, 1] }, inputs: [[784]] },
    { params: { targetShape: [4, -1, 3] }, inputs: image },
  ],
  zeroPadding2d: on('zeroPadding2d', image, {}, { padding: [0, 1, 2, 3] }, { padding: [0, 0, 0, 0] }),
  zeroPadding1d: on('zeroPadding1d', [[7, 3]], {}, { padding: [0, 2] }),
  zeroPadding3d: on('zeroPadding3d', [[3, 4, 5, 2]], {}, { padding: [1, 0, 2, 0, 0, 3] }),
  cropping1d: on('cropping1d', [[7, 3]], {}, { cropping: [2, 0] }),
  cropping3d: on('cropping3d', [[3, 4, 5, 2]], {}, { cropping: [1, 0, 0, 2, 1, 3] }),
  upSampling1d: on('upSampling1d', [[7, 3]], {}, { size: [3] }),
  upSampling3d: on('upSampling3d', [[3, 4, 2, 2]], {}, { size: [1, 3, 2] }),
  permute: [
    { params: { dims: [2, 1, 3] }, inputs: image },
    { params: { dims: [3, 1, 2] }, inputs: image },
    { params: {}, inputs: [[4, 6]] },
  ],
  repeatVector: on('repeatVector', [[5]], {}, { n: 7 }),
  cropping2d: on('cropping2d', image, {}, { cropping: [1, 2, 3, 0] }),
  upSampling2d: on('upSampling2d', image, {}, { size: [3, 1] }, { size: [2, 3], interpolation: 'bilinear' }),
} satisfies Partial<Grids>;
