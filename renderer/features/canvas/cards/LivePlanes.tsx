import { useCallback } from 'react';
import type { ProbeFrame } from '../../../../src/protocol/evaluation.ts';
import { useFrames } from '../view/useFrames.ts';
import css from './figure.module.css';
import type { PlaneStack } from './planes.ts';
import { drawPlanes } from './strip.ts';

const requested = { maps: 8, side: 28 } as const;
/** Pixels of the canvas to one of the drawing, which is enlarged. */
const density = 3;

/** The feature maps on the planes of a drawing, one each, the first in front. */
export function LivePlanes({ layer, stack }: { layer: string; stack: PlaneStack }) {
  const draw = useCallback(
    (canvas: HTMLCanvasElement, frame: ProbeFrame) => drawPlanes(canvas, frame, stack, density),
    [stack],
  );
  const { canvas, some } = useFrames(layer, requested, draw);
  if (!some) return null;
  return (
    <canvas
      ref={canvas}
      className={css['live']}
      width={stack.box.width * density}
      height={stack.box.height * density}
      style={{ width: stack.box.width, height: stack.box.height }}
    />
  );
}
