import { literal } from '../../python/literal.ts';
import { type Express, expression, type Table } from '../layer.ts';

/** Augmentation acts in training only. */
const passes: Express<unknown> = () => expression((input) => input!);

export const preprocessings = {
  rescaling: ({ scale, offset }) =>
    expression((input) => `${input} * ${scale}${offset === 0 ? '' : ` + ${offset}`}`),
  resizing: ({ height, width, interpolation }) =>
    expression(
      (input) =>
        `F.interpolate(${input}, ${literal([height, width])}, ${
          interpolation === 'nearest' ? "mode='nearest-exact'" : "mode='bilinear', align_corners=False"
        })`,
    ),
  rgbToGrayscale: () => expression((input) => `${input}.mean(1, keepdim=True)`),
  centerCrop({ height, width }, { inputs: [shape] }) {
    const slices = [height, width].map((length, axis) => {
      const before = Math.floor((shape![axis]! - length) / 2);
      return `${before}:${before + length}`;
    });
    return expression((input) => `${input}[:, :, ${slices.join(', ')}]`);
  },
  randomFlip: passes,
  randomRotation: passes,
  randomZoom: passes,
  randomTranslation: passes,
  randomContrast: passes,
} satisfies Partial<Table>;
