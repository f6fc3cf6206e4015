import { ActionIcon, Text, TextInput, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { limits, parameterName } from '../../../src/document/limits.ts';
import {
  removeBlockParameter,
  renameBlockParameter,
  setBlockParameter,
} from '../../../src/document/operations/block-parameters.ts';
import { renameBlock } from '../../../src/document/operations/blocks.ts';
import { setDescription } from '../../../src/document/operations/settings.ts';
import type { BlockDefinition, LayerNode } from '../../../src/document/schema.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { pathOfPlace } from '../../stores/document/selectionStore.ts';
import { LongText } from '../../ui/LongText.tsx';
import { formatBytes, formatCount } from '../../ui/numbers.ts';
import { parameterField } from './blockFields.ts';
import { FieldRow } from './FieldRow.tsx';
import fieldsCss from './fields.module.css';
import css from './inspector.module.css';
import { Fact, Facts, Section } from './Section.tsx';

const words = t.blocks.inside;
const inspector = t.canvas.inspector;

/** Text that is committed while it may be, and kept as typed with the reason where it may not. */
function NameInput(props: {
  readonly label: string;
  readonly value: string;
  readonly refuse: (text: string) => string | null;
  readonly onChange: (text: string) => void;
  readonly maxLength: number;
  readonly className?: string;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const readOnly = useDocument((state) => state.readOnly);
  const error = draft === null ? null : props.refuse(draft);
  return (
    <TextInput
      value={draft ?? props.value}
      aria-label={props.label}
      error={error}
      disabled={readOnly}
      maxLength={props.maxLength}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (draft !== null && error === null && draft !== props.value) props.onChange(draft);
        setDraft(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
      classNames={{ input: props.className ?? '' }}
    />
  );
}

function ParameterRow({
  block,
  parameter,
}: {
  block: BlockDefinition;
  parameter: BlockDefinition['parameters'][number];
}) {
  const document = useDocument((state) => state.document);
  const readOnly = useDocument((state) => state.readOnly);
  const { commit } = useDocument.getState();
  const { name } = parameter;
  const field = { ...parameterField(document, block, parameter), title: words.defaultOf(name) };
  const refuse = (text: string): string | null => {
    if (!parameterName.test(text)) return words.nameInvalid;
    const taken = block.parameters.some((other) => other !== parameter && other.name === text);
    return taken ? words.nameTaken(text) : null;
  };
  return (
    <FieldRow
      field={field}
      value={parameter.default}
      onChange={(value) =>
        commit(
          () => t.blocks.edits.parameter(name),
          (before) => setBlockParameter(before, block.id, name, value as LayerNode['params'][string]),
          `${block.id} parameter ${name}`,
        )
      }
      label={
        <NameInput
          label={words.nameOf(name)}
          value={name}
          maxLength={limits.parameter}
          refuse={refuse}
          onChange={(next) =>
            commit(
              () => t.blocks.edits.renameParameter(name),
              (before) => renameBlockParameter(before, block.id, name, next),
            )
          }
          className={`numbers ${fieldsCss['parameterName']}`}
        />
      }
      after={
        <Tooltip label={words.remove(name)}>
          <ActionIcon
            size={28}
            aria-label={words.remove(name)}
            disabled={readOnly}
            onClick={() =>
              commit(
                () => t.blocks.edits.removeParameter(name),
                (before) => removeBlockParameter(before, block.id, name),
              )
            }
          >
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      }
    />
  );
}

/** Nothing selected inside of a block: the block as such. */
export function InsidePanel({ block }: { block: BlockDefinition }) {
  const place = useOpen((state) => state.place);
  const analysis = useAnalysis((state) => state.byLayer.get(pathOfPlace(place)));
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <span className={css['kind']}>{words.title}</span>
        <NameInput
          key={block.id}
          label={words.name}
          value={block.name}
          maxLength={limits.name}
          refuse={(text) => (text.trim() === '' ? words.nameEmpty : null)}
          onChange={(name) =>
            useDocument.getState().commit(
              () => t.blocks.edits.rename(block.name),
              (before) => renameBlock(before, block.id, name),
            )
          }
          className={css['name'] ?? ''}
        />
      </header>
      <Section title={words.parameters}>
        {block.parameters.length === 0 ? (
          <Text size="sm" c="dimmed">
            {words.none}
          </Text>
        ) : (
          <div className={fieldsCss['form']} data-form="">
            {block.parameters.map((parameter) => (
              <ParameterRow key={parameter.name} block={block} parameter={parameter} />
            ))}
          </div>
        )}
      </Section>
      {analysis && (
        <Section title={words.here}>
          <Facts>
            <Fact label={inspector.params}>{formatCount(analysis.params)}</Fact>
            <Fact label={inspector.macs} hint={inspector.macsHint}>
              {formatCount(analysis.macs)}
            </Fact>
            <Fact label={inspector.activations} hint={inspector.activationsHint}>
              {formatBytes(analysis.activationBytes)}
            </Fact>
          </Facts>
        </Section>
      )}
      <Section title={words.description}>
        <LongText
          label={inspector.description}
          placeholder={inspector.descriptionHint}
          minRows={2}
          maxRows={10}
          value={block.description}
          onWrite={(value) =>
            useOpen.getState().commit(
              () => t.blocks.edits.describe,
              (inside) => setDescription(inside, value),
              'description',
            )
          }
        />
      </Section>
    </div>
  );
}
