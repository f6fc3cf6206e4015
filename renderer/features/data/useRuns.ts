import { useEffect, useState } from 'react';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';

type Runs = CallResult<'runs.list'>['runs'];

/** The runs on this machine, as they are when the panel opens. */
export function useRuns(): Runs {
  const client = useEngine((state) => state.client);
  const [runs, setRuns] = useState<Runs>([]);
  useEffect(() => {
    let left = false;
    client
      ?.call('runs.list', {})
      .then(({ runs: found }) => !left && setRuns(found))
      .catch(() => {});
    return () => {
      left = true;
    };
  }, [client]);
  return runs;
}
