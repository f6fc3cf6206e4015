import { memo, useMemo } from 'react';
import type { Shape } from '../../../../src/layers/shape.ts';
import css from './figure.module.css';
import { LivePlanes } from './LivePlanes.tsx';
import { type PlaneStack, planeStack } from './planes.ts';

/** Room for half a line around the drawing. A `viewBox` for it would make each drawing a layer to be put together. */
const edge = 1;

/** The edges of the planes behind the front one, as one path: a step for each, right and up. */
function stepsPath({ width, height, count, step, box }: PlaneStack): string {
  let path = '';
  for (let plane = count - 1; plane > 0; plane--) {
    const x = edge + plane * step.x;
    const y = edge + box.height - height - plane * step.y;
    path += `M${x},${y}h${width}v${height}h${-step.x}v${step.y - height}h${step.x - width}z`;
  }
  return path;
}

function cellsPath({ width, height, count, box }: PlaneStack): string {
  let path = '';
  const top = edge + box.height - height;
  for (let cell = 1; cell < count; cell++) path += `M${edge},${top + (height * cell) / count}h${width}`;
  return path;
}

interface LayerFigureProps {
  readonly shape: Shape;
  /** The largest spatial dimension of the network. */
  readonly extent: number;
  /** The layer whose feature maps the planes wear while there are any; without it they stay plain. */
  readonly wears?: string;
}

/**
 * A layer's output as papers draw it: planes of height x width to scale, as many as the channels' logarithm
 * says.
 */
export const LayerFigure = memo(function LayerFigure({ shape, extent, wears }: LayerFigureProps) {
  const stack = useMemo(() => planeStack(shape, extent), [shape, extent]);
  const { width, height } = stack.box;
  return (
    <div className={css['figure']}>
      <svg width={width + 2 * edge} height={height + 2 * edge} aria-hidden="true">
        {stack.form === 'maps' && stack.count > 1 && <path className={css['behind']} d={stepsPath(stack)} />}
        <rect
          className={css['front']}
          x={edge}
          y={edge + height - stack.height}
          width={stack.width}
          height={stack.height}
          rx={stack.form === 'maps' ? 0 : 1}
        />
        {stack.form !== 'maps' && stack.count > 1 && <path className={css['cells']} d={cellsPath(stack)} />}
      </svg>
      {wears !== undefined && <LivePlanes layer={wears} stack={stack} />}
    </div>
  );
});
