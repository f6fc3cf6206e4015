import { TextInput, type TextInputProps } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { readNumber } from '../../../src/numbers/readNumber.ts';
import type { Bounds } from '../../../src/text/describe.ts';
import { sentence } from '../../../src/text/message.ts';
import { formatTyped } from '../numbers.ts';
import { clampTo, refuseByBounds } from './bounds.ts';
import { type Reading, useDraft } from './useDraft.ts';

export interface NumberInputProps
  extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'error' | 'inputMode'> {
  /** The value in force, whatever it is; undefined or null where there is none to show. */
  readonly value: unknown;
  readonly bounds: Bounds;
  /** What an arrow key adds; ten times as much with Shift. */
  readonly step: number;
  /** What there is against a number within the bounds; null when it may be set. */
  readonly refuse?: (value: number) => string | null;
  readonly onChange: (value: number) => void;
  /** The field is left. */
  readonly onLeave?: () => void;
}

const ways: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

/**
 * A number as people type it (`0.001`, `0,001`, `1e-3`): set on Enter or on leaving the field, restored by Escape,
 * stepped by the arrows. What it refuses it explains, and never changes in silence.
 */
export function NumberInput({
  value,
  bounds,
  step,
  refuse = () => null,
  onChange,
  onLeave,
  ...shown
}: NumberInputProps) {
  const written =
    value === undefined || value === null || Number.isNaN(value)
      ? ''
      : typeof value === 'number'
        ? formatTyped(value)
        : String(value);
  const read = (text: string): Reading<number> => {
    const reading = readNumber(text, bounds);
    if ('wrong' in reading) return reading;
    const wrong = refuseByBounds(reading.value, bounds) ?? refuse(reading.value);
    return wrong === null ? reading : { wrong };
  };
  const faultOf = (text: string): string | null => {
    const reading = read(text);
    return 'wrong' in reading ? sentence(reading.wrong) : null;
  };
  const { text, drop, input } = useDraft({
    written,
    read,
    commit: onChange,
    fault: written === '' ? null : faultOf(written),
    ...(onLeave && { onLeave }),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = ways[event.key];
    if (way === undefined) input.onKeyDown(event);
    const current = readNumber(text, bounds);
    if (way === undefined || 'wrong' in current) return;
    event.preventDefault();
    const size = way * step * (event.shiftKey ? 10 : 1);
    const next = clampTo(Number((current.value + size).toPrecision(12)), bounds);
    if ('wrong' in read(String(next))) return;
    drop();
    if (next !== value) onChange(next);
  };
  return (
    <TextInput
      {...shown}
      {...input}
      onKeyDown={onKeyDown}
      inputMode={bounds.integer ? 'numeric' : 'decimal'}
    />
  );
}
