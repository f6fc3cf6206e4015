import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import { kindOf } from '../../../../src/layers/registry.ts';
import { familyColor } from '../../../ui/FamilyGlyph.tsx';
import type { LayerFlowNode } from '../flow.ts';
import css from './elements.module.css';

const Place = memo(function Place({ node: { data, position } }: { node: LayerFlowNode }) {
  const kind = kindOf(data.layer.kind);
  const hue = kind ? familyColor(kind.family) : 'var(--text-faint)';
  return (
    <div
      className={css['place']}
      style={{ transform: `translate(${position.x}px, ${position.y}px)`, borderColor: hue }}
    >
      {data.layer.name}
    </div>
  );
});

/** What stands where a card is about to be: its background, its family's color and its name, in one element. */
export const Waiting = memo(function Waiting({ nodes }: { nodes: readonly LayerFlowNode[] }) {
  if (nodes.length === 0) return null;
  return (
    <ViewportPortal>
      <div className={css['places']} aria-hidden="true">
        {nodes.map((node) => (
          <Place key={node.id} node={node} />
        ))}
      </div>
    </ViewportPortal>
  );
});
