import { type ReactNode, useMemo } from 'react';
import { applyTo, type Drawing, type ForEachMark, type MarkOf } from '../../../src/insight/paint/drawing.ts';
import { PixelCanvas } from '../tensor/PixelCanvas.tsx';
import css from './drawing.module.css';

const pathOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** Pixels as a picture, three bytes each. */
function Picture({ x, y, scale, image }: MarkOf<'image'>) {
  const { width, height, data } = image;
  const pixels = useMemo(() => {
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let at = 0; at < width * height; at++) rgba.set(data.subarray(at * 3, at * 3 + 3), at * 4);
    return rgba;
  }, [data, width, height]);
  const size = { width: width * scale, height: height * scale };
  return (
    <foreignObject x={x} y={y} {...size}>
      <PixelCanvas pixels={pixels} width={width} height={height} label={null} style={size} />
    </foreignObject>
  );
}

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
  image: (mark) => (key) => <Picture key={key} {...mark} />,
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
