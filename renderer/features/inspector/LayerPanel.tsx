import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { pathAt } from '../../../src/document/place.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import type { LayerKind } from '../../../src/layers/kind.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { formatShape, sizeOf } from '../../../src/layers/shape.ts';
import type { LayerAnalysis, Problem } from '../../../src/network/network.ts';
import { text } from '../../../src/text/language.ts';
import { t } from '../../i18n/index.ts';
import { computed, useOpen } from '../../stores/document/openStore.ts';
import { FamilyGlyph } from '../../ui/FamilyGlyph.tsx';
import { formatBytes, formatCount, formatDecimal } from '../../ui/numbers.ts';
import { BypassRow } from './BypassRow.tsx';
import { Form } from './Form.tsx';
import { fieldsOf } from './fields.ts';
import css from './inspector.module.css';
import { LayerTraining } from './LayerTraining.tsx';
import { NameField } from './NameField.tsx';
import { ProblemList } from './ProblemList.tsx';
import { LayerSearchSpace } from './SearchSpace.tsx';
import { Fact, Facts, Section } from './Section.tsx';
import { ShapeLine } from './ShapeLine.tsx';

const words = t.canvas.inspector;
const none: readonly Problem[] = [];

function Weights({ layer, kind, analysis }: { layer: LayerNode; kind: LayerKind; analysis: LayerAnalysis }) {
  const params = kind.parameters.safeParse(computed(layer).params);
  if (!params.success || analysis.outputShape === null) return null;
  return kind.weights(params.data, analysis.inputShapes).map((weight) => (
    <div key={weight.name} className={css['weight']}>
      <dt className={css['weightName']}>
        {weight.name.replaceAll('_', ' ')}
        {!weight.trainable && <small>{words.frozen}</small>}
      </dt>
      <dd className={`numbers ${css['weightShape']}`}>{formatShape(weight.shape)}</dd>
      <dd className="numbers">{formatCount(sizeOf(weight.shape))}</dd>
    </div>
  ));
}

/** `5 x 5`, or `32` along time. */
const sides = (numbers: readonly number[]): string =>
  numbers.map((value) => formatDecimal(value, 2)).join(' × ');

function Costs({ layer, kind, analysis }: { layer: LayerNode; kind: LayerKind; analysis: LayerAnalysis }) {
  const { receptiveField: field } = analysis;
  return (
    <Section>
      <Facts>
        <Fact label={words.weightsTotal}>{formatCount(analysis.params)}</Fact>
        <Weights layer={layer} kind={kind} analysis={analysis} />
        <Fact label={words.macs} hint={words.macsHint}>
          {formatCount(analysis.macs)}
        </Fact>
        {field && (
          <Fact label={words.field} hint={words.fieldHint}>
            {sides(field.size)} px
          </Fact>
        )}
        {field?.stride.some((stride) => stride !== 1) && (
          <Fact label={words.fieldStride} hint={words.fieldStrideHint}>
            {sides(field.stride)} px
          </Fact>
        )}
        <Fact label={words.memory} hint={words.memoryHint}>
          {formatBytes(analysis.activationBytes)}
        </Fact>
      </Facts>
    </Section>
  );
}

/** One layer: its name, what is wrong with it, its parameters, what comes of them, and its lesson. */
export function LayerPanel({ layer }: { layer: LayerNode }) {
  const kind = kindOf(layer.kind);
  const analysis = useOpen((state) => state.byLayer.get(layer.id));
  const problems = useOpen((state) => state.problemsByLayer.get(layer.id)) ?? none;
  const path = useOpen((state) => pathAt(state.place, layer.id));
  const panel = useRef<HTMLDivElement>(null);
  // A panel is scrolled for the layer it shows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each layer again
  useEffect(() => {
    panel.current?.parentElement?.scrollTo({ top: 0 });
  }, [layer.id]);
  const fields = kind ? fieldsOf(kind) : [];
  return (
    <div ref={panel} className={css['panel']}>
      <header className={css['header']}>
        {kind && <FamilyGlyph family={kind.family} size={20} />}
        <NameField key={layer.id} layer={layer} />
        <span className={css['kind']}>{kind?.title ?? layer.kind}</span>
      </header>
      {!kind && (
        <Text size="sm" px="md" pb="sm">
          {words.missing(layer.kind)}
        </Text>
      )}
      <ProblemList problems={problems} at={path} />
      {fields.length > 0 && (
        <Section>
          <Form key={layer.id} fields={fields} layers={[layer]} />
        </Section>
      )}
      <Section>
        <BypassRow layers={[layer]} />
      </Section>
      {kind && (
        <Section title={words.output}>
          <ShapeLine key={layer.id} shape={analysis?.outputShape ?? null} />
        </Section>
      )}
      <LayerTraining key={`training ${layer.id}`} layer={layer} />
      <LayerSearchSpace key={`search ${layer.id}`} layer={layer} />
      {kind && !layer.bypassed && analysis?.outputShape && (
        <Costs layer={layer} kind={kind} analysis={analysis} />
      )}
      {kind && (
        <Section title={words.learn}>
          <p className={css['lesson']}>{text.kinds[kind.kind].lesson}</p>
        </Section>
      )}
    </div>
  );
}
