import { TextInput, Tooltip } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/documentStore.ts';
import { readNumber } from '../../../ui/readNumber.ts';
import { formatValue } from '../../../ui/tensor/values.ts';

interface NumberFieldProps {
  readonly label: string;
  /** One sentence, as a tooltip and for screen readers. */
  readonly about: string;
  readonly value: number;
  readonly integer: boolean;
  /** What an arrow key adds; ten times as much with Shift. */
  readonly step: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly accepts: (value: number) => boolean;
  readonly onChange: (value: number) => void;
}

/**
 * A number of the settings, written as people write it (`0.001`, `1e-3`). What does not fit is kept in the field
 * and said, never written to the document.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, about, value, step, min, max, accepts, onChange } = props;
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: number } | null>(null);
  // Undo, or another face of the same field, changes the value from outside: what was typed is then over.
  const text = typed && Object.is(typed.of, value) ? typed.text : String(value);
  const read = readNumber(text);
  const wrong = read === null || !accepts(read.value);
  const change = (next: string): void => {
    const reading = readNumber(next);
    const good = reading !== null && accepts(reading.value);
    setTyped({ text: next, of: good ? reading.value : value });
    if (good) onChange(reading.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (way === undefined || read === null) return;
    event.preventDefault();
    const next = Number((read.value + way * step * (event.shiftKey ? 10 : 1)).toPrecision(12));
    if (accepts(next)) change(String(next));
  };
  return (
    <Tooltip label={about} disabled={about === ''} position="left">
      <TextInput
        label={label}
        aria-description={about}
        value={text}
        inputMode={props.integer ? 'numeric' : 'decimal'}
        error={
          wrong &&
          t.training.settings.invalid(
            min === null ? '−∞' : formatValue(min),
            max === null ? '∞' : formatValue(max),
          )
        }
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          useDocument.getState().seal();
          setTyped(null);
        }}
      />
    </Tooltip>
  );
}
