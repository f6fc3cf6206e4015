import type { Handlers } from '../../protocol/serve.ts';
import { isNative } from '../backends/native.ts';
import { machineMemory } from '../machine-memory.ts';
import type { EngineContext } from './context.ts';

export const engineHandlers = ({
  backend: openBackend,
  step,
  kernelManager,
}: EngineContext): Pick<Handlers, 'engine.info' | 'engine.ping'> => ({
  'engine.info': async () => {
    const { backend, reason } = await openBackend();
    return {
      backend: backend.id,
      step: isNative(backend) ? step : 'eager',
      reason,
      version: backend.version,
      pid: process.pid,
      memory: machineMemory(),
      kernels: kernelManager.state(backend),
    };
  },
  'engine.ping': () => ({}),
});
