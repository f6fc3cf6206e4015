import type { ConnectionLineComponentProps } from '@xyflow/react';
import { useEffect } from 'react';
import { activeTab } from '../../../stores/tabs/activeTab.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import type { CanvasNode } from '../flow.ts';
import css from './wire.module.css';
import { replacedBy } from './wireDrag.ts';
import { wirePath } from './wires.ts';

/** A wire while it is being drawn; the one that it would replace is dimmed. */
export function DraftWire(props: ConnectionLineComponentProps<CanvasNode>) {
  const { fromX, fromY, toX, toY, fromHandle, fromNode, toNode, connectionStatus } = props;
  const from = { x: fromX, y: fromY };
  const to = { x: toX, y: toY };
  const forward = fromHandle.type === 'source';
  const other = connectionStatus === 'valid' ? (toNode?.id ?? null) : null;
  const ends = forward ? [fromNode.id, other] : [other, fromNode.id];
  const [source, target] = ends;
  useEffect(() => {
    if (source === null || target === null || source === undefined || target === undefined) return;
    const tab = activeTab();
    const replaced = replacedBy(tab, { source, target });
    if (replaced.length === 0) return;
    const { set } = useCanvas.of(tab).getState();
    set({ replaced });
    return () => set({ replaced: [] });
  }, [source, target]);
  const { d } = forward ? wirePath(from, to) : wirePath(to, from);
  return <path className={css['draft']} data-refused={connectionStatus === 'invalid' || undefined} d={d} />;
}
