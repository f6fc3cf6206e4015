import { IconAdjustmentsHorizontal, IconStack2 } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { type CSSProperties, memo } from 'react';
import { blockInputKind, blockOutputKind } from '../../../../src/document/blocks.ts';
import { baseName } from '../../../../src/document/names.ts';
import { kindOf } from '../../../../src/layers/registry.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import { portY } from '../../../editing/card.ts';
import { outputPath, summaryOf } from '../../../editing/lookup.ts';
import { isVariable, variableLines } from '../../../editing/searchSpace.ts';
import { hasOutput, takesInput } from '../../../editing/wiring.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useDeadUnitsOf } from '../../../stores/runs/deadUnitsStore.ts';
import { FamilyGlyph, familyColor } from '../../../ui/FamilyGlyph.tsx';
import { formatCount, formatShort } from '../../../ui/numbers.ts';
import { worstTone } from '../../../ui/problemTone.ts';
import type { LayerData, LayerFlowNode } from '../flow.ts';
import { HeatPanel } from '../heat/HeatPanel.tsx';
import { shadeOf, useHeat } from '../heat/heat.ts';
import { useScale } from '../view/scale.ts';
import { useDetach } from '../wires/wireDrag.ts';
import css from './card.module.css';
import { FeatureStrip } from './FeatureStrip.tsx';
import { LayerFigure } from './LayerFigure.tsx';
import { PortCard } from './PortCard.tsx';
import { ProblemChip } from './ProblemChip.tsx';

const words = t.canvas.layer;
const portStyle: CSSProperties = { top: portY };

/** Whose feature maps a card wears; none where the layer is bypassed. */
const featureMapsPath = ({ layer, analysis }: LayerData): string | null =>
  layer.bypassed ? null : outputPath(analysis);

/** The worst that is wrong with a layer, dead units included. */
function useSeverity(data: LayerData) {
  const dead = useDeadUnitsOf(data.analysis);
  const worst = worstTone(data.problems);
  return dead && worst !== 'error' ? 'warning' : worst;
}

const hueOf = (data: LayerData): CSSProperties => {
  const kind = kindOf(data.layer.kind);
  return kind ? ({ '--hue': familyColor(kind.family) } as CSSProperties) : {};
};

/** Characters that the foot of a card has room for, shape and count together. */
const maxFooterLength = 25;

/** `48,120 params`; `48.1 k params` where the shape beside it needs the room. Always with its unit. */
export function paramsText(count: number, shape: string): string {
  if (count === 0) return '';
  const whole = words.params(count, formatCount(count));
  return shape.length + whole.length <= maxFooterLength ? whole : words.params(count, formatShort(count));
}

/** A name that the kind gave (`max_pooling2d_1`) says the kind already. */
const namesItsKind = (name: string, kind: string): boolean =>
  name === baseName(kind) || name.startsWith(`${baseName(kind)}_`);

function Drawing({ data }: { data: LayerData }) {
  const { extent } = useScale();
  const heat = useHeat();
  const shape = data.analysis?.outputShape ?? null;
  const dead = useDeadUnitsOf(data.analysis);
  if (data.layer.bypassed)
    return (
      <div className={css['drawing']} data-drawn="">
        <span className={css['bypass']} title={words.bypassedAbout}>
          {words.bypassed}
        </span>
        <ProblemChip problems={data.problems} />
      </div>
    );
  return (
    <div className={css['drawing']} data-drawn={shape ? '' : undefined}>
      {heat && <HeatPanel heat={heat} analysis={data.analysis} form="panel" />}
      {!heat && shape && <LayerFigure shape={shape} extent={extent} />}
      <ProblemChip problems={data.problems} dead={dead} />
    </div>
  );
}

/** A layer's parameters as the field writes them; of a block which it is. */
function Summary({ data: { layer, computed, block } }: { data: LayerData }) {
  const known = kindOf(computed.kind) || computed.block ? summaryOf(computed) : words.missing;
  const text = [block === layer.name ? '' : block, known].filter(Boolean).join(', ');
  return (
    <div className={css['summary']} title={text}>
      {text}
    </div>
  );
}

/** That a search may change the layer, and over which ranges. */
function VariableChip({ layer }: { layer: LayerData['layer'] }) {
  const lines = variableLines(layer);
  if (lines.length === 0) return null;
  return (
    <div className={css['variable']} title={words.variesAbout(lines)}>
      <IconAdjustmentsHorizontal size={12} stroke={1.5} aria-hidden="true" />
      {words.varies(lines.length)}
    </div>
  );
}

const Card = memo(function Card({ data, selected }: { data: LayerData; selected: boolean }) {
  const session = useDocument((state) => state.session);
  const { layer, analysis } = data;
  const worn = featureMapsPath(data);
  const kind = kindOf(layer.kind);
  const shape = analysis?.outputShape ? formatShape(analysis.outputShape) : null;
  return (
    <div
      className={css['card']}
      style={hueOf(data)}
      data-selected={selected || undefined}
      data-severity={useSeverity(data)}
      data-missing={kind || layer.block ? undefined : ''}
      data-block={layer.block ? '' : undefined}
      data-bypassed={layer.bypassed || undefined}
      data-variable={isVariable(layer) || undefined}
    >
      <div className={css['stripe']} />
      <div className={css['head']}>
        {kind && <FamilyGlyph family={kind.family} />}
        {layer.block && <IconStack2 size={16} stroke={1.5} aria-hidden="true" />}
        <span className={css['name']} title={layer.name}>
          {layer.name}
        </span>
        {layer.block && layer.block.repeat > 1 && (
          <span className={`numbers ${css['times']}`}>{words.times(layer.block.repeat)}</span>
        )}
        {!layer.block && !namesItsKind(layer.name, layer.kind) && (
          <span className={css['kind']} title={kind?.title ?? layer.kind}>
            {kind?.title ?? layer.kind}
          </span>
        )}
      </div>
      <Summary data={data} />
      <Drawing data={data} />
      <div className={css['foot']}>
        {shape ? (
          <span className="numbers">{shape}</span>
        ) : (
          <span className={css['unknown']}>{words.unknownShape}</span>
        )}
        <span className={css['params']}>{paramsText(analysis?.params ?? 0, shape ?? '')}</span>
      </div>
      {worn !== null && <FeatureStrip key={`${session} ${worn}`} layer={worn} />}
      <VariableChip layer={layer} />
    </div>
  );
});

const Stack = memo(function Stack({ data, selected }: { data: LayerData; selected: boolean }) {
  const session = useDocument((state) => state.session);
  const shape = data.analysis?.outputShape;
  const { extent } = useScale();
  const heat = useHeat();
  const written = shape ? formatShape(shape) : '?';
  const worn = featureMapsPath(data);
  const { name, block, bypassed } = data.layer;
  return (
    <div
      className={css['stack']}
      style={hueOf(data)}
      data-selected={selected || undefined}
      data-severity={useSeverity(data)}
      data-block={block ? '' : undefined}
      data-bypassed={bypassed || undefined}
      data-variable={isVariable(data.layer) || undefined}
    >
      <div className={css['stackName']} title={name}>
        <span>{name}</span>
        {block && block.repeat > 1 && <span>{words.times(block.repeat)}</span>}
      </div>
      {bypassed && <span className={css['bypass']} />}
      {heat && !bypassed && <HeatPanel heat={heat} analysis={data.analysis} form="tile" />}
      <div className={css['drawing']}>
        {!heat && !bypassed && shape && (
          <LayerFigure
            key={`${session} ${worn}`}
            shape={shape}
            extent={extent}
            {...(worn === null ? {} : { wears: worn })}
          />
        )}
      </div>
      <div className={`numbers ${css['stackShape']}`}>{written}</div>
    </div>
  );
});

const Block = memo(function Block({ data, selected }: { data: LayerData; selected: boolean }) {
  const heat = useHeat();
  const color = heat && shadeOf(heat, data.analysis).color;
  return (
    <div
      className={css['block']}
      style={heat ? ({ '--hue': color ?? 'var(--line)' } as CSSProperties) : hueOf(data)}
      data-selected={selected || undefined}
      data-severity={useSeverity(data)}
      data-bypassed={data.layer.bypassed || undefined}
    />
  );
});

const views = { card: Card, stack: Stack, block: Block } as const;

/**
 * A layer on the canvas, at the detail that the zoom allows, with the ports of its wires. The ports are there at
 * every detail: React Flow measures them, and draws no wire between what has none.
 */
export const LayerNodeView = memo(function LayerNodeView({ data, selected }: NodeProps<LayerFlowNode>) {
  const { detail } = useScale();
  const detach = useDetach();
  const { kind } = data.layer;
  const isPort = kind === blockInputKind || kind === blockOutputKind;
  const View = isPort && detail === 'card' ? PortCard : views[detail];
  return (
    <>
      <View data={data} selected={selected} />
      {takesInput(kind) && (
        <Handle
          type="target"
          position={Position.Left}
          className={css['port']}
          style={portStyle}
          isConnectableStart={!data.occupied}
          data-occupied={data.occupied || undefined}
          {...(data.occupied ? { onMouseDown: detach, onTouchStart: detach } : {})}
        />
      )}
      {hasOutput(kind) && (
        <Handle type="source" position={Position.Right} className={css['port']} style={portStyle} />
      )}
    </>
  );
});
