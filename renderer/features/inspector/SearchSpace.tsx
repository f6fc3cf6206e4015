import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConvasDocument, LayerNode } from '../../../src/document/schema.ts';
import { readRange, suggestedRange, valuesOf, writeRange } from '../../../src/sweep/ranges.ts';
import { markedSpace, suggestSpace } from '../../../src/sweep/search/suggest.ts';
import type { Target } from '../../../src/sweep/target.ts';
import { targetsOfLayer } from '../../../src/sweep/targets.ts';
import { sentence } from '../../../src/text/message.ts';
import { applyEdit } from '../../actions/apply.ts';
import { commandContext, isEnabled, perform } from '../../commands/context.ts';
import { commandOf } from '../../commands/registry.ts';
import type { Edit } from '../../editing/edit.ts';
import { isVariable, suggestVariation, varyNothing, varyParameter } from '../../editing/searchSpace.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { formatShort } from '../../ui/numbers.ts';
import css from './inspector.module.css';
import { Section } from './Section.tsx';

const words = t.canvas.inspector.search;

/** What of a layer can be varied, by the parameter's name. */
const targetsByName = (document: ConvasDocument, layer: LayerNode): ReadonlyMap<string, Target> =>
  new Map(
    targetsOfLayer(document, layer).map((target) => [target.path.slice(layer.name.length + 1), target]),
  );

interface RangeRowProps {
  readonly layer: LayerNode;
  readonly name: string;
  readonly target: Target | undefined;
  readonly readOnly: boolean;
}

/** One parameter that varies: its range, written as in the sweep dialog, set when the field is left. */
function RangeRow({ layer, name, target, readOnly }: RangeRowProps) {
  const written = writeRange(layer.searchSpace![name]!);
  const [text, setText] = useState(written);
  const [wrong, setWrong] = useState('');
  const title = target?.title ?? name;
  const write = (): void => {
    const reading = target && text.trim() !== written ? readRange(text, target) : null;
    setWrong(reading && 'wrong' in reading ? sentence(reading.wrong) : '');
    if (reading && 'range' in reading) applyEdit(varyParameter(layer, name, title, reading.range));
  };
  return (
    <div className={css['range']}>
      <TextInput
        size="xs"
        label={title}
        title={words.rangeHint}
        value={text}
        readOnly={readOnly}
        error={wrong || (target ? undefined : words.unknown(name))}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={write}
        onKeyDown={(event) => {
          if (event.key === 'Enter') write();
        }}
      />
      <ActionIcon
        size={28}
        aria-label={words.remove(title)}
        disabled={readOnly}
        onClick={() => applyEdit(varyParameter(layer, name, title, null))}
      >
        <IconX size={14} stroke={1.5} />
      </ActionIcon>
    </div>
  );
}

/** The range that a parameter gets when it is marked. */
function rangeFor(document: ConvasDocument, target: Target) {
  const usual = suggestSpace(document).find(({ path }) => path === target.path);
  if (usual) return usual.range;
  const reading = readRange(suggestedRange(target), target);
  return 'range' in reading ? reading.range : null;
}

/** What an architecture search may change of a layer. Nothing inside a block: a block varies as a whole. */
export function LayerSearchSpace({ layer }: { readonly layer: LayerNode }) {
  const document = useOpen((state) => state.document);
  const inBlock = useOpen((state) => state.definition !== null);
  const readOnly = useDocument((state) => state.readOnly);
  if (inBlock) return null;
  const targets = targetsByName(document, layer);
  const space = layer.searchSpace ?? {};
  if (targets.size === 0 && !isVariable(layer)) return null;
  const unknown = Object.keys(space).filter((name) => !targets.has(name));
  const marked = [...[...targets.keys()].filter((name) => Object.hasOwn(space, name)), ...unknown];
  const free = [...targets].filter(([name]) => !Object.hasOwn(space, name));
  return (
    <Section title={words.title}>
      <div className={css['ranges']}>
        {marked.map((name) => (
          <RangeRow
            // Read anew when the range becomes another, by undo for example.
            key={`${layer.id} ${name} ${writeRange(space[name]!)}`}
            layer={layer}
            name={name}
            target={targets.get(name)}
            readOnly={readOnly}
          />
        ))}
        {free.length > 0 && (
          <Tooltip label={words.addHint} position="left">
            <Select
              // A choice is an order, not a state: the field is empty again afterwards.
              key={marked.length}
              size="xs"
              aria-label={words.add}
              placeholder={words.add}
              data={free.map(([name, { title }]) => ({ value: name, label: title }))}
              value={null}
              searchable
              disabled={readOnly}
              onChange={(name) => {
                const target = name === null ? undefined : targets.get(name);
                const range = target && rangeFor(document, target);
                if (name !== null && target && range)
                  applyEdit(varyParameter(layer, name, target.title, range));
              }}
            />
          </Tooltip>
        )}
      </div>
    </Section>
  );
}

interface MarkButtonsProps {
  readonly document: ConvasDocument;
  readonly layers: readonly LayerNode[];
  readonly hint: string;
}

/** Marks the layers as usual, or takes their marks. */
function MarkButtons({ document, layers, hint }: MarkButtonsProps) {
  const readOnly = useDocument((state) => state.readOnly);
  const ids = layers.map(({ id }) => id);
  const [refused, setRefused] = useState(false);
  const apply = (edit: Edit | null): void => {
    setRefused(edit === null);
    if (edit) applyEdit(edit);
  };
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        title={hint}
        disabled={readOnly}
        onClick={() => apply(suggestVariation(document, ids))}
      >
        {words.suggest}
      </Button>
      {layers.some(isVariable) && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={readOnly}
          onClick={() => apply(varyNothing(document, ids))}
        >
          {words.clear}
        </Button>
      )}
      {refused && (
        <p className={css['lesson']} role="status">
          {words.nothing}
        </p>
      )}
    </>
  );
}

/** Several layers: marks them together. */
export function SeveralSearchSpace({ layers }: { readonly layers: readonly LayerNode[] }) {
  const document = useOpen((state) => state.document);
  if (useOpen((state) => state.definition !== null)) return null;
  return (
    <Section title={words.title}>
      <div className={css['actions']}>
        <MarkButtons document={document} layers={layers} hint={words.suggestHint} />
      </div>
    </Section>
  );
}

/** How many networks the marks of these layers describe; those of parameters that are gone count once. */
const combinationsOf = (document: ConvasDocument, layers: readonly LayerNode[]): number =>
  layers.reduce((all, layer) => {
    const targets = targetsByName(document, layer);
    return Object.entries(layer.searchSpace ?? {}).reduce((product, [name, range]) => {
      const target = targets.get(name);
      return product * (target ? valuesOf(range, target).length : 1);
    }, all);
  }, 1);

/** The whole network: how large the marked space is, and the search in it. */
export function NetworkSearchSpace() {
  const document = useOpen((state) => state.document);
  const inBlock = useOpen((state) => state.definition !== null);
  const command = commandOf('train.sweep');
  if (inBlock || document.layers.length === 0) return null;
  const variable = document.layers.filter(isVariable);
  return (
    <Section title={words.title}>
      <p className={css['space']}>
        {variable.length === 0
          ? words.none
          : `${words.space(markedSpace(document).length, variable.length)} ${words.combinations(formatShort(combinationsOf(document, variable)))}`}
      </p>
      <div className={css['actions']}>
        {command && variable.length > 0 && (
          <Button
            variant="default"
            size="compact-sm"
            disabled={!isEnabled(command, commandContext())}
            onClick={() => perform(command)}
          >
            {words.start}
          </Button>
        )}
        <MarkButtons document={document} layers={document.layers} hint={words.suggestNetworkHint} />
      </div>
    </Section>
  );
}
