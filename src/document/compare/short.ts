import { titleOf } from '../../text/describe.ts';
import { writeSetting } from './words.ts';

/** What the field calls the settings that runs differ in most often. */
const abbreviations: Readonly<Record<string, string>> = {
  learningRate: 'lr',
  batchSize: 'batch',
  kernelSize: 'kernel',
  poolSize: 'pool',
};

/** Settings whose value says what they are: `Adam`, `mnist-10k`. */
const obvious: ReadonlySet<string> = new Set([
  'training.optimizer',
  'training.loss',
  'training.schedule',
  'data.dataset',
]);

const lower = (name: string): string => abbreviations[name] ?? titleOf(name).toLowerCase();

/**
 * A setting's title where room is short: `lr` of `training.optimizer.learningRate`, `C1 filters` of `C1.filters`;
 * empty where its value is enough.
 */
export function shortTitle(path: string): string {
  if (obvious.has(path)) return '';
  const parts = path.split('.');
  const last = lower(parts.at(-1) ?? '');
  const [room, group] = parts;
  if (room === 'data') return last;
  if (room !== 'training') return [...parts.slice(0, -1), last].join(' ');
  // The optimizer's are the plain ones; `factor` alone could be anybody's.
  return parts.length > 2 && group !== 'optimizer' ? `${lower(group ?? '')} ${last}` : last;
}

/** A setting with its value: `lr 0.01`, `C1 filters 6`, `Adam`. */
export const shortSetting = (path: string, value: unknown): string =>
  [shortTitle(path), writeSetting(value)].filter((word) => word !== '').join(' ');
