import { IconDoorEnter, IconDoorExit } from '@tabler/icons-react';
import { blockInputKind } from '../../../../src/document/blocks.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import type { LayerData } from '../flow.ts';
import css from './card.module.css';
import { ProblemChip } from './ProblemChip.tsx';
import portCss from './port.module.css';

/** Where a block's wires arrive, or its result leaves: no layer, and drawn as none. */
export function PortCard({ data, selected }: { data: LayerData; selected: boolean }) {
  const { layer, analysis, problems } = data;
  const arrives = layer.kind === blockInputKind;
  const Icon = arrives ? IconDoorEnter : IconDoorExit;
  return (
    <div
      className={portCss['portCard']}
      data-side={arrives ? 'in' : 'out'}
      data-selected={selected || undefined}
    >
      <Icon size={16} stroke={1.5} aria-hidden="true" />
      <div className={portCss['portWords']}>
        <div className={css['name']}>{layer.name}</div>
        <div className={`numbers ${portCss['portShape']}`}>
          {analysis?.outputShape ? formatShape(analysis.outputShape) : '?'}
        </div>
      </div>
      <div className={portCss['portChip']}>
        <ProblemChip problems={problems} />
      </div>
    </div>
  );
}
