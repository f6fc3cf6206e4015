import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { formatWeightSource } from '../../training/transfer.ts';
import { type BaseNetwork, readBase } from './base.ts';

/** The networks that ship, by name; their weights are read when one is asked for. */
const files: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  'cifar-8': () => import('./cifar-8.json', { with: { type: 'json' } }),
};

const read = new Map<string, Promise<BaseNetwork>>();

export const baseNames: readonly string[] = Object.keys(files);

/** @throws EngineError `no-such-run` where none ships under that name */
export async function openBase(name: string): Promise<BaseNetwork> {
  if (!Object.hasOwn(files, name)) {
    const [run, ...known] = [name, ...baseNames].map((base) => formatWeightSource({ base }));
    throw new EngineError('no-such-run', message('runs.no-base', { run: run!, known }));
  }
  const known = read.get(name);
  if (known) return known;
  const opened = files[name]!().then((file) => readBase(file.default));
  read.set(name, opened);
  return opened;
}
