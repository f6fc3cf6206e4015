import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ProbeFrame } from '../../../../src/protocol/evaluation.ts';
import { latestFrame, type ProbeSize, watchLayer } from '../../../stores/engine/probes.ts';
import { useShow } from '../../../stores/window/showStore.ts';

/**
 * A layer's feature maps on a canvas, drawn as they arrive, outside React. Asks for them only while the drawing
 * is on the screen. `size` and `draw` are the same functions and values at each call.
 *
 * @returns the canvas to draw on, and whether any maps have come
 */
export function useFrames(
  layer: string,
  size: ProbeSize,
  draw: (canvas: HTMLCanvasElement, frame: ProbeFrame) => void,
): { canvas: RefObject<HTMLCanvasElement | null>; some: boolean } {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [some, setSome] = useState(() => latestFrame(layer) !== undefined);
  useEffect(() => {
    let scheduled = 0;
    let next: ProbeFrame | null = null;
    const drawNext = (): void => {
      scheduled = 0;
      if (canvas.current && next) draw(canvas.current, next);
    };
    const end = watchLayer(layer, size, (frame) => {
      next = frame;
      setSome(true);
      // Frames may come faster than the screen shows them: the last one counts.
      if (scheduled === 0) scheduled = requestAnimationFrame(drawNext);
    });
    const endChoice = useShow.subscribe(() => {
      if (next && scheduled === 0) scheduled = requestAnimationFrame(drawNext);
    });
    return () => {
      end();
      endChoice();
      cancelAnimationFrame(scheduled);
    };
  }, [layer, size, draw]);
  return { canvas, some };
}
