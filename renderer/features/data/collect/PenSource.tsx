import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { imageFromStrokes, type PadPoint, penWidth, type Stroke } from '../../../stores/input/strokes.ts';
import type { SourceProps } from './CameraSource.tsx';
import own from './collect.module.css';

const words = t.collect;

function pointsOf(event: PointerEvent<SVGSVGElement>): PadPoint[] {
  const box = event.currentTarget.getBoundingClientRect();
  const share = (value: number): number => Math.min(1, Math.max(0, value));
  const coalesced = event.nativeEvent.getCoalescedEvents?.() ?? [];
  return (coalesced.length > 0 ? coalesced : [event.nativeEvent]).map(({ clientX, clientY }) => ({
    x: share((clientX - box.left) / box.width),
    y: share((clientY - box.top) / box.height),
  }));
}

/** A black sheet with white ink, as MNIST has its digits; what is taken from it leaves it blank. */
export function PenSource({ size, onSource }: SourceProps) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const drawing = useRef(false);
  const { height, width, channels } = size;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the owner's callback is another at each draw
  useEffect(() => {
    if (strokes.length === 0) return onSource(null);
    onSource({
      streams: false,
      capture() {
        const image = imageFromStrokes(strokes, { height, width });
        setStrokes([]);
        if (!image || channels === 1) return image;
        return {
          ...image,
          channels: 3,
          data: Uint8Array.from(
            { length: 3 * image.data.length },
            (_, at) => image.data[Math.floor(at / 3)]!,
          ),
        };
      },
    });
  }, [strokes, height, width, channels]);
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    const points = pointsOf(event);
    setStrokes((before) => [...before, points]);
  };
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (!drawing.current) return;
    const points = pointsOf(event);
    setStrokes((before) => [...before.slice(0, -1), [...(before.at(-1) ?? []), ...points]]);
  };
  const end = (): void => {
    drawing.current = false;
  };
  return (
    <>
      <svg
        viewBox="0 0 1 1"
        className={own['paper']}
        role="img"
        aria-label={words.sheet}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {strokes.map((stroke, at) => (
          <polyline
            // Strokes are only added and taken away together.
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
      </svg>
      <Button
        variant="default"
        mt={8}
        leftSection={<IconEraser size={16} />}
        disabled={strokes.length === 0}
        onClick={() => setStrokes([])}
      >
        {words.clear}
      </Button>
    </>
  );
}
