import type { EpochRecord, PretrainedLayer, RunSummary } from '../protocol/data.ts';
import { text } from '../text/language.ts';
import { sentence } from '../text/message.ts';
import { decimals, fixed, percent } from './figures.ts';
import { kernelsInWords } from './kernels.ts';
import { metricTitle, type Result, scoresInWords, table } from './output.ts';
import { duration } from './progress.ts';
import type { plainTrouble } from './troubles.ts';

type ColumnTitles = typeof text.commands.train.columns;
type Column = readonly [head: string, cell: (record: EpochRecord) => string | number];

const share = (accuracy: number | null): string => (accuracy === null ? '-' : percent(accuracy));

const scoreColumns = (heads: ColumnTitles): readonly Column[] => [
  [heads.loss, ({ loss }) => decimals(loss)],
  [heads.accuracy, ({ accuracy }) => share(accuracy)],
  [heads.valLoss, ({ valLoss }) => decimals(valLoss)],
  [heads.valAccuracy, ({ valAccuracy }) => share(valAccuracy)],
];
/** Of a network that puts out numbers. */
const lossColumns = (heads: ColumnTitles): readonly Column[] => [
  [heads.loss, ({ loss }) => decimals(loss)],
  [heads.valLoss, ({ valLoss }) => decimals(valLoss)],
];
/** Of a network that returns its input. */
const errorColumns = (heads: ColumnTitles): readonly Column[] => [
  [heads.error, ({ loss }) => decimals(loss)],
  [heads.valError, ({ valLoss }) => decimals(valLoss)],
];

/** What else was measured on the validation split. */
const metricColumns = (epochs: readonly EpochRecord[]): Column[] =>
  Object.keys(epochs.at(-1)?.metrics ?? {}).map((name) => [
    metricTitle(name),
    ({ metrics }) => decimals(metrics?.[name]),
  ]);

function epochTable({ epochs, target }: RunSummary): string[] {
  const heads = text.commands.train.columns;
  const unanswered = target ? lossColumns : errorColumns;
  const own = epochs.some(({ accuracy }) => accuracy === null) ? unanswered : scoreColumns;
  const columns: readonly Column[] = [
    [heads.epoch, ({ epoch }) => epoch],
    ...own(heads),
    ...metricColumns(epochs),
    [heads.seconds, ({ seconds }) => fixed(seconds, 1)],
    [heads.rate, ({ imagesPerSecond }) => Math.round(imagesPerSecond)],
  ];
  return table(
    columns.map(([head]) => head),
    epochs.map((record) => columns.map(([, cell]) => cell(record))),
  );
}

function pretrainingTable(layers: readonly PretrainedLayer[]): string[] {
  const heads = text.commands.train.pretrainedColumns;
  return table(
    [heads.name, heads.decoder, heads.first, heads.last, heads.seconds],
    layers.map(({ name, decoder, losses, seconds }) => [
      name,
      decoder,
      decimals(losses[0]),
      decimals(losses.at(-1)),
      fixed(seconds, 1),
    ]),
  );
}

/** What `train` prints of a run that has ended: its epochs, its test, and where it is. */
export function runReport(
  summary: RunSummary,
  engine: {
    backend: string;
    step: string;
    forecast: unknown;
    troubles: readonly ReturnType<typeof plainTrouble>[];
  },
  directory: string,
): Result {
  const words = text.commands.train;
  const { run, epochs, test, seconds, state, parent, pretraining, kernels = null } = summary;
  return {
    json: {
      run,
      directory,
      state,
      ...(parent && { parent }),
      ...engine,
      kernels,
      ...(pretraining && { pretraining }),
      epochs,
      test,
      seconds,
    },
    lines: [
      ...(pretraining ? [...pretrainingTable(pretraining), ''] : []),
      ...epochTable(summary),
      '',
      ...(test
        ? [words.test({ scores: scoresInWords(test, test.accuracy === null && !summary.target) })]
        : []),
      ...(!test && state === 'finished' ? [words.noTest] : []),
      ...(parent ? [words.startedFrom(parent)] : []),
      ...(kernels ? [`${text.commands.doctor.kernels}: ${sentence(kernelsInWords(kernels))}`] : []),
      words.run({ run, backend: engine.backend, step: engine.step, time: duration(seconds) }),
    ],
  };
}
