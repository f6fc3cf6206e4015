import { create } from 'zustand';
import type { EngineClient } from '../../src/protocol/client.ts';
import { createClient } from '../../src/protocol/connect.ts';
import type { DatasetInfo, EngineInfo } from '../../src/protocol/data.ts';
import { type EngineActivity, followPulse, type Pulse } from '../../src/protocol/heartbeat.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { log } from './logStore.ts';
import { attachProbes } from './probes.ts';
import { alertError } from './workspaceStore.ts';

export type EngineStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready'; readonly info: EngineInfo }
  /** It ended by itself, or never came up (`met` is false). `connect` starts another. */
  | { readonly state: 'crashed'; readonly reason: string; readonly met: boolean }
  | { readonly state: 'restarting'; readonly reason: string };

interface EngineState {
  readonly status: EngineStatus;
  /** Whether it answers, and what its process is seen to do where it does not. */
  readonly pulse: { readonly state: Pulse; readonly activity: EngineActivity };
  /** Null unless ready. */
  readonly client: EngineClient | null;
  /** What the engine offers; empty until it has answered once, then kept through a crash. */
  readonly datasets: readonly DatasetInfo[];
  /** Starts an engine, or another after a crash. Resolves when it is ready or has failed. */
  connect(): Promise<void>;
  /** Ends the engine, whatever it does, and starts another. */
  restart(): Promise<void>;
  refreshDatasets(): Promise<void>;
}

/** After a crash a new engine is started, unless it crashed within this time of its start. */
const healthyAfter = 5000;

const steady = { state: 'steady', activity: 'unknown' } as const;

const every = (milliseconds: number, act: () => void): (() => void) => {
  const timer = setInterval(act, milliseconds);
  return () => clearInterval(timer);
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const useEngine = create<EngineState>()((set, get) => {
  const lost = (reason: string, met: boolean): void => {
    log('error', t.shell.log.engineEnded(reason));
    set({ status: { state: 'crashed', reason, met }, client: null, pulse: steady });
  };
  /** While another is wanted in the place of one that does not answer. */
  let replacing = false;
  const start = async (): Promise<void> => {
    const client = createClient(await host().connectEngine());
    const startedAt = Date.now();
    let ended: string | null = null;
    // From the start: what hangs while it loads is noticed, too.
    const endPulse = followPulse({
      ping: () => client.call('engine.ping', {}),
      examine: () => host().examineEngine(),
      every,
      onPulse: (state, activity) => {
        set({ pulse: { state, activity } });
        if (state === 'hung') log('warning', t.shell.engine.hung[activity]);
      },
    });
    client.onClose((reason) => {
      ended = reason;
      endPulse();
      if (get().client !== client) return;
      lost(reason, true);
      if (replacing || Date.now() - startedAt > healthyAfter) void get().connect();
    });
    const info = await client.call('engine.info', {});
    const { datasets } = await client.call('datasets.list', {});
    if (ended !== null) throw new Error(ended);
    attachProbes(client);
    client.on('engine.note', ({ message }) => log('info', message));
    log('info', t.shell.log.engineReady(info.backend, info.version, info.pid));
    if (info.reason !== '') log('info', info.reason);
    replacing = false;
    set({ status: { state: 'ready', info }, client, datasets, pulse: steady });
  };
  let starting: Promise<void> | null = null;
  return {
    status: { state: 'connecting' },
    client: null,
    pulse: steady,
    datasets: [],
    connect() {
      if (starting) return starting;
      const { status } = get();
      if (status.state === 'ready') return Promise.resolve();
      if (status.state === 'crashed') set({ status: { state: 'restarting', reason: status.reason } });
      starting = start()
        .catch((error: unknown) => lost(reasonOf(error), false))
        .finally(() => {
          starting = null;
        });
      return starting;
    },
    async restart() {
      replacing = true;
      try {
        await host().endEngine();
      } catch (error) {
        replacing = false;
        alertError(t.shell.engine.notEnded, error);
        return;
      }
      // One that never came up has failed now, and is not started again by itself.
      if (starting) await starting.then(() => get().connect());
    },
    async refreshDatasets() {
      const { client } = get();
      if (!client) return;
      const { datasets } = await client.call('datasets.list', {});
      // Data at a path is listed by no engine; what was read of it stays known.
      const others = get().datasets.filter(({ id }) => !datasets.some((info) => info.id === id));
      set({ datasets: [...datasets, ...others] });
    },
  };
});
