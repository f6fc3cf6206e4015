import type { Handlers } from '../../protocol/serve.ts';
import type { EngineContext } from './context.ts';

type SweepCalls = 'sweep.start' | 'sweep.list' | 'sweep.stop' | 'sweep.resume' | 'sweep.delete';

export function sweepHandlers({ sweeps }: EngineContext): Pick<Handlers, SweepCalls> {
  return {
    'sweep.start': async ({ document, spec }) => ({ sweep: await sweeps.start(document, spec) }),
    'sweep.list': async () => ({ sweeps: await sweeps.list() }),
    'sweep.stop': async ({ sweep }) => {
      await sweeps.stop(sweep);
      return {};
    },
    'sweep.resume': async ({ sweep }) => ({ sweep: await sweeps.resume(sweep) }),
    'sweep.delete': async ({ sweep }) => {
      await sweeps.remove(sweep);
      return {};
    },
  };
}
