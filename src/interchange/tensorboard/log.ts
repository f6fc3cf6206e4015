import {
  type Bytes,
  concat,
  doubleField,
  floatField,
  intField,
  messageField,
  textField,
} from '../../engine/compiled/protobuf.ts';
import type { ExportedFile } from '../format.ts';
import { epochScalars, type LogFormat, type RunLog, type Scalars, scalarsOf } from '../log.ts';
import { tfRecords } from './records.ts';

/** Of TensorFlow's `event.proto` and `summary.proto`. */
const event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const summary = { value: 1 } as const;
const value = { tag: 1, simpleValue: 2 } as const;

interface Moment {
  /** Seconds since 1970. */
  readonly time: number;
  readonly step: number;
  /** Without the prefix that Keras gives them: `loss` is written as `epoch_loss`. */
  readonly scalars: Scalars;
}

function encode({ time, step, scalars }: Moment): Bytes {
  const values = [...scalars].map(([tag, number]) =>
    messageField(summary.value, textField(value.tag, `epoch_${tag}`), floatField(value.simpleValue, number)),
  );
  return concat([
    doubleField(event.wallTime, time),
    intField(event.step, step),
    messageField(event.summary, ...values),
  ]);
}

/** Which curves belong in one chart is told by folder, as Keras's callback does: `train`, `validation`. */
function eventFile(folder: string, began: number, moments: readonly Moment[]): ExportedFile {
  const version = concat([doubleField(event.wallTime, began), textField(event.fileVersion, 'brain.Event:2')]);
  return {
    name: `${folder}/events.out.tfevents.${String(Math.floor(began)).padStart(10, '0')}.convas.v2`,
    bytes: tfRecords([version, ...moments.map(encode)]),
  };
}

function write({ name, startedAt, epochs, test }: RunLog): ExportedFile[] {
  const began = Date.parse(startedAt) / 1000;
  // Of its own: several runs under one folder are what TensorBoard compares.
  const folder = `${name}-${startedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`;
  let time = began;
  const train: Moment[] = [];
  const validation: Moment[] = [];
  for (const record of epochs) {
    time += record.seconds;
    const scalars = epochScalars(record);
    train.push({ time, step: record.epoch, scalars: scalars.train });
    if (scalars.validation.size > 0) {
      validation.push({ time, step: record.epoch, scalars: scalars.validation });
    }
  }
  const tested = test && [
    { time, step: epochs.at(-1)?.epoch ?? 0, scalars: scalarsOf({ ...test, ...test.metrics }) },
  ];
  return [
    eventFile(`${folder}/train`, began, train),
    ...(validation.length > 0 ? [eventFile(`${folder}/validation`, began, validation)] : []),
    ...(tested ? [eventFile(`${folder}/test`, began, tested)] : []),
  ];
}

/** TensorBoard's event files: one scalar an epoch, named as Keras's `TensorBoard` callback names them. */
export const tensorboard: LogFormat = { id: 'tensorboard', title: 'TensorBoard', write };
