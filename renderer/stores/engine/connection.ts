import { type EngineClient, EngineError } from '../../../src/protocol/client.ts';
import { createClient } from '../../../src/protocol/connect.ts';
import type { DatasetInfo, EngineInfo } from '../../../src/protocol/data.ts';
import { followPulse } from '../../../src/protocol/heartbeat.ts';
import { sentence } from '../../../src/text/message.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { type EngineStore, steady } from './engineConnection.ts';
import { log } from './logStore.ts';
import { attachProbes } from './probes.ts';

/** After a crash a new engine is started, unless it crashed within this time of its start. */
const healthyAfter = 5000;

const every = (milliseconds: number, act: () => void): (() => void) => {
  const timer = setInterval(act, milliseconds);
  return () => clearInterval(timer);
};

/** Shows that the engine ended by itself, or never came up (`wasReady` is false). */
export function showCrash({ setState }: EngineStore, reason: string, wasReady: boolean): void {
  log('error', () => t.shell.log.engineEnded(reason));
  setState({ status: { state: 'crashed', reason, wasReady }, client: null, pulse: steady });
}

/** Shows whether the engine answers, until the returned function is called. */
function showPulse({ setState }: EngineStore, client: EngineClient): () => void {
  return followPulse({
    ping: () => client.call('engine.ping', {}),
    examine: () => host().examineEngine(),
    every,
    onPulse: (state, activity) => {
      setState({ pulse: { state, activity } });
      if (state === 'hung') log('warning', () => t.shell.engine.hung[activity]);
    },
  });
}

function showReady(
  { getState, setState }: EngineStore,
  client: EngineClient,
  info: EngineInfo,
  datasets: readonly DatasetInfo[],
): void {
  attachProbes(client);
  client.on('engine.note', ({ message, alert }) => {
    log('info', message);
    if (alert) useWorkspace.getState().alert(() => t.shell.engine.storage, message);
  });
  client.on('engine.kernels', ({ state: kernels }) => {
    const { status } = getState();
    if (status.state === 'ready') setState({ status: { ...status, info: { ...status.info, kernels } } });
  });
  log('info', () => t.shell.log.engineReady(t.shell.engine.backends[info.backend], info.version, info.pid));
  if (info.reason !== '') log('info', info.reason);
  setState({ status: { state: 'ready', info }, client, datasets, pulse: steady });
}

/** Ends an engine that has loaded other kernels than a run needs; resolves with the next one. */
export const nextEngine = ({ getState }: EngineStore, client: EngineClient): Promise<EngineClient> =>
  new Promise((resolve, reject) => {
    client.onClose(() => {
      void getState()
        .connect()
        .then(() => {
          const { client: next, status } = getState();
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

export interface Connection {
  /** True while the engine is being ended so that another replaces it, however young it is. */
  replacing: boolean;
  /** Starts an engine and waits until it is ready. @throws what it failed with */
  start(): Promise<void>;
}

/** Starts engines, one after the other, and follows each until it ends. */
export function createConnection(store: EngineStore): Connection {
  /** The engine that has announced that another replaces it. */
  let leaving: EngineClient | null = null;

  function onEnd(client: EngineClient, reason: string, startedAt: number): void {
    const { getState, setState } = store;
    if (getState().client !== client) return;
    if (leaving === client) {
      setState({ status: { state: 'restarting', reason, planned: true }, client: null, pulse: steady });
      void getState().connect();
      return;
    }
    showCrash(store, reason, true);
    if (connection.replacing || Date.now() - startedAt > healthyAfter) void getState().connect();
  }

  const connection: Connection = {
    replacing: false,
    async start() {
      const client = createClient(await host().connectEngine());
      client.on('engine.restarts', () => {
        leaving = client;
      });
      const startedAt = Date.now();
      let ended: string | null = null;
      // From the start: what hangs while it loads is noticed, too.
      const endPulse = showPulse(store, client);
      client.onClose((detail) => {
        ended = sentence(detail);
        endPulse();
        onEnd(client, ended, startedAt);
      });
      try {
        const info = await client.call('engine.info', {});
        const { datasets } = await client.call('datasets.list', {});
        if (ended !== null) throw new Error(ended);
        connection.replacing = false;
        showReady(store, client, info, datasets);
      } catch (error) {
        if (leaving !== client) throw error;
        await connection.start();
      }
    },
  };
  return connection;
}
