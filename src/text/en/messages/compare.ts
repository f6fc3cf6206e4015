import { titleOf } from '../../describe.ts';
import { settings } from '../../members/settings.ts';
import { shortTitle, writerOf } from '../../written.ts';
import { decimal } from '../words.ts';

const write = writerOf({ decimal }, { yes: 'yes', no: 'no', none: 'none' });

/** How settings and runs are told apart, where room is short. */
export const compare = {
  value: ({ value }: { value?: unknown }) => write(value),
  /** `lr`, `C1 filters`. */
  title: ({ path }: { path: string }) => shortTitle(path, name),
  /** `lr 0.01`, `C1 filters 6`, `Adam`. */
  setting: ({ path, value, layer = '' }: { path: string; value?: unknown; layer?: string }) =>
    [layer, shortTitle(path, name), write(value)].filter(Boolean).join(' '),
  list: ({ items }: { items: readonly string[] }) => items.join(', '),
  bypassed: ({ layer }: { layer: string }) => `${layer} bypassed`,
  wiring: ({ sort }: { sort: number }) => `wiring ${sort}`,
  inside: ({ block, sort }: { block: string; sort: number }) => `inside ${block} ${sort}`,
};

const short: Readonly<Record<string, string>> = {
  learningRate: 'lr',
  batchSize: 'batch',
  kernelSize: 'kernel',
  poolSize: 'pool',
};

function name(part: string): string {
  const known = Object.hasOwn(settings, part) ? settings[part as keyof typeof settings].en.name : undefined;
  return short[part] ?? known ?? titleOf(part).toLowerCase();
}
