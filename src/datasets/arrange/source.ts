import { basename, dirname } from 'node:path';
import { EngineError } from '../../protocol/client.ts';
import { type DataCheck, splitNames } from '../../protocol/data-check.ts';
import { message, type Text } from '../../text/message.ts';
import { checkData } from '../checks/check.ts';
import { keptCheck } from '../checks/kept-check.ts';
import type {
  Dataset,
  DatasetSource,
  LoadedSplits,
  LoadOptions,
  Origins,
  Part,
  SplitHandle,
} from '../dataset.ts';
import { missingClasses } from '../missing-classes.ts';
import { noticesOf, reportOf } from '../report.ts';
import type { Arrangement } from './arrangement.ts';
import { oversampled, type SplitInputs, splitByShares, splitIntoFolds } from './deal.ts';
import { type Chosen, gather, type SelectedSplit } from './select.ts';
import { withWordsOfTraining } from './words.ts';

/** Examples of each split, by the split of the base and their place there. */
type Plan = Readonly<Record<Part, readonly ExampleSource[]>>;
interface ExampleSource {
  readonly part: Part;
  readonly index: number;
}

const parts = splitNames;
const placesOf = (part: Part, count: number): ExampleSource[] =>
  Array.from({ length: count }, (_, index) => ({ part, index }));

/** Share of the training examples that validates where repeated ones would be in both parts otherwise. */
const validationShare = 0.1;

/** What examples of one file have in common: the folder, or the name up to its last separator. */
const groupNames = {
  folder: (name: string): string => dirname(name),
  prefix: (name: string): string =>
    `${dirname(name)}/${basename(name)
      .replace(/\.[^.]*$/, '')
      .replace(/[-_ .(]*\d*\)?$/, '')}`,
} as const;

interface Base {
  readonly dataset: Dataset<SplitHandle>;
  readonly origins: Origins | null;
}

function splitInputsOf(
  places: readonly ExampleSource[],
  { dataset, origins }: Base,
  arrangement: Arrangement,
): SplitInputs {
  const { group, seed } = arrangement;
  const classes = dataset.info.classes.length;
  const nameOf = ({ part, index }: ExampleSource): string => origins?.[part]?.names[index] ?? '';
  return {
    labels: Int32Array.from(places, ({ part, index }) => dataset[part]!.labels[index]!),
    classes,
    stratify: arrangement.stratify && classes > 0,
    groups: group === null ? null : places.map((place) => groupNames[group](nameOf(place))),
    seed,
  };
}

/** Whether an example of the training split has one of the kinds of trouble. */
function troubled({ issues }: DataCheck, { without }: Arrangement): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { kind, splits, indices } of issues) {
    if (!without.includes(kind)) continue;
    splits.forEach((split, at) => {
      if (parts[split] === 'train') found.add(indices[at]!);
    });
  }
  return found;
}

/** Of duplicates one stays in training, unless there is one in another split. */
function withoutTwins(check: DataCheck, arrangement: Arrangement): ReadonlySet<number> {
  const { without } = arrangement;
  const doubles = (['exact_duplicates', 'near_duplicates'] as const).filter((kind) => without.includes(kind));
  const others = troubled(check, {
    ...arrangement,
    without: without.filter((kind) => !/duplicates/.test(kind)),
  });
  if (doubles.length === 0) return others;
  const found = new Set(others);
  for (const set of check.sets) {
    if (!doubles.includes(set.kind)) continue;
    const mine = set.members.filter(({ split }) => split === 'train').map(({ index }) => index);
    const isElsewhere = mine.length < set.members.length;
    for (const index of isElsewhere ? mine : mine.slice(1)) found.add(index);
  }
  return found;
}

function divided(plan: Plan, base: Base, arrangement: Arrangement): { plan: Plan; changes: Text[] } {
  const { split, fold, oversample } = arrangement;
  const changes: Text[] = [];
  let next = plan;
  if (split) {
    const all = parts.flatMap((part) => next[part]);
    const shares = splitByShares(split, splitInputsOf(all, base, arrangement));
    const of = (number: number): ExampleSource[] => all.filter((_, at) => shares[at] === number);
    next = { train: of(0), validation: of(1), test: of(2) };
    changes.push(
      message('checks.dealt', {
        train: next.train.length,
        validation: next.validation.length,
        test: next.test.length,
        stratify: arrangement.stratify && arrangement.group === null,
        grouped: arrangement.group !== null,
      }),
    );
  }
  if (fold) {
    const all = [...next.train, ...next.validation];
    const folds = splitIntoFolds(fold.of, splitInputsOf(all, base, arrangement));
    next = {
      ...next,
      train: all.filter((_, at) => folds[at] !== fold.part - 1),
      validation: all.filter((_, at) => folds[at] === fold.part - 1),
    };
    changes.push(message('checks.folded', { ...fold, count: next.validation.length }));
  }
  if (oversample && base.dataset.info.classes.length > 0) {
    if (next.validation.length === 0) {
      const kept = splitByShares(
        [1 - validationShare, validationShare],
        splitInputsOf(next.train, base, arrangement),
      );
      next = {
        ...next,
        train: next.train.filter((_, at) => kept[at] === 0),
        validation: next.train.filter((_, at) => kept[at] === 1),
      };
      changes.push(message('checks.held-for-oversampling', { count: next.validation.length }));
    }
    const { labels, classes } = splitInputsOf(next.train, base, arrangement);
    const before = next.train;
    const order = oversampled([...before.keys()], labels, classes);
    next = { ...next, train: order.map((at) => before[at]!) };
    changes.push(message('checks.oversampled', { before: before.length, after: order.length }));
  }
  return { plan: next, changes };
}

function allExamplesOf(places: readonly ExampleSource[], { dataset, origins }: Base): SelectedSplit {
  const chosen: Chosen[] = parts.flatMap((part) => {
    const split = dataset[part];
    const indices = places.filter((place) => place.part === part).map(({ index }) => index);
    return split && indices.length > 0 ? [{ split, origin: origins?.[part] ?? null, indices }] : [];
  });
  const found = gather(chosen.length > 0 ? chosen : [{ split: dataset.train, origin: null, indices: [] }]);
  if (found) return found;
  throw new EngineError('dataset-too-large', message('checks.too-large', { title: dataset.info.title }));
}

/** The examples of a dataset but for those of training that are to be left out. */
async function leftOut(
  { dataset }: Base,
  arrangement: Arrangement,
  { onProgress }: LoadOptions,
): Promise<{ plan: Plan; changes: Text[] }> {
  const plan: Plan = {
    train: placesOf('train', dataset.train.count),
    validation: placesOf('validation', dataset.validation?.count ?? 0),
    test: placesOf('test', dataset.test.count),
  };
  if (arrangement.without.length === 0) return { plan, changes: [] };
  const look = (done: number, total: number): void =>
    onProgress?.({ phase: message('checks.looking'), done, total });
  const check = await keptCheck(dataset, (splits, found) => checkData(splits, found, look));
  const isOut = withoutTwins(check, arrangement);
  return {
    plan: { ...plan, train: plan.train.filter(({ index }) => !isOut.has(index)) },
    changes: [message('checks.left-out', { count: isOut.size, kinds: [...arrangement.without] })],
  };
}

/** The splits of a plan, with a report of what was done. */
function made(
  reference: string,
  plan: Plan,
  base: Base,
  changes: readonly Text[],
): Omit<LoadedSplits, 'fingerprint' | 'wasKept'> {
  const { info: before, report: known } = base.dataset;
  const train = allExamplesOf(plan.train, base);
  const validation = plan.validation.length > 0 ? allExamplesOf(plan.validation, base) : null;
  const test = allExamplesOf(plan.test, base);
  const own = [train.split, validation?.split ?? null, test.split] as const;
  const [trained, validated, tested] = withWordsOfTraining(own, base.dataset.words);
  const splits = { train: trained, validation: validated, test: tested };
  const { classes, target } = before;
  const report = reportOf({
    ...splits,
    format: known?.format ?? message('imports.published'),
    classes,
    target,
    heldOut: null,
    leftOut: known?.leftOut ?? [],
    warnings: target ? [] : missingClasses(classes, splits.train, splits.test, null, splits.validation),
    changes: [...(known?.changes ?? []), ...changes],
  });
  const { validation: _count, notices: _old, ...info } = before;
  const notices = noticesOf(report);
  const origins: Origins | null = base.origins && {
    train: train.origin,
    validation: validation?.origin ?? null,
    test: test.origin,
  };
  return {
    ...splits,
    report,
    info: {
      ...info,
      id: reference,
      title: message('checks.arranged', { title: before.title }),
      train: splits.train.count,
      test: splits.test.count,
      ...(splits.validation && { validation: splits.validation.count }),
      ...(notices.length > 0 && { notices }),
    },
    ...(origins && { origins: async () => origins }),
  };
}

/**
 * A dataset whose examples are put together again: some left out, dealt into other splits, or repeated.
 * @param reference what it is known by
 * @param openBase opens the dataset that it is made of
 */
export function arrangedSource(
  reference: string,
  arrangement: Arrangement,
  openBase: (options: LoadOptions) => Promise<Dataset<SplitHandle>>,
): DatasetSource {
  return {
    id: reference,
    // How many examples there are is known once they are looked at.
    info: async () => null,
    report: async () => null,
    async load(options) {
      const dataset = await openBase(options);
      const base: Base = { dataset, origins: (await dataset.origins?.()) ?? null };
      const { title } = dataset.info;
      if (arrangement.group !== null && base.origins === null)
        throw new EngineError('invalid', message('checks.no-names', { title }));
      const left = await leftOut(base, arrangement, options);
      const { plan, changes } = divided(left.plan, base, arrangement);
      if (plan.train.length === 0 || plan.test.length === 0)
        throw new EngineError('invalid', message('checks.nothing-left', { title }));
      return {
        ...made(reference, plan, base, [...left.changes, ...changes]),
        words: dataset.words,
        fingerprint: null,
        wasKept: false,
      };
    },
  };
}
