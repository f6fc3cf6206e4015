import { useEffect } from 'react';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useExample } from '../../stores/input/exampleStore.ts';
import { NumberInput } from '../../ui/number/NumberInput.tsx';
import css from './insight.module.css';
import { Prediction } from './Prediction.tsx';

const strings = t.insight.input;

interface ExampleInputProps {
  readonly run: string;
  readonly info: DatasetInfo;
}

/** An example of the test split by its number, where the data are sequences, texts or tables. */
export function ExampleInput({ run, info }: ExampleInputProps) {
  const example = useExample((state) => state.example);
  const { set } = useExample.getState();
  useEffect(() => {
    set(useExample.getState().example ?? 0);
    return () => set(null);
  }, [set]);
  return (
    <section aria-label={strings.title} className={css['section']}>
      <NumberInput
        label={strings.example}
        description={strings.exampleAbout}
        value={example ?? 0}
        bounds={{ min: 0, max: Math.max(0, info.test - 1), integer: true }}
        step={1}
        onChange={(next) => set(Number(next))}
      />
      <Prediction run={run} image={null} truth={null} />
    </section>
  );
}
