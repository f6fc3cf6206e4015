import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Shape } from '../../../../src/layers/shape.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import type { CanvasEdge } from '../flow.ts';
import { useScale } from '../view/scale.ts';
import css from './wire.module.css';
import { wireLabel, wirePath, wireThickness } from './wires.ts';

/** Of a label's baseline above its wire, in pixels. */
const lift = 7;
function WireLabel({ shape, x, y, room }: { shape: Shape; x: number; y: number; room: number }) {
  const label = wireLabel(shape, room);
  if (!label) return null;
  return (
    <g className={css['label']} transform={`translate(${x} ${y})`}>
      <text
        className="numbers"
        dy={-lift}
        {...(label.width === null
          ? {}
          : { textLength: label.width, lengthAdjust: 'spacingAndGlyphs' as const })}
      >
        {label.text}
      </text>
    </g>
  );
}

/** A wire with the shape it carries at its middle, thicker for more channels, and an arrow's head. */
export const WireView = memo(function WireView(props: EdgeProps<CanvasEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, selected, data } = props;
  const { detail } = useScale();
  const taking = useCanvas((state) => state.dropEdge === id);
  const detached = useCanvas((state) => state.detached === id);
  const replaced = useCanvas((state) => state.replaced.includes(id));
  const shape = data?.shape ?? null;
  const path = wirePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, data?.lane ?? null);
  const thickness = wireThickness(shape) * (detail === 'card' ? 1 : 1.75);
  return (
    <g
      className={css['wire']}
      data-selected={selected || undefined}
      data-taking={taking || undefined}
      data-detached={detached || undefined}
      data-replaced={replaced || undefined}
      data-unknown={shape === null || undefined}
    >
      {detail !== 'block' && <path className={css['grip']} d={path.d} data-wire={id} />}
      <path className={css['line']} d={path.d} strokeWidth={thickness} />
      {detail !== 'block' && <path className={css['head']} d={path.head} strokeWidth={thickness / 2} />}
      {detail === 'card' && shape && <WireLabel shape={shape} {...path.label} />}
    </g>
  );
});
