import { type PointerEvent, type ReactNode, useRef } from 'react';
import { type PadPoint, penWidth, type Stroke } from '../../stores/input/strokes.ts';
import css from './inkPaper.module.css';

/** Points of all events since the last: a fast pen is not cut into corners. */
function pointsOf(event: PointerEvent<SVGSVGElement>): PadPoint[] {
  const box = event.currentTarget.getBoundingClientRect();
  const share = (value: number): number => Math.min(1, Math.max(0, value));
  const coalesced = event.nativeEvent.getCoalescedEvents?.() ?? [];
  const events = coalesced.length > 0 ? coalesced : [event.nativeEvent];
  return events.map(({ clientX, clientY }) => ({
    x: share((clientX - box.left) / box.width),
    y: share((clientY - box.top) / box.height),
  }));
}

interface InkPaperProps {
  readonly label: string;
  readonly strokes: readonly Stroke[];
  /** What a movement of the pen makes of the strokes so far. */
  readonly onDraw: (change: (before: readonly Stroke[]) => readonly Stroke[]) => void;
  /** What lies on the paper besides; SVG in the unit square. */
  readonly children?: ReactNode;
}

/** Black paper, white ink, as in MNIST, in both color schemes; as wide as what it is in. */
export function InkPaper({ label, strokes, onDraw, children }: InkPaperProps) {
  const drawing = useRef(false);
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    const points = pointsOf(event);
    onDraw((before) => [...before, points]);
  };
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (!drawing.current) return;
    const points = pointsOf(event);
    onDraw((before) => [...before.slice(0, -1), [...(before.at(-1) ?? []), ...points]]);
  };
  const end = (): void => {
    drawing.current = false;
  };
  return (
    <svg
      viewBox="0 0 1 1"
      className={css['paper']}
      role="img"
      aria-label={label}
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {strokes.map((stroke, at) => (
        <polyline
          // Strokes are only added and taken at the end.
          // biome-ignore lint/suspicious/noArrayIndexKey: a stack
          key={at}
          points={[...stroke, ...stroke.slice(-1)].map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke="#fff"
          strokeWidth={penWidth}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ))}
      {children}
    </svg>
  );
}
