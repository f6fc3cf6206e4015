import { greys } from '../../../../src/insight/paint/colormap.ts';
import { type Pixels, paintColor, paintMap } from '../../../../src/insight/paint/paint.ts';
import { aroundZero, type Maps, rangeOfMap, type ValueRange } from '../../../../src/insight/paint/range.ts';
import type { Quantity, Scale } from '../../../../src/insight/paint/scale.ts';
import { t } from '../../../i18n/index.ts';
import { type ColorChoice, paintOf } from '../../../stores/window/showStore.ts';

/** The maps that become red, green and blue of one picture. */
export type Channels = readonly [red: number, green: number, blue: number];

/** What is drawn as one picture: one map in the colors of its values, or three as a picture in color. */
export type Picture = number | Channels;

export const mapsOfPicture = (picture: Picture): readonly number[] =>
  typeof picture === 'number' ? [picture] : picture;

/** The colors of pictures whose values span `range`; of those in color, each channel's from dark to bright. */
export const pictureScale = (
  choice: ColorChoice,
  quantity: Quantity,
  range: ValueRange,
  inColor: boolean,
): Scale => (inColor ? { colors: greys, range: aroundZero(range) } : paintOf(choice, quantity, range));

export const paintPicture = (maps: Maps, picture: Picture, { range, colors }: Scale, every = 1): Pixels =>
  typeof picture === 'number'
    ? paintMap(maps, picture, range, colors, every)
    : paintColor(maps, picture, range, every);

export function rangeOfPicture(maps: Maps, picture: Picture): ValueRange {
  const ranges = mapsOfPicture(picture).map((map) => rangeOfMap(maps, map));
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  };
}

/** What the colors mean, in words; nothing of color maps that a person chose. */
export function aboutColors(choice: ColorChoice, quantity: Quantity, inColor: boolean): string | undefined {
  if (inColor) return t.insight.scales.color;
  return choice === 'auto' ? t.insight.scales[quantity] : undefined;
}
