import { NativeSelect, TextInput } from '@mantine/core';
import { readNumbers } from '../../../../src/numbers/readNumbers.ts';
import type { Bounds } from '../../../../src/text/describe.ts';
import { losses, lossOf } from '../../../../src/training/losses/registry.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { lessonOf, memberTitle } from '../../../../src/training/texts.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { refuseByBounds } from '../../../ui/number/bounds.ts';
import { type Reading, useDraft } from '../../../ui/number/useDraft.ts';
import { formatList } from '../../../ui/numbers.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { KindFields } from './KindFields.tsx';
import { KindSelect } from './KindSelect.tsx';
import classes from './settings.module.css';
import { useTargetKind } from './useTargetKind.ts';

const strings = t.training.settings;
const ways = ['none', 'balanced', 'given'] as const;

/** What is made small: the loss, and how much each class counts in it. */
export function LossFold({ settings }: { readonly settings: TrainingSettings }) {
  const { loss } = settings;
  const known = lossOf(loss.kind);
  const target = useTargetKind();
  const fitting = Object.values(losses).filter(({ kind }) => lossOf(kind)?.targets.includes(target));
  const chosen = known && !fitting.some(({ kind }) => kind === known.kind) ? [known] : [];
  return (
    <Fold name="loss" title={strings.loss} summary={memberTitle('losses', loss.kind)}>
      <KindSelect name="loss" chosen={loss} kinds={[...fitting, ...chosen]} />
      {known && <p className={classes['lesson']}>{lessonOf('losses', known.kind)?.lesson}</p>}
      {known && <KindFields name="loss" chosen={loss} kind={known} />}
      {target === 'class' && <ClassWeights weights={settings.classWeights} />}
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

const weightBounds: Bounds = { min: 0, max: 1e6, integer: false };

function readWeights(text: string): Reading<number[]> {
  const reading = readNumbers(text);
  if ('wrong' in reading) return reading;
  const wrong = reading.values
    .map((weight) => refuseByBounds(weight, weightBounds))
    .find((each) => each !== null);
  return wrong === undefined ? { value: [...reading.values] } : { wrong: wrong! };
}

function GivenWeights({
  weights,
  set,
}: {
  readonly weights: readonly number[];
  readonly set: (weights: number[]) => void;
}) {
  const { input } = useDraft({
    written: formatList(weights),
    read: readWeights,
    commit: set,
    onLeave: () => useDocument.getState().seal(),
  });
  return <TextInput className={classes['wide'] ?? ''} label={strings.classWeights.list} {...input} />;
}
