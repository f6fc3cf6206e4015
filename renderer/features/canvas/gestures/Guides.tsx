import { ViewportPortal } from '@xyflow/react';
import type { Guide } from '../../../editing/guides.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import css from '../canvas.module.css';

const pathOf = ({ along, at, from, to }: Guide): string =>
  along === 'x' ? `M${from},${at}H${to}` : `M${at},${from}V${to}`;

/** The lines on which a dragged thing is aligned with its neighbors. */
export function Guides() {
  const guides = useCanvas((state) => state.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={css['guides']} aria-hidden="true">
        <path d={guides.map(pathOf).join('')} data-guides={guides.length} />
      </svg>
    </ViewportPortal>
  );
}
