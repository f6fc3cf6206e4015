import { create } from 'zustand';
import type { RuntimeRequest, RuntimeState } from '../../../src/protocol/runtime.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../engine/engineStore.ts';
import { log } from '../engine/logStore.ts';

interface RuntimeStore {
  /** Native TensorFlow of a package without it; null until it was asked for, and where the app is a page. */
  readonly runtime: RuntimeState | null;
  /** It was installed, but the engine was busy and could not be restarted. */
  readonly awaitsRestart: boolean;
  send(request: RuntimeRequest): Promise<void>;
  /** Exchanges the engine for one on native TensorFlow, where it is not busy. */
  use(): Promise<void>;
}

/** Milliseconds between two looks at a download. */
const pollEvery = 300;

const underway = ({ phase }: RuntimeState): boolean =>
  phase !== 'complete' && phase !== 'missing' && phase !== 'failed';

export const useRuntime = create<RuntimeStore>((set, get) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const poll = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void get().send('state').catch(poll), pollEvery);
  };
  return {
    runtime: null,
    awaitsRestart: false,
    async send(request) {
      const before = get().runtime;
      const runtime = (await host().runtime?.(request)) ?? null;
      set({ runtime });
      if (runtime === null) return;
      if (underway(runtime)) poll();
      if (runtime.phase === 'complete' && before !== null && before.phase !== 'complete') {
        log('info', () => t.runtime.installed);
        await get().use();
      }
    },
    async use() {
      const { client, status } = useEngine.getState();
      if (status.state === 'ready' && status.info.backend === 'native') return set({ awaitsRestart: false });
      try {
        await client?.call('engine.restart', {});
        set({ awaitsRestart: false });
      } catch {
        // It is busy; or its end outran its answer, and the next one finds the runtime by itself.
        set({ awaitsRestart: useEngine.getState().client === client });
      }
    },
  };
});
