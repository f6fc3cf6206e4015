import { type Table, unreadable } from '../layer.ts';
import { codec, constantPart, type Part, part, same } from '../parts.ts';

const lastChannels = constantPart({ data_format: 'channels_last' });

const filling = [
  same('fillMode', 'fill_mode'),
  constantPart({ interpolation: 'bilinear', fill_value: 0 }),
] as const;

/** A range on either side of none; Keras may have its two ends. */
const factor = <K extends string>(param: K, key: string): Part<{ readonly [N in K]: number }> => ({
  keys: [key],
  write: (params) => ({ [key]: params[param] }),
  read(config) {
    const value = config[key];
    if (value === undefined) return {};
    if (!Array.isArray(value)) return { [param]: value };
    const [low, high] = value;
    if (typeof high !== 'number' || low !== -high) throw unreadable(key, value);
    return { [param]: high };
  },
});

export const preprocessings = {
  rescaling: codec('Rescaling', [same('scale', 'scale'), same('offset', 'offset')]),
  resizing: codec('Resizing', [
    same('height', 'height'),
    same('width', 'width'),
    same('interpolation', 'interpolation'),
    constantPart({ crop_to_aspect_ratio: false, pad_to_aspect_ratio: false, antialias: false }),
    { ...lastChannels, keys: ['data_format', 'fill_mode', 'fill_value'] },
  ]),
  /** A class of ours: `convas_layers.py`. */
  rgbToGrayscale: codec('RGBToGrayscale', []),
  centerCrop: codec('CenterCrop', [same('height', 'height'), same('width', 'width'), lastChannels]),
  randomFlip: codec('RandomFlip', [same('mode', 'mode'), lastChannels]),
  randomRotation: codec('RandomRotation', [factor('factor', 'factor'), ...filling, lastChannels]),
  randomZoom: codec('RandomZoom', [
    factor('heightFactor', 'height_factor'),
    part({
      keys: ['width_factor'],
      write: ({
        widthFactor,
        keepProportions,
      }: {
        readonly widthFactor: number;
        readonly keepProportions: boolean;
      }) => ({
        width_factor: keepProportions ? null : widthFactor,
      }),
      read(config, reader) {
        if (config['width_factor'] === null) return { keepProportions: true };
        return { keepProportions: false, ...factor('widthFactor', 'width_factor').read(config, reader) };
      },
    }),
    ...filling,
    lastChannels,
  ]),
  randomTranslation: codec('RandomTranslation', [
    factor('heightFactor', 'height_factor'),
    factor('widthFactor', 'width_factor'),
    ...filling,
    lastChannels,
  ]),
  randomContrast: codec('RandomContrast', [
    factor('factor', 'factor'),
    // Values are not cut to a range here.
    { keys: ['value_range'], write: () => ({ value_range: [-1e30, 1e30] }), read: () => ({}) },
  ]),
} satisfies Partial<Table>;
