import { EngineError } from '../../protocol/client.ts';
import { type IssueKind, issueKinds } from '../../protocol/data-check.ts';
import { message } from '../../text/message.ts';
import { type DatasetReference, parseReference } from '../reference.ts';

/** How the examples of a dataset are put together again: part of its reference, so that runs and documents have it. */
export interface Arrangement {
  /** Training examples with these kinds of trouble are left out. */
  readonly without: readonly IssueKind[];
  /** Shares of training, validation and test, which come to 1: all examples are dealt again. */
  readonly split: readonly [train: number, validation: number, test: number] | null;
  /** One of so many equal parts of the training examples validates; 1 is the first. */
  readonly fold: { readonly part: number; readonly of: number } | null;
  /** Whether each split has each class in proportion. */
  readonly stratify: boolean;
  /** Examples that stay in one split: those of one folder, or whose names begin alike. */
  readonly group: 'folder' | 'prefix' | null;
  /** Whether training examples of smaller classes are repeated until all classes have as many. */
  readonly oversample: boolean;
  readonly seed: number;
}

const names = ['without', 'split', 'fold', 'stratify', 'group', 'balance', 'seed'] as const;
type Option = (typeof names)[number];
type Given = Readonly<Partial<Record<Option, string>>>;

const refuse = (option: Option, value: string): never => {
  throw new EngineError('invalid', message('checks.bad-option', { option, value }));
};

/** `80/20` or `70/15/15`, in any unit. */
function splitFrom(written: string): Arrangement['split'] {
  const parts = written.split('/').map(Number);
  const sum = parts.reduce((total, part) => total + part, 0);
  const isSound =
    parts.every((part) => Number.isFinite(part) && part >= 0) && parts[0]! > 0 && parts.at(-1)! > 0;
  if ((parts.length !== 2 && parts.length !== 3) || !isSound) return refuse('split', written);
  const [train, middle, last] =
    parts.length === 2 ? [parts[0]!, 0, parts[1]!] : (parts as [number, number, number]);
  return [train / sum, middle / sum, last / sum];
}

function foldFrom(written: string): Arrangement['fold'] {
  const [, part, of] = /^(\d+)\/(\d+)$/.exec(written) ?? [];
  const fold = { part: Number(part), of: Number(of) };
  return fold.of >= 2 && fold.of <= 100 && fold.part >= 1 && fold.part <= fold.of
    ? fold
    : refuse('fold', written);
}

function withoutFrom(written: string): IssueKind[] {
  const kinds = written.split(',');
  return kinds.every((kind) => (issueKinds as readonly string[]).includes(kind))
    ? (kinds as IssueKind[])
    : refuse('without', written);
}

const isOneOf = <T extends string>(value: string, of: readonly T[]): value is T =>
  (of as readonly string[]).includes(value);

function arrangementFrom(given: Given): Arrangement {
  const { without, split, fold, stratify = 'yes', group, balance, seed = '0' } = given;
  if (!isOneOf(stratify, ['yes', 'no'])) refuse('stratify', stratify);
  if (group !== undefined && !isOneOf(group, ['folder', 'prefix'])) return refuse('group', group);
  if (balance !== undefined && balance !== 'oversample') refuse('balance', balance);
  if (!/^\d{1,9}$/.test(seed)) refuse('seed', seed);
  return {
    without: without === undefined ? [] : withoutFrom(without),
    split: split === undefined ? null : splitFrom(split),
    fold: fold === undefined ? null : foldFrom(fold),
    stratify: stratify === 'yes',
    group: group ?? null,
    oversample: balance === 'oversample',
    seed: Number(seed),
  };
}

/**
 * Takes what arranges the examples off a reference.
 * @returns null where nothing does
 * @throws EngineError `invalid` for a value that an option cannot have
 * @example arrangedReference('mnist?fold=2/5&seed=7') // base `mnist`, the second of five folds
 */
export function arrangedReference(
  reference: string,
): { readonly base: DatasetReference; readonly arrangement: Arrangement } | null {
  const { path, options } = parseReference(reference);
  const own = Object.entries(options).filter(([name]) => isOneOf(name, names));
  if (own.length === 0) return null;
  const others = Object.fromEntries(Object.entries(options).filter(([name]) => !isOneOf(name, names)));
  return { base: { path, options: others }, arrangement: arrangementFrom(Object.fromEntries(own)) };
}
