import type { ReactNode } from 'react';
import { applyTo, type Drawing, type ForEachMark } from '../../../../src/insight/paint/drawing.ts';
import css from '../insight.module.css';

const pathOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** Images are shown by components of their own. */
const elements: ForEachMark<(key: number) => ReactNode> = {
  path:
    ({ points, color, width, dashed }) =>
    (key) => (
      <polyline
        key={key}
        points={pathOf(points)}
        fill="none"
        stroke={color}
        strokeWidth={width}
        strokeLinejoin="round"
        {...(dashed ? { strokeDasharray: '4 3' } : {})}
      />
    ),
  dot:
    ({ x, y, radius, color }) =>
    (key) => <circle key={key} cx={x} cy={y} r={radius} fill={color} />,
  box:
    ({ color, ...box }) =>
    (key) => <rect key={key} x={box.x} y={box.y} width={box.width} height={box.height} fill={color} />,
  text:
    ({ x, y, text, color, anchor, turned }) =>
    (key) => (
      <text
        key={key}
        x={x}
        y={y}
        fill={color}
        textAnchor={anchor}
        {...(turned ? { transform: `rotate(-90 ${x} ${y})` } : {})}
      >
        {text}
      </text>
    ),
  image: () => () => null,
};

interface DrawingViewProps {
  readonly drawing: Drawing;
  /** What a screen reader says in its place. */
  readonly label: string;
}

/** A plot as vectors, in the colors of the window. */
export function DrawingView({ drawing: { width, height, marks }, label }: DrawingViewProps) {
  return (
    <svg className={css['drawing']} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {marks.map((mark, at) => applyTo(mark, elements)(at))}
    </svg>
  );
}
