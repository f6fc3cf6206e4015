import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useRun } from '../../stores/runStore.ts';
import { formatValue } from '../../ui/tensor/values.ts';

const strings = t.training.liveRate;

/** The learning rate of the run that trains: shown as it goes, changed on Enter or on leaving the field. */
export function LiveRate({ rate }: { readonly rate: number }) {
  /** What is being typed, and what stood there before; null while nothing is. */
  const [typing, setTyping] = useState<{ readonly text: string; readonly before: string } | null>(null);
  /** What was asked for last, and the rate then: a run that is paused tells of no new one until its next step. */
  const [asked, setAsked] = useState<{ readonly value: number; readonly before: number } | null>(null);
  if (asked && asked.before !== rate) setAsked(null);
  const shown = formatValue(asked?.before === rate ? asked.value : rate);
  // The rate moves on under a field that is merely passed through: that asks for nothing.
  const changed = typing !== null && typing.text !== typing.before;
  const value = Number(typing?.text);
  const valid = !changed || (typing.text.trim() !== '' && Number.isFinite(value) && value > 0);
  const finish = (): void => {
    if (changed && valid) {
      void useRun.getState().setLearningRate(value);
      setAsked({ value, before: rate });
    }
    setTyping(null);
  };
  return (
    <TextInput
      label={strings.label}
      description={strings.about}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      inputMode="decimal"
      value={typing?.text ?? shown}
      error={!valid && strings.invalid}
      onFocus={(event) => {
        setTyping({ text: shown, before: shown });
        event.currentTarget.select();
      }}
      onChange={({ currentTarget: { value: text } }) =>
        setTyping((now) => ({ text, before: now?.before ?? shown }))
      }
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyping(null);
      }}
    />
  );
}
