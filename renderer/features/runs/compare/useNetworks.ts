import { useEffect, useState } from 'react';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { explain } from '../../../../src/text/text-error.ts';
import { networkOf } from '../../../stores/runs/opening.ts';

export type Networks =
  | { readonly state: 'busy' }
  | { readonly state: 'failed'; readonly error: string }
  | { readonly state: 'ready'; readonly documents: readonly ConvasDocument[] };

/** The networks of runs, as they were trained. Those of the latest question win. */
export function useNetworks(runs: readonly string[]): Networks {
  const [networks, setNetworks] = useState<Networks>({ state: 'busy' });
  const key = JSON.stringify(runs);
  useEffect(() => {
    let current = true;
    const notify = (next: Networks): void => {
      if (current) setNetworks(next);
    };
    Promise.all((JSON.parse(key) as string[]).map(networkOf)).then(
      (documents) => notify({ state: 'ready', documents: documents.filter((document) => document !== null) }),
      (error: unknown) => notify({ state: 'failed', error: explain(error) }),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return networks;
}
