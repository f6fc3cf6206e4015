import { ActionIcon, SegmentedControl, Select, Switch, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { readNumbers } from '../../../src/numbers/readNumbers.ts';
import type { Bounds } from '../../../src/text/describe.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { refuseByBounds } from '../../ui/number/bounds.ts';
import { NumberInput } from '../../ui/number/NumberInput.tsx';
import { type Reading, useDraft } from '../../ui/number/useDraft.ts';
import { formatTyped } from '../../ui/numbers.ts';
import { ConnectionTable } from './ConnectionTable.tsx';
import { readConnections } from './connections.ts';
import css from './fields.module.css';
import type { Field } from './fields.ts';

const words = t.canvas.inspector;

export interface ControlProps<F extends Field = Field> {
  readonly field: F;
  /** What the document holds, of whatever form; undefined where several layers differ. */
  readonly value: unknown;
  /** What the schema has against a value of this field; null when it takes it. */
  readonly refuse: (value: unknown) => string | null;
  readonly onChange: (value: unknown) => void;
  /** Of the layer's input; null where it is not known. */
  readonly channels: number | null;
  readonly disabled: boolean;
  readonly labeledBy: string;
  readonly describedBy: string;
}

type Bounded = Extract<Field, { bounds: Bounds }>;

const seal = (): void => useDocument.getState().seal();
const writeNumbers = (values: readonly number[]): string =>
  values.map((value) => (typeof value === 'number' ? formatTyped(value) : String(value))).join(' × ');
const plain = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

function NumberBox(props: {
  readonly field: Bounded;
  readonly value: unknown;
  readonly refuse: (value: number) => string | null;
  readonly onChange: (value: number) => void;
  readonly disabled: boolean;
  readonly label?: string;
  readonly labeledBy?: string;
  readonly describedBy: string;
  readonly unit: string | null;
}) {
  const { bounds } = props.field;
  return (
    <NumberInput
      value={props.value}
      bounds={bounds}
      step={bounds.integer ? 1 : 0.05}
      refuse={props.refuse}
      onChange={props.onChange}
      onLeave={seal}
      disabled={props.disabled}
      placeholder={props.value === undefined ? words.mixed : ''}
      aria-label={props.label}
      aria-labelledby={props.labeledBy}
      aria-describedby={props.describedBy}
      classNames={{ input: `numbers ${css['number']}`, error: css['error'] ?? '' }}
      rightSection={props.unit ? <span className={css['unit']}>{props.unit}</span> : undefined}
      rightSectionWidth={props.unit ? 26 : 0}
    />
  );
}

function NumberControl(props: ControlProps<Extract<Field, { control: 'number' }>>) {
  return <NumberBox {...props} unit={props.field.unit} />;
}

function TupleControl({
  field,
  value,
  refuse,
  onChange,
  ...rest
}: ControlProps<Extract<Field, { control: 'tuple' }>>) {
  const count = field.labels.length;
  const values: readonly unknown[] = Array.isArray(value) ? value : Array.from({ length: count });
  const alike = values.every((side) => side === values[0]);
  const [linked, setLinked] = useState(alike);
  const set = (index: number, side: number): void =>
    onChange(values.map((old, at) => (linked || at === index ? side : old)));
  return (
    <div className={css['tuple']}>
      {(linked && alike ? field.labels.slice(0, 1) : field.labels).map((label, index) => (
        <NumberBox
          key={label}
          field={field}
          value={values[index]}
          refuse={(side) => refuse(values.map((old, at) => (linked || at === index ? side : old)))}
          onChange={(side) => set(index, side)}
          disabled={rest.disabled}
          label={linked && alike ? field.title : `${field.title}, ${label}`}
          describedBy={rest.describedBy}
          unit={linked && alike ? field.unit : label.charAt(0)}
        />
      ))}
      <Tooltip label={words.linkSides}>
        <ActionIcon
          size={28}
          aria-label={words.linkSides}
          aria-pressed={linked && alike}
          disabled={rest.disabled}
          onClick={() => {
            const next = !(linked && alike);
            setLinked(next);
            if (next && !alike) onChange(values.map(() => values[0]));
          }}
        >
          {linked && alike ? <IconLink size={14} stroke={1.5} /> : <IconLinkOff size={14} stroke={1.5} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** A reading of text, and of the value in force, by the same rules. */
function useReadDraft<T>(
  props: ControlProps,
  write: (value: unknown) => string,
  parse: (text: string) => Reading<T>,
  multiline = false,
) {
  const { value, refuse, onChange } = props;
  const read = (text: string): Reading<T> => {
    const reading = parse(text);
    if ('wrong' in reading) return reading;
    const wrong = refuse(reading.value);
    return wrong === null ? reading : { wrong };
  };
  const written = write(value);
  const held = value === undefined ? null : read(written);
  const fault = held !== null && 'wrong' in held ? sentence(held.wrong) : null;
  return useDraft<T>({ written, read, commit: onChange, fault, multiline, onLeave: seal }).input;
}

function ListControl(props: ControlProps<Extract<Field, { control: 'list' }>>) {
  const { bounds } = props.field;
  const input = useReadDraft<readonly number[]>(
    props,
    (held) => (Array.isArray(held) ? writeNumbers(held as number[]) : plain(held)),
    (text) => {
      const reading = readNumbers(text, bounds);
      if ('wrong' in reading) return reading;
      const faults = reading.values.map((number) => refuseByBounds(number, bounds));
      const wrong = faults.find((fault) => fault !== null);
      return wrong === undefined || wrong === null ? { value: reading.values } : { wrong };
    },
  );
  return (
    <TextInput
      {...input}
      disabled={props.disabled}
      placeholder={props.value === undefined ? words.mixed : ''}
      aria-labelledby={props.labeledBy}
      aria-describedby={props.describedBy}
      classNames={{ input: `numbers ${css['number']}`, error: css['error'] ?? '' }}
    />
  );
}

function ChoiceControl(props: ControlProps<Extract<Field, { control: 'choice' }>>) {
  const { field, value, onChange, disabled } = props;
  const data = [...field.options];
  const known = typeof value === 'string' && data.some((option) => option.value === value);
  if (field.options.length <= 3 && (known || value === undefined)) {
    return (
      <SegmentedControl
        data={data}
        value={known ? value : ''}
        onChange={onChange}
        disabled={disabled}
        fullWidth
        transitionDuration={0}
        aria-labelledby={props.labeledBy}
      />
    );
  }
  return (
    <Select
      data={data}
      value={known ? value : null}
      onChange={(next) => next !== null && onChange(next)}
      disabled={disabled}
      allowDeselect={false}
      searchable={field.options.length > 8}
      placeholder={value === undefined ? words.mixed : String(value)}
      error={known || value === undefined ? null : props.refuse(value)}
      aria-labelledby={props.labeledBy}
      aria-describedby={props.describedBy}
      maxDropdownHeight={280}
    />
  );
}

function FlagControl(props: ControlProps<Extract<Field, { control: 'flag' }>>) {
  return (
    <Switch
      checked={props.value === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
      disabled={props.disabled}
      aria-labelledby={props.labeledBy}
      aria-describedby={props.describedBy}
      withThumbIndicator={false}
    />
  );
}

function readJson(text: string): Reading<unknown> {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { wrong: words.invalid.json };
  }
}

function JsonControl(props: ControlProps) {
  const input = useReadDraft(
    props,
    (held) => (held === undefined ? '' : JSON.stringify(held)),
    readJson,
    true,
  );
  return (
    <Textarea
      {...input}
      disabled={props.disabled}
      autosize
      maxRows={8}
      aria-labelledby={props.labeledBy}
      aria-describedby={props.describedBy}
      classNames={{ input: 'numbers' }}
    />
  );
}

/** Most rows and columns of a table that is drawn cell by cell. */
const maxTableSize = 64;

function ConnectionsControl(props: ControlProps) {
  const table = readConnections(props.value);
  const channels = Math.max(props.channels ?? 0, 1 + Math.max(0, ...(table?.flat() ?? [])));
  if (table === null || table.length > maxTableSize || channels > maxTableSize)
    return <JsonControl {...props} />;
  return <ConnectionTable {...props} table={table} channels={channels} />;
}

const controls: {
  readonly [C in Field['control']]: (props: ControlProps<Extract<Field, { control: C }>>) => ReactNode;
} = {
  number: NumberControl,
  tuple: TupleControl,
  list: ListControl,
  choice: ChoiceControl,
  flag: FlagControl,
  connections: ConnectionsControl,
  // Without a layer around it, as a block's parameter, there is no kind to ask for a form.
  inner: JsonControl,
  json: JsonControl,
};

/** The control that a field asks for. */
export function Control(props: ControlProps) {
  const Chosen = controls[props.field.control] as (props: ControlProps) => ReactNode;
  return <Chosen {...props} />;
}
