import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import type { EngineContext } from './context.ts';

export function kernelHandlers({
  backend,
  kernelManager,
  busy,
  restart,
}: EngineContext): Pick<Handlers, 'engine.measureKernels' | 'engine.restart'> {
  return {
    'engine.measureKernels': async (_params, { progress, canceled }) => {
      await kernelManager.measure((done, total) => progress({ done, total }), canceled);
      return { state: kernelManager.state((await backend()).backend) };
    },

    'engine.restart': async () => {
      if (busy()) throw new EngineError('busy', message('engine.restart-while-training'));
      restart();
      return {};
    },
  };
}
