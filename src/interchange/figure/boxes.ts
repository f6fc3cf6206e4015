import { dim, type Hue, hueOf, ink } from './colors.ts';
import { type Extent, extentOf, largestSide, sideOf } from './extent.ts';
import type { Item } from './items.ts';
import { layoutOf, type Placed, type Room } from './layout.ts';
import type { FigureStyle } from './options.ts';
import { detourMarks, signMarks } from './parts.ts';
import { type Mark, type Point, textWidth } from './scene.ts';

/** Boxes as in the figure of AlexNet (Krizhevsky et al. 2012): height and width to scale, as deep as the channels say. */

const most = 120;
/** How a unit of width runs into the depth of the drawing. */
const depthDirection: Point = [0.38, -0.32];

interface Box {
  /** Along the flow: channels. */
  readonly length: number;
  readonly height: number;
  /** Into the drawing. */
  readonly depth: number;
  readonly vector: boolean;
}

function boxOf({ height, width, channels, vector }: Extent, largest: number): Box {
  if (vector)
    return { length: 10, height: Math.min(150, 24 + 12 * Math.log2(channels + 1)), depth: 10, vector };
  return {
    length: 4 + 6 * Math.log2(channels + 1),
    height: sideOf(height, largest, most, 8),
    depth: sideOf(width, largest, most, 8),
    vector,
  };
}

const outlineOf = ({ length, height, depth }: Box) => ({
  width: length + depth * depthDirection[0],
  height: height - depth * depthDirection[1],
});

const area = (points: readonly Point[], fill: string, stroke: string, width = 0.8): Mark => ({
  mark: 'area',
  points,
  fill,
  stroke,
  width,
});

/** @param x,y the front face's upper left corner */
function cuboid(
  x: number,
  y: number,
  { length, height, depth }: Box,
  { light, middle, dark, line }: Hue,
): readonly Mark[] {
  const [dx, dy] = [depth * depthDirection[0], depth * depthDirection[1]];
  return [
    area(
      [
        [x, y],
        [x + length, y],
        [x + length + dx, y + dy],
        [x + dx, y + dy],
      ],
      middle,
      line,
    ),
    area(
      [
        [x + length, y],
        [x + length + dx, y + dy],
        [x + length + dx, y + dy + height],
        [x + length, y + height],
      ],
      dark,
      line,
    ),
    area(
      [
        [x, y],
        [x + length, y],
        [x + length, y + height],
        [x, y + height],
      ],
      light,
      line,
    ),
  ];
}

export const boxes: FigureStyle = (items, { fontSize, colors, captions }) => {
  const largest = largestSide(items);
  const drawn = new Map(items.map((item) => [item.id, boxOf(extentOf(item.shape), largest)]));
  const line = fontSize * 1.25;
  const radius = fontSize * 0.8;
  const lettered = (item: Item): number => (captions ? textWidth(item.name, fontSize) : 0);
  const sides = (item: Item): number =>
    captions && !drawn.get(item.id)!.vector ? textWidth('000', fontSize) : 0;
  const roomOf = (item: Item): Room => {
    if (item.sign) return { along: 2 * radius, before: radius + 2, after: radius + 2 };
    const { width, height } = outlineOf(drawn.get(item.id)!);
    return {
      along: Math.max(width + sides(item), lettered(item)),
      before: height / 2 + 4,
      after: height / 2 + (captions ? 3 * line + 4 : 4),
    };
  };
  const { placed, wires } = layoutOf(items, roomOf, { along: fontSize + 22, across: 18 });
  /** The front face's upper left corner. */
  const cornerOf = ({ item, along, across, room }: Placed): Point => {
    const box = drawn.get(item.id)!;
    const { width, height } = outlineOf(box);
    return [
      along + (room.along - width - sides(item)) / 2 + sides(item) * 0.8,
      across + height / 2 - box.height,
    ];
  };
  const text = (
    x: number,
    y: number,
    words: string,
    color = ink,
    anchor: 'start' | 'middle' | 'end' = 'middle',
  ): Mark => ({
    mark: 'text',
    x,
    y,
    text: words,
    size: fontSize,
    anchor,
    color,
  });

  const shownOf = (at: Placed): readonly Mark[] => {
    const { item, along, across, room } = at;
    const hue = hueOf(item, colors);
    if (item.sign) return signMarks(item.sign, [along + radius, across], radius, hue, fontSize);
    const box = drawn.get(item.id)!;
    const [x, y] = cornerOf(at);
    const extent = extentOf(item.shape);
    const middle = along + room.along / 2;
    const bottom = y + box.height;
    return [
      ...cuboid(x, y, box, hue),
      ...(captions
        ? [
            ...(extent.vector
              ? []
              : [
                  text(
                    x - 4,
                    y + Math.max(box.height * 0.8, box.height / 2 + fontSize * 1.1),
                    String(extent.height),
                    dim,
                    'end',
                  ),
                  text(
                    x + (box.depth * depthDirection[0]) / 2 - 5,
                    y + (box.depth * depthDirection[1]) / 2 - 2,
                    String(extent.width),
                    dim,
                    'end',
                  ),
                ]),
            text(x + box.length / 2, bottom + line, String(extent.channels), dim),
            text(middle, bottom + 2 * line, item.name),
          ]
        : []),
    ];
  };

  /** The window inside the source's right face, with the lines in which it closes upon the target. */
  const lensMarks = (from: Placed, to: Placed): readonly Mark[] => {
    const [source, target] = [drawn.get(from.item.id)!, drawn.get(to.item.id)!];
    const [sx, sy] = cornerOf(from);
    const [tx, ty] = cornerOf(to);
    const right = sx + source.length;
    const dashed = (a: Point, b: Point): Mark => ({
      mark: 'line',
      points: [a, b],
      stroke: dim,
      width: 0.6,
      dashed: true,
      arrow: false,
    });
    const end: Point = [tx, ty + target.height / 2];
    if (!to.item.window || source.vector) {
      return [dashed([right, sy], [tx, ty]), dashed([right, sy + source.height], [tx, ty + target.height])];
    }
    const extent = extentOf(from.item.shape);
    const { window } = to.item;
    const [tall, wide] = window.length === 1 ? [1, window[0]!] : (window.slice(-2) as [number, number]);
    const height = Math.max(5, source.height * Math.min(1, tall / extent.height));
    const depth = Math.max(5, source.depth * Math.min(1, wide / extent.width));
    const start = (source.depth - depth) * 0.35;
    const x = right + start * depthDirection[0];
    const y = sy + start * depthDirection[1] + (source.height - height) * 0.4;
    const [dx, dy] = [depth * depthDirection[0], depth * depthDirection[1]];
    const face: Point[] = [
      [x, y],
      [x + dx, y + dy],
      [x + dx, y + dy + height],
      [x, y + height],
    ];
    return [
      area(face, hueOf(to.item, colors).light, hueOf(to.item, colors).line, 0.7),
      ...face.map((corner) => dashed(corner, end)),
    ];
  };

  const wireMarks = wires.flatMap((wire): readonly Mark[] => {
    const { from, to, detour } = wire;
    const out = (at: Placed): Point => [at.along + at.room.along, at.across];
    const into = (at: Placed): Point => [at.along, at.across];
    if (detour !== null) return detourMarks(wire, out, into, colors === 'gray' ? ink : dim);
    if (!from.item.sign && !to.item.sign) return lensMarks(from, to);
    return [
      { mark: 'line', points: [out(from), into(to)], stroke: dim, width: 0.9, dashed: false, arrow: true },
    ];
  });
  // Lines to a box end at its front: what stands further right is drawn over them.
  return [...[...placed.values()].flatMap(shownOf), ...wireMarks];
};
