import type { StepRow } from '../../engine/runs/step-file.ts';
import {
  type Bytes,
  concat,
  doubleField,
  floatField,
  intField,
  messageField,
  textField,
} from '../../graph/protobuf.ts';
import type { FormatOf, OutputFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { epochScalars, type Scalars, scalarsOf } from '../scalars.ts';
import type { RunHistory } from '../sources.ts';
import { tfRecords } from './records.ts';

/** Of TensorFlow's `event.proto` and `summary.proto`. */
const event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const summary = { value: 1 } as const;
const value = { tag: 1, simpleValue: 2 } as const;

interface EventTime {
  /** Seconds since 1970. */
  readonly time: number;
  readonly step: number;
  /** What Keras writes before the names: `epoch_loss` over the epochs, `batch_loss` over the steps. */
  readonly of: 'epoch' | 'batch';
  readonly scalars: Scalars;
}

function encode({ time, step, of, scalars }: EventTime): Bytes {
  const values = [...scalars].map(([tag, number]) =>
    messageField(summary.value, textField(value.tag, `${of}_${tag}`), floatField(value.simpleValue, number)),
  );
  return concat([
    doubleField(event.wallTime, time),
    intField(event.step, step),
    messageField(event.summary, ...values),
  ]);
}

/** Which curves belong in one chart depends on the folder, as Keras's callback does: `train`, `validation`. */
function eventFile(folder: string, began: number, moments: readonly EventTime[]): OutputFile {
  const version = concat([doubleField(event.wallTime, began), textField(event.fileVersion, 'brain.Event:2')]);
  return {
    path: `${folder}/events.out.tfevents.${String(Math.floor(began)).padStart(10, '0')}.convas.v2`,
    chunks: [tfRecords([version, ...moments.map(encode)])],
  };
}

const ofStep = ({ step, epoch: _, time, ...scalars }: StepRow): EventTime => ({
  time,
  step,
  of: 'batch',
  scalars: scalarsOf(scalars),
});

function write({ name, startedAt, epochs, steps, test }: RunHistory): OutputFile[] {
  if (epochs.length === 0 && steps.length === 0) return [];
  const began = Date.parse(startedAt) / 1000;
  // Of its own: several runs under one folder are what TensorBoard compares.
  const folder = `${name}-${startedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`;
  let time = began;
  let taken = 0;
  const train: EventTime[] = [];
  const validation: EventTime[] = [];
  const takeSteps = (until: number): void => {
    for (; taken < steps.length && steps[taken]!.epoch <= until; taken++) {
      train.push(ofStep(steps[taken]!));
      // A run may have rested between two steps: they know when they were.
      time = steps[taken]!.time;
    }
  };
  for (const record of epochs) {
    const before = taken;
    takeSteps(record.epoch);
    if (taken === before) time += record.seconds;
    const scalars = epochScalars(record);
    const common = { time, step: record.epoch, of: 'epoch' } as const;
    train.push({ ...common, scalars: scalars.train });
    if (scalars.validation.size > 0) validation.push({ ...common, scalars: scalars.validation });
  }
  const tested = test && {
    time,
    step: epochs.at(-1)?.epoch ?? 0,
    of: 'epoch' as const,
    scalars: scalarsOf({ ...test, ...test.metrics }),
  };
  // The epoch under way.
  takeSteps(Number.POSITIVE_INFINITY);
  return [
    eventFile(`${folder}/train`, began, train),
    ...(validation.length > 0 ? [eventFile(`${folder}/validation`, began, validation)] : []),
    ...(tested ? [eventFile(`${folder}/test`, began, [tested])] : []),
  ];
}

/** TensorBoard's event files: scalars of epochs and steps, named as Keras's `TensorBoard` callback names them. */
export const tensorboard: FormatOf<'history'> = {
  id: 'tensorboard',
  source: 'history',
  extensions: [],
  options: noOptions,
  supports: () => [],
  write,
};
