import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { formatShape } from '../../../src/layers/shape.ts';
import { useCanvas } from '../../stores/canvasStore.ts';
import type { CanvasEdge } from './flow.ts';
import { useScale } from './scale.ts';
import css from './wire.module.css';
import { wirePath, wireThickness } from './wires.ts';

/** Of a label's baseline above its wire, in pixels. */
const lift = 7;
/** Of a character of the label, in pixels. */
const advance = 6.1;

function WireLabel({ text, x, y, room }: { text: string; x: number; y: number; room: number }) {
  const natural = text.length * advance;
  return (
    <g className={css['label']} transform={`translate(${x} ${y})`}>
      <text
        className="numbers"
        dy={-lift}
        {...(natural > room ? { textLength: room, lengthAdjust: 'spacingAndGlyphs' as const } : {})}
      >
        {text}
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
  const span = Math.hypot(targetX - sourceX, targetY - sourceY);
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
      {detail === 'card' && shape && span > 48 && (
        <WireLabel
          text={formatShape(shape)}
          x={path.label.x}
          y={path.label.y}
          room={Math.max(66, span - 20)}
        />
      )}
    </g>
  );
});
