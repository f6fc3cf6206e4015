import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { losses, lossOf } from '../../../../src/training/losses/registry.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/documentStore.ts';
import { useEngine } from '../../../stores/engineStore.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { KindFields } from './KindFields.tsx';
import { KindSelect } from './KindSelect.tsx';
import classes from './settings.module.css';

const strings = t.training.settings;
const ways = ['none', 'balanced', 'given'] as const;

/** What is made small: the loss, and how much each class counts in it. */
export function LossFold({ settings }: { readonly settings: TrainingSettings }) {
  const { loss } = settings;
  const known = lossOf(loss.kind);
  const gives = useDocument((state) => state.document.data?.target === 'input');
  const fitting = Object.values(losses).filter(({ kind }) => !gives || !lossOf(kind)?.classesOnly);
  const chosen = known && !fitting.some(({ kind }) => kind === known.kind) ? [known] : [];
  return (
    <Fold name="loss" title={strings.loss} summary={known?.title ?? loss.kind}>
      <KindSelect name="loss" chosen={loss} kinds={[...fitting, ...chosen]} />
      {known && <p className={classes['lesson']}>{known.lesson}</p>}
      {known && <KindFields name="loss" chosen={loss} parameters={known.parameters} />}
      {!gives && <ClassWeights weights={settings.classWeights} />}
    </Fold>
  );
}

function ClassWeights({ weights }: { readonly weights: TrainingSettings['classWeights'] }) {
  const id = useDocument((state) => state.document.data?.dataset);
  const classCount = useEngine(
    (state) => state.datasets.find((dataset) => dataset.id === id)?.classes.length ?? 2,
  );
  const words = strings.classWeights;
  const set = (classWeights: TrainingSettings['classWeights']): void =>
    change(words.label, 'classWeights', { classWeights });
  const way = Array.isArray(weights) ? 'given' : weights;
  return (
    <>
      <NativeSelect
        className={classes['wide'] ?? ''}
        size="xs"
        label={words.label}
        description={words.about[way]}
        inputWrapperOrder={['label', 'input', 'description']}
        data={ways.map((value) => ({ value, label: words[value] }))}
        value={way}
        onChange={(event) => {
          const next = ways.find((each) => each === event.currentTarget.value) ?? 'none';
          set(next === 'given' ? new Array<number>(classCount).fill(1) : next);
        }}
      />
      {Array.isArray(weights) && <GivenWeights weights={weights} set={set} />}
    </>
  );
}

const written = (weights: readonly number[]): string => weights.join(', ');

/** Null for what is no list of weights. */
function readWeights(text: string): number[] | null {
  const numbers = text.split(/[,\s]+/).filter((part) => part !== '');
  const weights = trainingSettingsSchema.shape.classWeights.safeParse(numbers.map(Number));
  return numbers.length > 0 && weights.success && Array.isArray(weights.data) ? weights.data : null;
}

function GivenWeights({
  weights,
  set,
}: {
  readonly weights: readonly number[];
  readonly set: (weights: number[]) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? written(weights);
  return (
    <TextInput
      className={classes['wide'] ?? ''}
      label={strings.classWeights.list}
      value={text}
      error={readWeights(text) === null && strings.classWeights.invalid}
      onChange={(event) => {
        const next = event.currentTarget.value;
        const read = readWeights(next);
        setTyped(next);
        if (read) set(read);
      }}
      onBlur={() => {
        useDocument.getState().seal();
        setTyped(null);
      }}
    />
  );
}
