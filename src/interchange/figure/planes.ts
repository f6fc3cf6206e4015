import { dim, type Hue, hueOf, ink } from './colors.ts';
import { type Extent, extentOf, largestSide, sideOf } from './extent.ts';
import type { Item } from './items.ts';
import { layoutOf, type Placed, type Room, type Wire } from './layout.ts';
import type { FigureStyle } from './options.ts';
import { detourMarks, signMarks } from './parts.ts';
import { type Mark, type Point, textWidth } from './scene.ts';

/** Stacked planes as in the figure of LeNet-5 (LeCun et al. 1998). */

const most = 96;
const slant = 0.55;

/** How many planes stand for so many channels. */
const planesFor = (channels: number): number =>
  channels <= 6 ? channels : Math.min(14, Math.round(6 + 1.6 * Math.log2(channels / 6)));

interface Stack {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** From one plane to the next, right and down. */
  readonly step: number;
  readonly vector: boolean;
}

function stackOf({ height, width, channels, vector }: Extent, largest: number): Stack {
  if (vector)
    return { width: 9, height: Math.min(120, 22 + 11 * Math.log2(channels + 1)), count: 1, step: 0, vector };
  const sides = { width: sideOf(width, largest, most, 7), height: sideOf(height, largest, most, 7) };
  const step = Math.min(4.5, Math.max(2, 0.12 * Math.max(sides.width, sides.height)));
  return { ...sides, count: planesFor(channels), step, vector };
}

const boxOf = ({ width, height, count, step, vector }: Stack) =>
  vector
    ? { width: width + height * slant * 0.5, height }
    : { width: width + (count - 1) * step, height: height + (count - 1) * step };

/** Planes from the hindmost, upper left, to the foremost. */
function stackMarks(stack: Stack, left: number, top: number, colors: Hue): readonly Mark[] {
  const { width, height, count, step, vector } = stack;
  if (vector) {
    const shift = height * slant * 0.5;
    const points: Point[] = [
      [left, top],
      [left + width, top],
      [left + width + shift, top + height],
      [left + shift, top + height],
    ];
    return [{ mark: 'area', points, fill: colors.light, stroke: colors.line, width: 0.8 }];
  }
  return Array.from({ length: count }, (_, plane): Mark => {
    const [x, y] = [left + plane * step, top + plane * step];
    const points: Point[] = [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ];
    const fill = plane === count - 1 ? colors.light : plane % 2 === 0 ? colors.middle : colors.light;
    return { mark: 'area', points, fill, stroke: colors.line, width: 0.7 };
  });
}

/** "Convolution", and below it its window. */
function operationLines({ operation, inputs }: Item): readonly string[] {
  if (inputs.length === 0) return [];
  const [word, ...rest] = operation.split(/ (?=\d)/);
  return [word!, ...(rest.length > 0 ? [rest.join(' ')] : [])];
}

const thin = (from: Point, to: Point): Mark => ({
  mark: 'line',
  points: [from, to],
  stroke: dim,
  width: 0.6,
  dashed: false,
  arrow: false,
});

export const planes: FigureStyle = (items, { fontSize, colors, captions }) => {
  const largest = largestSide(items);
  const stacks = new Map(items.map((item) => [item.id, stackOf(extentOf(item.shape), largest)]));
  const line = fontSize * 1.25;
  const above = captions ? 2 * line + 4 : 0;
  const below = captions ? 2 * line + 4 : 0;
  const radius = fontSize * 0.8;
  const lettered = (item: Item): number =>
    captions
      ? Math.max(...[item.name, item.size, ...operationLines(item)].map((text) => textWidth(text, fontSize)))
      : 0;
  const roomOf = (item: Item): Room => {
    if (item.sign) return { along: 2 * radius, before: radius + 2, after: radius + 2 };
    const { width, height } = boxOf(stacks.get(item.id)!);
    return { along: Math.max(width, lettered(item)), before: height / 2 + above, after: height / 2 + below };
  };
  const { placed, wires } = layoutOf(items, roomOf, { along: 2.6 * fontSize + 18, across: 16 });

  /** The upper left corner of an item's drawing. */
  const cornerOf = ({ item, along, across, room }: Placed): Point => {
    const { width, height } = boxOf(stacks.get(item.id)!);
    return [along + (room.along - width) / 2, across - height / 2];
  };
  /** The foremost plane. */
  const frontOf = (at: Placed) => {
    const stack = stacks.get(at.item.id)!;
    const [x, y] = cornerOf(at);
    const by = stack.vector ? 0 : (stack.count - 1) * stack.step;
    return {
      x: x + by,
      y: y + by,
      width: stack.width,
      height: stack.height,
      vector: stack.vector,
      box: boxOf(stack),
      left: x,
      top: y,
    };
  };

  const shown = [...placed.values()].flatMap((at): readonly Mark[] => {
    const { item, along, across, room } = at;
    if (item.sign)
      return signMarks(item.sign, [along + radius, across], radius, hueOf(item, colors), fontSize);
    const [x, y] = cornerOf(at);
    const middle = along + room.along / 2;
    const caption = (text: string, row: number, color: string): Mark => ({
      mark: 'text',
      x: middle,
      y: y - 6 - (1 - row) * line,
      text,
      size: fontSize,
      anchor: 'middle',
      color,
    });
    return [
      ...stackMarks(stacks.get(item.id)!, x, y, hueOf(item, colors)),
      ...(captions ? [caption(item.name, 0, ink), caption(item.size, 1, dim)] : []),
    ];
  });

  /** The window on the source, and what it becomes in the target. */
  const lensMarks = ({ from, to }: Wire): readonly Mark[] => {
    const [source, target] = [frontOf(from), frontOf(to)];
    const share = target.vector ? 0.4 : 0.28;
    const end: Point = [
      target.left + (target.vector ? target.height * slant * 0.5 * share : target.width * share),
      target.top + target.box.height * 0.4,
    ];
    if (!to.item.window || source.vector) {
      const right = source.vector ? source.x + source.width : source.x + source.width;
      const lean = source.vector ? source.height * slant * 0.5 : 0;
      return [
        thin([right, source.y], [target.left, target.top]),
        thin(
          [right + lean, source.y + source.height],
          [
            // The foot of the foremost plane.
            target.x + (target.vector ? target.height * slant * 0.5 : 0),
            target.y + target.height,
          ],
        ),
      ];
    }
    const extent = extentOf(from.item.shape);
    const window = to.item.window;
    const [tall, wide] = window.length === 1 ? [1, window[0]!] : (window.slice(-2) as [number, number]);
    const width = Math.max(4, source.width * Math.min(1, wide / extent.width));
    const height = Math.max(4, source.height * Math.min(1, tall / extent.height));
    const x = source.x + (source.width - width) * 0.72;
    const y = source.y + (source.height - height) * 0.3;
    const points: Point[] = [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ];
    return [
      { mark: 'area', points, fill: hueOf(to.item, colors).middle, stroke: ink, width: 0.7 },
      thin([x + width, y], end),
      thin([x + width, y + height], end),
    ];
  };

  const between = wires.flatMap((wire): readonly Mark[] => {
    const { from, to, detour } = wire;
    const out = (at: Placed): Point => [at.along + at.room.along, at.across];
    const into = (at: Placed): Point => [at.along, at.across];
    if (detour !== null) return detourMarks(wire, out, into, colors === 'gray' ? ink : dim);
    if (from.item.sign || to.item.sign) {
      const a: Point = from.item.sign
        ? out(from)
        : [cornerOf(from)[0] + boxOf(stacks.get(from.item.id)!).width + 2, from.across];
      const b: Point = to.item.sign ? into(to) : [cornerOf(to)[0] - 2, to.across];
      return [{ mark: 'line', points: [a, b], stroke: dim, width: 0.9, dashed: false, arrow: true }];
    }
    return lensMarks(wire);
  });

  const operations = captions
    ? [...placed.values()].flatMap((at): readonly Mark[] => {
        const { item, along, across } = at;
        if (item.sign || item.inputs.length === 0) return [];
        const { height } = boxOf(stacks.get(item.id)!);
        return operationLines(item).map(
          (text, row): Mark => ({
            mark: 'text',
            x: along + at.room.along / 2,
            y: across + height / 2 + 6 + (row + 0.8) * line,
            text,
            size: fontSize,
            anchor: 'middle',
            color: row === 0 ? ink : dim,
          }),
        );
      })
    : [];

  return [...shown, ...between, ...operations];
};
