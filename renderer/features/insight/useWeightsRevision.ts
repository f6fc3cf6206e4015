import { useEffect, useState } from 'react';
import { useRun } from '../../stores/runs/runStore.ts';
import { trainingSeries } from '../../stores/runs/trainingSeries.ts';

/** Milliseconds between looks at a run that trains. */
const usualPace = 700;

/** Changes whenever a run's weights are worth looking at again: while it trains, each `pace` milliseconds. */
export function useWeightsRevision(run: string, pace = usualPace): string {
  const state = useRun(({ training }) =>
    training.phase === 'run' && training.run.run === run ? training.run.state : 'kept',
  );
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    if (state === 'kept') return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const end = trainingSeries.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = null;
        setLooks((count) => count + 1);
      }, pace);
    });
    return () => {
      end();
      if (timer !== null) clearTimeout(timer);
    };
  }, [state, pace]);
  return `${state} ${looks}`;
}
