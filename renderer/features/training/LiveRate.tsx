import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useRun } from '../../stores/runStore.ts';
import { formatValue } from '../../ui/tensor/values.ts';

const strings = t.training.liveRate;

/** The learning rate of the run that trains: shown as it goes, changed on Enter or on leaving the field. */
export function LiveRate({ rate }: { readonly rate: number }) {
  /** What is being typed; null while nothing is. */
  const [typed, setTyped] = useState<string | null>(null);
  /** What was asked for last, and the rate then: a run that is paused tells of no new one until its next step. */
  const [asked, setAsked] = useState<{ readonly value: number; readonly before: number } | null>(null);
  if (asked && asked.before !== rate) setAsked(null);
  const shown = asked?.before === rate ? asked.value : rate;
  const value = Number(typed);
  const valid = typed === null || (typed.trim() !== '' && Number.isFinite(value) && value > 0);
  const finish = (): void => {
    if (typed !== null && valid && value !== shown) {
      void useRun.getState().setLearningRate(value);
      setAsked({ value, before: rate });
    }
    setTyped(null);
  };
  return (
    <TextInput
      label={strings.label}
      description={strings.about}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      inputMode="decimal"
      value={typed ?? formatValue(shown)}
      error={!valid && strings.invalid}
      onFocus={() => setTyped(String(shown))}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
