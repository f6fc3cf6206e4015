import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { readNumbers } from '../../../src/numbers/readNumbers.ts';
import { sentence } from '../../../src/text/message.ts';

interface NumbersInputProps {
  readonly label: string;
  readonly description: string;
  readonly disabled: boolean;
  readonly value: unknown;
  readonly integer: boolean;
  readonly onChange: (values: readonly number[]) => void;
}

const written = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : '');

/** Several numbers in a row; taken as soon as they can be read. */
export function NumbersInput({ label, description, disabled, value, integer, onChange }: NumbersInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? written(value);
  const reading = readNumbers(text, { integer });
  return (
    <TextInput
      label={label}
      description={description}
      disabled={disabled}
      value={text}
      error={'wrong' in reading ? sentence(reading.wrong) : null}
      classNames={{ input: 'numbers' }}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setDraft(next);
        const read = readNumbers(next, { integer });
        if (!('wrong' in read)) onChange(read.values);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
