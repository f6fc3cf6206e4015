import { ActionIcon, SegmentedControl, Select, Switch, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { kindOf } from '../../../src/layers/registry.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { type Reading, readNumber } from '../../ui/readNumber.ts';
import { ConnectionTable } from './ConnectionTable.tsx';
import { readConnections } from './connections.ts';
import type { Field } from './fields.ts';
import css from './inspector.module.css';
import { readNumbers, writeNumbers } from './numbers.ts';

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
  readonly labelledBy: string;
  readonly describedBy: string;
}

type Bounded = Extract<Field, { min: number | null }>;

/** Why a number is refused, in our words where bounds are the reason. */
function refuseNumber(field: Bounded, value: number): string | null {
  if (field.integer && !Number.isInteger(value)) return words.invalid.integer;
  if (field.min !== null && value < field.min) return words.invalid.min(String(field.min));
  if (field.max !== null && value > field.max) return words.invalid.max(String(field.max));
  return null;
}

interface DraftProps<T> {
  readonly value: unknown;
  readonly write: (value: unknown) => string;
  readonly read: (text: string) => Reading<T>;
  /** Null when the value may be committed. */
  readonly refuse: (value: T) => string | null;
  readonly unread: string;
  readonly onChange: (value: T) => void;
}

/**
 * Text that becomes a value when it can be read. What cannot be read stays as it was typed, with a word beside
 * it; the document keeps the last good value.
 */
function useDraft<T>({ value, write, read, refuse, unread, onChange }: DraftProps<T>) {
  const written = write(value);
  const [draft, setDraft] = useState<{ readonly text: string; readonly of: string } | null>(null);
  // A draft outlives the value it was typed over only while it is what made that value.
  const text = draft && draft.of === written ? draft.text : written;
  const faultOf = (candidate: string): string | null => {
    const reading = read(candidate);
    return reading === null ? unread : refuse(reading.value);
  };
  const change = (next: string): void => {
    const reading = read(next);
    if (reading !== null && refuse(reading.value) === null) {
      onChange(reading.value);
      setDraft({ text: next, of: write(reading.value) });
    } else setDraft({ text: next, of: written });
  };
  const error = value === undefined && draft === null ? null : faultOf(text);
  const leave = (): void => {
    useDocument.getState().seal();
    if (error === null) setDraft(null);
  };
  return { text, error, change, leave };
}

const plain = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

function NumberBox(props: {
  readonly field: Bounded;
  readonly value: unknown;
  readonly refuse: (value: number) => string | null;
  readonly onChange: (value: number) => void;
  readonly disabled: boolean;
  readonly label?: string;
  readonly labelledBy?: string;
  readonly describedBy: string;
  readonly unit: string | null;
}) {
  const { field, value, disabled } = props;
  const { text, error, change, leave } = useDraft({
    value,
    write: plain,
    read: readNumber,
    refuse: (number) => refuseNumber(field, number) ?? props.refuse(number),
    unread: words.invalid.number,
    onChange: props.onChange,
  });
  const step = (event: KeyboardEvent): void => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const current = readNumber(text);
    if (way === undefined || current === null) return;
    event.preventDefault();
    const size = (field.integer ? 1 : 0.05) * (event.shiftKey ? 10 : 1);
    const next = Number((current.value + way * size).toPrecision(12));
    change(String(Math.min(field.max ?? next, Math.max(field.min ?? next, next))));
  };
  return (
    <TextInput
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={step}
      error={error}
      disabled={disabled}
      inputMode="decimal"
      placeholder={value === undefined ? words.mixed : ''}
      aria-label={props.label}
      aria-labelledby={props.labelledBy}
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

function ListControl(props: ControlProps<Extract<Field, { control: 'list' }>>) {
  const { field, value } = props;
  const { text, error, change, leave } = useDraft<readonly number[]>({
    value,
    write: (held) => (Array.isArray(held) ? writeNumbers(held as number[]) : plain(held)),
    read: readNumbers,
    refuse: (numbers) => {
      const fault = numbers.map((number) => refuseNumber(field, number)).find((found) => found !== null);
      return fault ?? props.refuse(numbers);
    },
    unread: words.invalid.numbers,
    onChange: props.onChange,
  });
  return (
    <TextInput
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
      error={error}
      disabled={props.disabled}
      placeholder={value === undefined ? words.mixed : ''}
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      classNames={{ input: `numbers ${css['number']}`, error: css['error'] ?? '' }}
    />
  );
}

/** `leakyRelu` -> `leaky relu`: a name of the schema as a person reads it. */
const optionLabel = (option: string): string => option.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

function ChoiceControl(props: ControlProps<Extract<Field, { control: 'choice' }>>) {
  const { field, value, onChange, disabled } = props;
  const labelOf = (option: string): string =>
    (field.kinds ? kindOf(option)?.title : undefined) ?? optionLabel(option);
  const data = field.options.map((option) => ({ value: option, label: labelOf(option) }));
  const known = typeof value === 'string' && field.options.includes(value);
  if (field.options.length <= 3 && (known || value === undefined)) {
    return (
      <SegmentedControl
        data={data}
        value={known ? value : ''}
        onChange={onChange}
        disabled={disabled}
        fullWidth
        transitionDuration={0}
        aria-labelledby={props.labelledBy}
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
      aria-labelledby={props.labelledBy}
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
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      withThumbIndicator={false}
    />
  );
}

function readJson(text: string): Reading<unknown> {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function JsonControl(props: ControlProps) {
  const { text, error, change, leave } = useDraft<unknown>({
    value: props.value,
    write: (held) => (held === undefined ? '' : JSON.stringify(held)),
    read: readJson,
    refuse: props.refuse,
    unread: words.invalid.json,
    onChange: props.onChange,
  });
  return (
    <Textarea
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
      error={error}
      disabled={props.disabled}
      autosize
      maxRows={8}
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      classNames={{ input: 'numbers' }}
    />
  );
}

/** Most rows and columns of a table that is drawn cell by cell. */
const largestTable = 64;

function ConnectionsControl(props: ControlProps) {
  const table = readConnections(props.value);
  const channels = Math.max(props.channels ?? 0, 1 + Math.max(0, ...(table?.flat() ?? [])));
  if (table === null || table.length > largestTable || channels > largestTable)
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
