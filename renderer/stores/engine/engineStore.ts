import { create } from 'zustand';
import { EngineError } from '../../../src/protocol/client.ts';
import { explain } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { alertError } from '../window/workspaceStore.ts';
import { createConnection, nextEngine, showCrash } from './connection.ts';
import { type EngineConnection, steady } from './engineConnection.ts';
import { log } from './logStore.ts';

export const useEngine = create<EngineConnection>()((set, get, store) => {
  const connection = createConnection(store);
  let starting: Promise<void> | null = null;
  return {
    status: { state: 'connecting' },
    client: null,
    pulse: steady,
    elsewhere: null,
    datasets: [],
    connect() {
      if (starting) return starting;
      const { status } = get();
      if (status.state === 'ready') return Promise.resolve();
      if (status.state === 'crashed') {
        set({ status: { state: 'restarting', reason: status.reason, planned: false } });
      }
      // Asked first: a remembered engine that cannot be reached is named, so that another can be chosen.
      void host()
        .engineElsewhere?.()
        .then(
          (elsewhere) => set({ elsewhere }),
          // Then no place is shown.
          () => undefined,
        );
      starting = connection
        .start()
        .catch((error: unknown) => showCrash(store, explain(error), false))
        .finally(() => {
          starting = null;
        });
      return starting;
    },
    async restart() {
      connection.replacing = true;
      try {
        await host().endEngine();
      } catch (error) {
        connection.replacing = false;
        alertError(() => t.shell.engine.notEnded, error);
        return;
      }
      // One that never came up has failed now, and is not started again by itself.
      if (starting) await starting.then(() => get().connect());
    },
    async moveTo(address) {
      await host().chooseEngine?.(address);
      const elsewhere = (await host().engineElsewhere?.()) ?? null;
      const { client } = get();
      set({
        status: { state: 'restarting', reason: t.shell.engine.moving, planned: true },
        client: null,
        pulse: steady,
        // What was known of the other machine's data is not of this one's.
        datasets: [],
        elsewhere,
      });
      client?.close();
      await get().connect();
    },
    async withKernels(work) {
      const { client } = get();
      if (!client) throw new EngineError('closed', t.shell.engine.notReady);
      try {
        return await work(client);
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'kernels') throw error;
        log('info', () => t.shell.log.otherKernels(explain(error)));
        return work(await nextEngine(store, client));
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
