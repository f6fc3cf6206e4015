import type { ConnectionLineComponentProps } from '@xyflow/react';
import type { CanvasNode } from './flow.ts';
import css from './wire.module.css';
import { wirePath } from './wires.ts';

/** A wire while it is being drawn. */
export function DraftWire(props: ConnectionLineComponentProps<CanvasNode>) {
  const { fromX, fromY, toX, toY, fromHandle, connectionStatus } = props;
  const from = { x: fromX, y: fromY };
  const to = { x: toX, y: toY };
  const { d } = fromHandle.type === 'source' ? wirePath(from, to) : wirePath(to, from);
  return <path className={css['draft']} data-refused={connectionStatus === 'invalid' || undefined} d={d} />;
}
