import { Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { readNumbers } from '../../../src/numbers/readNumbers.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { sentence } from '../../../src/text/message.ts';
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

/** An example of the test split by its number, where the data are sequences, texts or tables; or one's own. */
export function ExampleInput({ run, info }: ExampleInputProps) {
  const example = useExample((state) => state.example);
  const values = useExample((state) => state.values);
  const [written, setWritten] = useState('');
  const { set, write } = useExample.getState();
  useEffect(() => {
    set(useExample.getState().example ?? 0);
    return () => {
      set(null);
      write('');
    };
  }, [set, write]);
  // Numbers that cannot be read yet are no example: nothing is predicted of them.
  const isReady = info.ofWords || written.trim() === '' || values !== null;
  const Own = info.ofWords ? OwnText : OwnNumbers;
  return (
    <section aria-label={strings.title} className={css['section']}>
      <NumberInput
        label={strings.example}
        description={strings.exampleAbout}
        value={example ?? 0}
        bounds={{ min: 0, max: Math.max(0, info.test - 1), integer: true }}
        step={1}
        disabled={written.trim() !== ''}
        onChange={(next) => set(Number(next))}
      />
      <Own info={info} written={written} onWrite={setWritten} />
      {isReady && <Prediction run={run} image={null} truth={null} />}
    </section>
  );
}

interface OwnProps {
  readonly info: DatasetInfo;
  readonly written: string;
  readonly onWrite: (text: string) => void;
}

const box = { autosize: true, minRows: 2, maxRows: 8, mt: 12 } as const;

function OwnText({ written, onWrite }: OwnProps) {
  return (
    <Textarea
      {...box}
      label={strings.text}
      description={strings.textAbout}
      placeholder={strings.textPlaceholder}
      value={written}
      onChange={({ currentTarget: { value } }) => {
        onWrite(value);
        useExample.getState().write(value);
      }}
    />
  );
}

/** The numbers of a row of a table, or of a series, as they are pasted from a spreadsheet or a file. */
function OwnNumbers({ info: { sampleShape }, written, onWrite }: OwnProps) {
  const wanted = sampleShape.reduce((product, side) => product * side, 1);
  const reading = written.trim() === '' ? null : readNumbers(written);
  const count = reading && 'values' in reading ? reading.values.length : 0;
  const wrong =
    reading &&
    ('wrong' in reading ? sentence(reading.wrong) : count !== wanted && strings.count(count, wanted));
  return (
    <Textarea
      {...box}
      label={strings.numbers}
      description={strings.numbersAbout(sampleShape.join(' × '), wanted)}
      error={wrong || undefined}
      value={written}
      onChange={({ currentTarget: { value } }) => {
        onWrite(value);
        const next = readNumbers(value);
        const fits = 'values' in next && next.values.length === wanted;
        useExample.getState().write('', fits ? Float32Array.from(next.values) : null);
      }}
    />
  );
}
