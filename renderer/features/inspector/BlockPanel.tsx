import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { IconRestore, IconStack2 } from '@tabler/icons-react';
import { definitionOf, isPort } from '../../../src/document/blocks.ts';
import { limits } from '../../../src/document/limits.ts';
import { setRepeat } from '../../../src/document/operations/blocks.ts';
import { resetParam } from '../../../src/document/operations/layers.ts';
import { pathAt } from '../../../src/document/place.ts';
import type { BlockDefinition, LayerNode } from '../../../src/document/schema.ts';
import type { BlockAnalysis, Problem } from '../../../src/network/network.ts';
import { openBlockOf } from '../../actions/blocks.ts';
import { commandContext, labelOf, perform } from '../../commands/context.ts';
import { commandOf } from '../../commands/registry.ts';
import { othersOf } from '../../editing/blocks.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { formatBytes, formatCount } from '../../ui/numbers.ts';
import { BypassRow } from './BypassRow.tsx';
import { parameterField } from './blockFields.ts';
import { FieldRow } from './FieldRow.tsx';
import { LayerField } from './Form.tsx';
import fieldsCss from './fields.module.css';
import type { Field } from './fields.ts';
import css from './inspector.module.css';
import { LayerTraining } from './LayerTraining.tsx';
import { NameField } from './NameField.tsx';
import { ProblemList } from './ProblemList.tsx';
import { LayerSearchSpace } from './SearchSpace.tsx';
import { Fact, Facts, Section } from './Section.tsx';
import { ShapeLine } from './ShapeLine.tsx';

const words = t.canvas.inspector;
const strings = t.blocks.instance;
const none: readonly Problem[] = [];

const repeatField: Field = {
  name: 'repeat',
  get title() {
    return strings.repeat;
  },
  get description() {
    return strings.repeatHint;
  },
  unit: null,
  initial: 1,
  control: 'number',
  bounds: { min: 1, max: limits.repeat, integer: true },
};

const hasOwn = (layer: LayerNode, name: string): boolean => Object.hasOwn(layer.params, name);

function Reset({ layer, name }: { layer: LayerNode; name: string }) {
  return (
    <Tooltip label={words.reset}>
      <ActionIcon
        size={20}
        aria-label={`${name}: ${words.reset}`}
        onClick={() =>
          useOpen.getState().commit(
            () => t.canvas.edits.param(layer.name, name),
            (document) => resetParam(document, layer.id, name),
          )
        }
      >
        <IconRestore size={14} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

function Parameters({ layer, definition }: { layer: LayerNode; definition: BlockDefinition | undefined }) {
  const document = useDocument((state) => state.document);
  return (
    <div className={fieldsCss['form']} data-form="">
      <FieldRow
        field={repeatField}
        value={layer.block?.repeat ?? 1}
        onChange={(value) =>
          useOpen.getState().commit(
            () => t.blocks.edits.repeat(layer.name),
            (before) => setRepeat(before, layer.id, value as number),
            `${layer.id} repeat`,
          )
        }
      />
      {definition?.parameters.map((parameter) => (
        <LayerField
          key={parameter.name}
          field={parameterField(document, definition, parameter)}
          layers={[layer]}
          action={hasOwn(layer, parameter.name) && <Reset layer={layer} name={parameter.name} />}
        />
      ))}
    </div>
  );
}

/** Can be done with a layer that stands for a block, in this order; each where it makes sense. */
const actions = ['block.keep', 'block.detach', 'block.unpack'] as const;

function Actions({ shared }: { shared: boolean }) {
  const readOnly = useDocument((state) => state.readOnly);
  return (
    <div className={css['actions']}>
      {actions.map((id) => {
        const command = commandOf(id);
        if (!command || (id === 'block.detach' && !shared)) return null;
        return (
          <Button
            key={id}
            variant="default"
            size="compact-sm"
            disabled={readOnly && id !== 'block.keep'}
            onClick={() => perform(command)}
          >
            {labelOf(command, commandContext())}
          </Button>
        );
      })}
    </div>
  );
}

/** A layer that stands for a block: which, how often, with which values, and what it amounts to. */
export function BlockPanel({ layer }: { layer: LayerNode }) {
  const definition = useDocument((state) => definitionOf(state.document, layer));
  const others = useDocument((state) => othersOf(state.document, layer));
  const analysis = useOpen((state) => state.byLayer.get(layer.id));
  const problems = useOpen((state) => state.problemsByLayer.get(layer.id)) ?? none;
  const path = useOpen((state) => pathAt(state.place, layer.id));
  const inside = definition?.layers.filter((each) => !isPort(each)).length ?? 0;
  const all = (analysis as BlockAnalysis | undefined)?.layers?.length ?? inside;
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <IconStack2 size={20} stroke={1.5} aria-hidden="true" />
        <NameField key={layer.id} layer={layer} />
      </header>
      <ProblemList problems={problems} at={path} />
      {definition && (
        <Section>
          <div className={css['blockHead']}>
            <div>
              <div className={css['blockName']}>{definition.name}</div>
              <Text size="xs" c="dimmed">
                {strings.holds(inside, all)}
              </Text>
            </div>
            <Button variant="default" onClick={() => openBlockOf(layer.id)}>
              {strings.open}
            </Button>
          </div>
          {definition.description && (
            <Text size="sm" c="dimmed" mt={8}>
              {definition.description}
            </Text>
          )}
          {others > 0 && (
            <Text size="sm" mt={8}>
              {strings.shared(others)}
            </Text>
          )}
        </Section>
      )}
      <Section>
        <Parameters key={layer.id} layer={layer} definition={definition} />
      </Section>
      <Section>
        <BypassRow layers={[layer]} />
      </Section>
      <LayerTraining key={`training ${layer.id}`} layer={layer} />
      <LayerSearchSpace key={`search ${layer.id}`} layer={layer} />
      <Section title={words.output}>
        <ShapeLine key={layer.id} shape={analysis?.outputShape ?? null} />
      </Section>
      <Section>
        <Facts>
          <Fact label={words.weightsTotal}>{formatCount(analysis?.params ?? 0)}</Fact>
          <Fact label={words.macs} hint={words.macsHint}>
            {formatCount(analysis?.macs ?? 0)}
          </Fact>
          <Fact label={words.activations} hint={words.activationsHint}>
            {formatBytes(analysis?.activationBytes ?? 0)}
          </Fact>
        </Facts>
      </Section>
      <Section>
        <Actions shared={others > 0} />
      </Section>
    </div>
  );
}
