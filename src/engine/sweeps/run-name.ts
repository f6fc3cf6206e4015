import { shortSetting } from '../../document/compare/short.ts';
import type { SweepPoint } from '../../protocol/sweeps.ts';
import { sentence } from '../../text/message.ts';

/** What a combination's run is called: the network, then what is particular to it. */
export function sweepRunName(network: string, values: SweepPoint['values']): string {
  const words = Object.entries(values).map(([path, value]) => sentence(shortSetting(path, value), 'en'));
  return [network || 'Untitled', ...words].join(', ').slice(0, 200);
}
