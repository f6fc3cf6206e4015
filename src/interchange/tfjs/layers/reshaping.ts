import { pairs } from '../../../layers/reshaping/edges.ts';
import { message } from '../../../text/message.ts';
import { asImage, type Express, plain, refuse, reshaped, type Table, type TfjsLayer } from '../layer.ts';

/** A layer that TensorFlow.js has for images: sequences are made images, volumes are refused. */
const paddedOrCropped =
  (dimensions: 1 | 2 | 3, className: string, field: 'padding' | 'cropping') =>
  (sides: readonly number[]): Express<unknown> =>
  (_params, { inputs: [shape], output }) => {
    if (dimensions === 3) {
      return refuse(
        null,
        message(`interchange.no-volume-${field}`),
        message(`interchange.fix-volume-${field}`),
      );
    }
    const edges = dimensions === 1 ? [...pairs(sides), [0, 0]] : pairs(sides);
    const layer: TfjsLayer = { className, config: { [field]: edges, data_format: 'channels_last' } };
    return dimensions === 1 ? asImage(shape!, [layer], output) : [layer];
  };

const padding =
  (dimensions: 1 | 2 | 3): Express<{ readonly padding: readonly number[] }> =>
  (params, place) =>
    paddedOrCropped(dimensions, 'ZeroPadding2D', 'padding')(params.padding)(params, place);

const cropping =
  (dimensions: 1 | 2 | 3): Express<{ readonly cropping: readonly number[] }> =>
  (params, place) =>
    paddedOrCropped(dimensions, 'Cropping2D', 'cropping')(params.cropping)(params, place);

const upSampled = (size: readonly number[]): TfjsLayer => ({
  className: 'UpSampling2D',
  config: { size, data_format: 'channels_last', interpolation: 'nearest' },
});

export const reshapings = {
  flatten: (_params, { inputs: [shape], output }) =>
    shape!.length === 1 ? [reshaped(output)] : plain('Flatten', { data_format: 'channels_last' }),
  reshape: (_params, { output }) => [reshaped(output)],
  permute: ({ dims }) => plain('Permute', { dims }),
  repeatVector: ({ n }) => plain('RepeatVector', { n }),
  zeroPadding1d: padding(1),
  zeroPadding2d: padding(2),
  zeroPadding3d: padding(3),
  cropping1d: cropping(1),
  cropping2d: cropping(2),
  cropping3d: cropping(3),
  upSampling1d: ({ size }, { inputs: [shape], output }) =>
    asImage(shape!, [upSampled([size[0]!, 1])], output),
  upSampling2d: ({ size, interpolation }) =>
    interpolation === 'bilinear'
      ? refuse('interpolation', message('interchange.no-bilinear'), message('interchange.fix-bilinear'))
      : [upSampled(size)],
  upSampling3d: () =>
    refuse(null, message('interchange.no-volume-upsampling'), message('interchange.fix-volume-upsampling')),
} satisfies Partial<Table>;
