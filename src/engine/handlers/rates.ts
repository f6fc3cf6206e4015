import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { findRate } from '../rates/find-rate.ts';
import type { EngineContext } from './context.ts';

export function rateHandlers({
  backend,
  kernelManager,
  step,
  openFeeder,
  trainer,
}: EngineContext): Pick<Handlers, 'train.findRate'> {
  const training = (): boolean => trainer.current !== null && trainer.isTraining(trainer.current.run);
  let searching = false;
  return {
    'train.findRate': async (request, { progress, canceled }) => {
      if (training()) {
        throw new EngineError('busy', message('engine.search-while-training'));
      }
      if (searching) throw new EngineError('busy', message('engine.search-running'));
      searching = true;
      try {
        return await findRate(request, {
          backend,
          kernelManager,
          step,
          openFeeder,
          progress,
          canceled,
          displaced: training,
        });
      } finally {
        searching = false;
      }
    },
  };
}
