import { type BaseNetwork, readBase } from './base.ts';

/** The networks that ship, by name; their weights are read when one is asked for. */
const files: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  'cifar-8': () => import('./cifar-8.json', { with: { type: 'json' } }),
};

const prefix = 'base:';

const read = new Map<string, Promise<BaseNetwork>>();

/** Whether this names a network that ships, not a run. */
export const isBase = (run: string): boolean => run.startsWith(prefix);

/** The network of that name; null where none ships under it. @param run `base:NAME` */
export function openBase(run: string): Promise<BaseNetwork> | null {
  const name = run.slice(prefix.length);
  if (!isBase(run) || !Object.hasOwn(files, name)) return null;
  const known = read.get(name);
  if (known) return known;
  const opened = files[name]!().then((file) => readBase(file.default));
  read.set(name, opened);
  return opened;
}

/** All of them, as `base:NAME`. */
export const baseNames: readonly string[] = Object.keys(files).map((name) => prefix + name);
