import { dim, hueOf, ink } from './colors.ts';
import type { Item } from './items.ts';
import { layoutOf, type Placed, type Room } from './layout.ts';
import type { FigureStyle } from './options.ts';
import { detourMarks, roundedBox, signMarks } from './parts.ts';
import { type Mark, type Point, textWidth } from './scene.ts';

/** A diagram of blocks from top to bottom, as papers on residual networks have it. */

/** The layout runs from left to right: here that is from top to bottom. */
const turned = (mark: Mark): Mark =>
  mark.mark === 'text' ? mark : { ...mark, points: mark.points.map(([x, y]): Point => [-y, x]) };

export const diagram: FigureStyle = (items, { fontSize, colors, captions }) => {
  const line = fontSize * 1.3;
  const pad = fontSize * 0.7;
  const height = (captions ? 2 : 1) * line + pad;
  const small = fontSize * 0.85;
  const radius = fontSize * 0.8;
  const titleOf = (item: Item): string =>
    item.family === 'input' || item.family === 'block' ? item.name : `${item.name}: ${item.operation}`;
  const shapeOf = (item: Item): string => item.shape.join(' × ');
  const widthOf = (item: Item): number =>
    Math.max(textWidth(titleOf(item), fontSize), captions ? textWidth(shapeOf(item), small) : 0) +
    2 * pad +
    5;
  const roomOf = (item: Item): Room => {
    if (item.sign) return { along: 2 * radius, before: radius + 3, after: radius + 3 };
    return { along: height, before: widthOf(item) / 2, after: widthOf(item) / 2 };
  };
  const { placed, wires } = layoutOf(items, roomOf, { along: fontSize * 1.7, across: fontSize * 1.6 });
  const out = (at: Placed): Point => [at.along + at.room.along, at.across];
  const into = (at: Placed): Point => [at.along, at.across];
  const stroke = colors === 'gray' ? ink : dim;
  const lines = wires.flatMap((wire): readonly Mark[] => {
    if (wire.detour !== null) return detourMarks(wire, out, into, stroke);
    const [start, end] = [out(wire.from), into(wire.to)];
    const half = (start[0] + end[0]) / 2;
    const points: Point[] =
      Math.abs(start[1] - end[1]) < 0.5 ? [start, end] : [start, [half, start[1]], [half, end[1]], end];
    return [{ mark: 'line', points, stroke, width: 1, dashed: false, arrow: true }];
  });
  const cards = [...placed.values()].flatMap((at): readonly Mark[] => {
    const { item, along, across } = at;
    const hue = hueOf(item, colors);
    if (item.sign) return signMarks(item.sign, [-across, along + radius], radius, hue, fontSize);
    const width = widthOf(item);
    const [x, y] = [-across - width / 2, along];
    const row = (text: string, place: number, size: number, color: string): Mark => ({
      mark: 'text',
      x: -across + 2,
      y: y + pad / 2 + (place + 0.78) * line,
      text,
      size,
      anchor: 'middle',
      color,
    });
    return [
      {
        mark: 'area',
        points: roundedBox(x, y, width, height, 5),
        fill: hue.light,
        stroke: hue.line,
        width: 1,
      },
      {
        mark: 'area',
        points: roundedBox(x + 3, y + 3.5, 3, height - 7, 1.5),
        fill: hue.line,
        stroke: null,
        width: 0,
      },
      row(titleOf(item), 0, fontSize, ink),
      ...(captions ? [row(shapeOf(item), 1, small, dim)] : []),
    ];
  });
  return [...lines.map(turned), ...cards];
};
