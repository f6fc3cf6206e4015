import type { EpochRecord, RunSummary } from '../../../../src/protocol/data.ts';

export const curveNames = ['valAccuracy', 'valLoss', 'accuracy', 'loss'] as const;
export type CurveName = (typeof curveNames)[number];

/** What uPlot draws: the epochs, then one column a run; null where a run was not there yet or any more. */
export type CompareColumns = [number[], ...(number | null)[][]];

const drawable = (value: number | null | undefined): number | null =>
  value !== undefined && value !== null && Number.isFinite(value) ? value : null;

/** One figure of several runs over the epochs that any of them has. */
export function compareColumns(runs: readonly Pick<RunSummary, 'epochs'>[], name: CurveName): CompareColumns {
  const epochs = [...new Set(runs.flatMap((run) => run.epochs.map(({ epoch }) => epoch)))].sort(
    (a, b) => a - b,
  );
  const columns = runs.map((run) => {
    const byEpoch = new Map(run.epochs.map((record): [number, EpochRecord] => [record.epoch, record]));
    return epochs.map((epoch) => drawable(byEpoch.get(epoch)?.[name]));
  });
  return [epochs, ...columns];
}

/** The curves that at least one of the runs has. */
export const knownCurves = (runs: readonly Pick<RunSummary, 'epochs'>[]): readonly CurveName[] =>
  curveNames.filter((name) =>
    runs.some(({ epochs }) => epochs.some((record) => drawable(record[name]) !== null)),
  );
