import { type CSSProperties, type PointerEvent, useEffect, useRef } from 'react';
import type { Pixels } from '../../../src/insight/paint/paint.ts';

interface PixelCanvasProps {
  readonly pixels: Pixels;
  readonly width: number;
  readonly height: number;
  /** What a screen reader says in the picture's place; null where words beside it say the same. */
  readonly label: string | null;
  readonly style?: CSSProperties;
  readonly className?: string | undefined;
  /** The pixel under the pointer; null when it leaves. */
  readonly onHover?: (pixel: { readonly x: number; readonly y: number } | null) => void;
  /** The pixel that is clicked. */
  readonly onPick?: ((pixel: { readonly x: number; readonly y: number }) => void) | undefined;
}

/** A picture whose pixels stay square and sharp at any size. */
export function PixelCanvas({
  pixels,
  width,
  height,
  label,
  style,
  className,
  onHover,
  onPick,
}: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels, width, height]);
  const pixelAt = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * width);
    const y = Math.floor(((event.clientY - box.top) / box.height) * height);
    return x >= 0 && x < width && y >= 0 && y < height ? { x, y } : null;
  };
  const pick = (event: PointerEvent<HTMLCanvasElement>): void => {
    const pixel = pixelAt(event);
    if (pixel) onPick?.(pixel);
  };
  const named = label === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      {...named}
      className={className}
      style={{ imageRendering: 'pixelated', display: 'block', ...style }}
      onPointerMove={onHover && ((event) => onHover(pixelAt(event)))}
      onPointerDown={onPick && pick}
      onPointerLeave={onHover && (() => onHover(null))}
    />
  );
}
