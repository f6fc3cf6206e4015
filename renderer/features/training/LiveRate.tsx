import { useState } from 'react';
import type { Bounds } from '../../../src/text/describe.ts';
import { t } from '../../i18n/index.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { NumberInput } from '../../ui/number/NumberInput.tsx';

const strings = t.training.liveRate;
const bounds: Bounds = { min: 0, minExcluded: true, max: null, integer: false };

/** The learning rate of the run that trains: shown as it goes, changed on Enter or on leaving the field. */
export function LiveRate({ rate }: { readonly rate: number }) {
  /** While the field has the focus: the rate does not move under what is read or typed. */
  const [held, setHeld] = useState<number | null>(null);
  /** What was asked for last, and the rate then: a run that is paused reports no new one until its next step. */
  const [asked, setAsked] = useState<{ readonly value: number; readonly before: number } | null>(null);
  if (asked && asked.before !== rate) setAsked(null);
  const now = asked?.before === rate ? asked.value : rate;
  return (
    <NumberInput
      label={strings.label}
      description={strings.about}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={Number((held ?? now).toPrecision(3))}
      bounds={bounds}
      step={10 ** Math.floor(Math.log10(now))}
      onFocus={(event) => {
        setHeld(now);
        event.currentTarget.select();
      }}
      onLeave={() => setHeld(null)}
      onChange={(value) => {
        void useRun.getState().setLearningRate(value);
        setAsked({ value, before: rate });
        setHeld(value);
      }}
    />
  );
}
