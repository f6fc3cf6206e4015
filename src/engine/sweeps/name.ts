import { writeSetting } from '../../document/compare/words.ts';
import type { SweepPoint } from '../../protocol/data.ts';

/** What a combination's run is called: the network, then what is particular to it. */
export function nameOf(network: string, values: SweepPoint['values']): string {
  const words = Object.entries(values).map(
    ([path, value]) => `${path.replace(/^training\.(optimizer\.)?/, '')} ${writeSetting(value)}`,
  );
  return [network || 'Untitled', ...words].join(', ').slice(0, 200);
}
