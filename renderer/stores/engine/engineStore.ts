import { create } from 'zustand';
import { type EngineClient, EngineError } from '../../../src/protocol/client.ts';
import { createClient } from '../../../src/protocol/connect.ts';
import type { DatasetInfo, EngineInfo } from '../../../src/protocol/data.ts';
import { type EngineActivity, followPulse, type Pulse } from '../../../src/protocol/heartbeat.ts';
import { sentence } from '../../../src/text/message.ts';
import { explain } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { alertError } from '../window/workspaceStore.ts';
import { log } from './logStore.ts';
import { attachProbes } from './probes.ts';

export type EngineStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready'; readonly info: EngineInfo }
  /** It ended by itself, or never came up (`met` is false). `connect` starts another. */
  | { readonly state: 'crashed'; readonly reason: string; readonly met: boolean }
  /** `planned`: another engine was asked for; else the one before crashed. */
  | { readonly state: 'restarting'; readonly reason: string; readonly planned: boolean };

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
  /**
   * Does some work with the engine; where that takes an engine that has loaded other kernels, with the next one.
   * @throws EngineError, and what the work throws
   */
  withKernels<T>(work: (client: EngineClient) => Promise<T>): Promise<T>;
  refreshDatasets(): Promise<void>;
}

/** After a crash a new engine is started, unless it crashed within this time of its start. */
const healthyAfter = 5000;

const steady = { state: 'steady', activity: 'unknown' } as const;

const every = (milliseconds: number, act: () => void): (() => void) => {
  const timer = setInterval(act, milliseconds);
  return () => clearInterval(timer);
};

export const useEngine = create<EngineState>()((set, get) => {
  /** The engine that another takes the place of. */
  let leaving: EngineClient | null = null;
  const lost = (reason: string, met: boolean): void => {
    log('error', () => t.shell.log.engineEnded(reason));
    set({ status: { state: 'crashed', reason, met }, client: null, pulse: steady });
  };
  /** While another is wanted in the place of one that does not answer. */
  let replacing = false;
  const start = async (): Promise<void> => {
    const client = createClient(await host().connectEngine());
    client.on('engine.restarts', () => {
      leaving = client;
    });
    const startedAt = Date.now();
    let ended: string | null = null;
    // From the start: what hangs while it loads is noticed, too.
    const endPulse = followPulse({
      ping: () => client.call('engine.ping', {}),
      examine: () => host().examineEngine(),
      every,
      onPulse: (state, activity) => {
        set({ pulse: { state, activity } });
        if (state === 'hung') log('warning', () => t.shell.engine.hung[activity]);
      },
    });
    client.onClose((told) => {
      const reason = sentence(told);
      ended = reason;
      endPulse();
      if (get().client !== client) return;
      if (leaving === client) {
        set({ status: { state: 'restarting', reason, planned: true }, client: null, pulse: steady });
        void get().connect();
        return;
      }
      lost(reason, true);
      if (replacing || Date.now() - startedAt > healthyAfter) void get().connect();
    });
    try {
      const info = await client.call('engine.info', {});
      const { datasets } = await client.call('datasets.list', {});
      if (ended !== null) throw new Error(ended);
      ready(client, info, datasets);
    } catch (error) {
      if (leaving !== client) throw error;
      await start();
    }
  };
  const ready = (client: EngineClient, info: EngineInfo, datasets: readonly DatasetInfo[]): void => {
    attachProbes(client);
    client.on('engine.note', ({ message }) => log('info', message));
    client.on('engine.kernels', ({ state: kernels }) => {
      const { status } = get();
      if (status.state === 'ready') set({ status: { ...status, info: { ...status.info, kernels } } });
    });
    log('info', () => t.shell.log.engineReady(info.backend, info.version, info.pid));
    if (info.reason !== '') log('info', info.reason);
    replacing = false;
    set({ status: { state: 'ready', info }, client, datasets, pulse: steady });
  };
  /** Ends the engine and resolves with the next one. */
  const exchange = (client: EngineClient): Promise<EngineClient> =>
    new Promise((resolve, reject) => {
      client.onClose(() => {
        void get()
          .connect()
          .then(() => {
            const { client: next, status } = get();
            if (next) resolve(next);
            else
              reject(new EngineError('closed', 'reason' in status ? status.reason : t.shell.engine.notReady));
          });
      });
      client.call('engine.restart', {}).catch((error: unknown) => {
        // Its end may outrun its answer.
        if (!(error instanceof EngineError && error.code === 'closed')) reject(error);
      });
    });
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
      if (status.state === 'crashed') {
        set({ status: { state: 'restarting', reason: status.reason, planned: false } });
      }
      starting = start()
        .catch((error: unknown) => lost(explain(error), false))
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
        alertError(() => t.shell.engine.notEnded, error);
        return;
      }
      // One that never came up has failed now, and is not started again by itself.
      if (starting) await starting.then(() => get().connect());
    },
    async withKernels(work) {
      const { client } = get();
      if (!client) throw new EngineError('closed', t.shell.engine.notReady);
      try {
        return await work(client);
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'kernels') throw error;
        log('info', () => t.shell.log.otherKernels(explain(error)));
        return work(await exchange(client));
      }
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
