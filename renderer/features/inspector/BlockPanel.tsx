import { Button, Text } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useId } from 'react';
import { argumentsOf, definitionOf } from '../../../src/document/blocks.ts';
import { setRepeat } from '../../../src/document/operations/blocks.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import type { Problem } from '../../../src/network/network.ts';
import { unpackLayer } from '../../editing/edits.ts';
import { setField } from '../../editing/params.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/analysisStore.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Control } from './controls.tsx';
import type { Field } from './fields.ts';
import css from './inspector.module.css';
import { NameField } from './NameField.tsx';
import { ProblemList } from './ProblemList.tsx';
import { Fact, Facts, Section } from './Section.tsx';
import { ShapeLine } from './ShapeLine.tsx';

const words = t.canvas.inspector;
const none: readonly Problem[] = [];

/** A block's parameter has no schema: its default says what it is. */
function fieldOf(name: string, initial: unknown): Field {
  const about = { name, title: name, description: '', unit: null, initial };
  if (typeof initial === 'boolean') return { ...about, control: 'flag' };
  if (typeof initial !== 'number') return { ...about, control: 'json' };
  return { ...about, control: 'number', min: null, max: null, integer: Number.isInteger(initial) };
}

const repeatField: Field = {
  name: 'repeat',
  title: words.repeat,
  description: words.repeatHint,
  unit: null,
  initial: 1,
  control: 'number',
  min: 1,
  max: 1000,
  integer: true,
};

function Row(props: { field: Field; value: unknown; onChange: (value: unknown) => void }) {
  const id = useId();
  const readOnly = useDocument((state) => state.readOnly);
  const { field } = props;
  return (
    <div className={css['row']}>
      <div id={`${id}label`} className={css['label']} title={field.description}>
        {field.title}
      </div>
      <div className={css['control']} data-control={field.control}>
        <Control
          {...props}
          refuse={() => null}
          channels={null}
          disabled={readOnly}
          labelledBy={`${id}label`}
          describedBy={`${id}label`}
        />
      </div>
    </div>
  );
}

/** A layer that stands for a block: how often, with which values, and what it comes to. */
export function BlockPanel({ layer }: { layer: LayerNode }) {
  const definition = useDocument((state) => definitionOf(state.document, layer));
  const analysis = useAnalysis((state) => state.byLayer.get(layer.id));
  const problems = useAnalysis((state) => state.problemsByLayer.get(layer.id)) ?? none;
  const readOnly = useDocument((state) => state.readOnly);
  const values = definition ? argumentsOf(definition, layer) : {};
  const repeat = layer.block?.repeat ?? 1;
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <IconStack2 size={20} stroke={1.5} aria-hidden="true" />
        <NameField key={layer.id} layer={layer} />
        <span className={css['kind']}>{words.block}</span>
      </header>
      <ProblemList problems={problems} />
      <Section>
        <div className={css['form']} data-form="" key={layer.id}>
          <Row
            field={repeatField}
            value={repeat}
            onChange={(value) =>
              useDocument
                .getState()
                .commit(
                  t.canvas.edits.repeat(layer.name),
                  (document) => setRepeat(document, layer.id, value as number),
                  `${layer.id} repeat`,
                )
            }
          />
          {definition?.parameters.map((parameter) => (
            <Row
              key={parameter.name}
              field={fieldOf(parameter.name, parameter.default)}
              value={values[parameter.name]}
              onChange={(value) => setField([layer], parameter.name, parameter.name, value)}
            />
          ))}
        </div>
      </Section>
      <Section title={words.output}>
        <ShapeLine key={layer.id} shape={analysis?.outputShape ?? null} />
      </Section>
      <Section>
        <Facts>
          <Fact label={words.weightsTotal}>{formatCount(analysis?.params ?? 0)}</Fact>
          <Fact label={words.macs} hint={words.macsHint}>
            {formatCount(analysis?.macs ?? 0)}
          </Fact>
        </Facts>
      </Section>
      <Section>
        {definition && (
          <Text size="sm" c="dimmed" mb={8}>
            {definition.description || words.blockHolds(definition.layers.length)}
          </Text>
        )}
        <Button variant="default" disabled={readOnly || !definition} onClick={() => unpackLayer(layer.id)}>
          {t.canvas.commands.unpackBlock}
        </Button>
      </Section>
    </div>
  );
}
