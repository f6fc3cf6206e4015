import { shortSetting } from '../../document/compare/short.ts';
import type { SweepPoint } from '../../protocol/sweeps.ts';
import { sentence } from '../../text/message.ts';

/** What a combination's run is called: the network, then what is particular to it; of a search, the trial's number. */
export function sweepRunName(network: string, values: SweepPoint['values'] | string): string {
  if (typeof values === 'string') return `${network || 'Untitled'}, trial ${values}`.slice(-200);
  const words = Object.entries(values).map(([path, value]) => sentence(shortSetting(path, value), 'en'));
  return [network || 'Untitled', ...words].join(', ').slice(0, 200);
}
