import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { withKernel, withoutChannels } from '../insight/rework.ts';
import { keepImported } from '../runs/imported-run.ts';
import type { EngineContext } from './context.ts';

export function reworkHandlers({ models, store }: EngineContext): Pick<Handlers, 'insight.keep'> {
  return {
    async 'insight.keep'({ run, checkpoint, layer, change }) {
      const { record } = await store.read(await store.folderOf(run));
      const reworked = await models.use(
        run,
        ({ backend, checked, borrow }) => {
          const found = checked.network.layers.find(({ id, name }) => id === layer || name === layer);
          if (!found) {
            const layers = checked.network.layers.map(({ name }) => name);
            throw new EngineError('no-such-layer', message('engine.no-layer', { layer, layers }));
          }
          return borrow((weights) =>
            'channels' in change
              ? withoutChannels({ backend, checked, weights }, found.id, change.channels)
              : withKernel({ checked, weights }, found.id, change.filter, change.kernel),
          );
        },
        checkpoint,
      );
      const { dataset, fingerprint, fitted, target, labels } = record;
      const kept = await keepImported(store, {
        ...reworked,
        labels,
        origin: { dataset, fingerprint, ...(fitted && { fitted }), ...(target && { target }) },
      });
      return { run: kept, params: { before: record.params, after: reworked.checked.totals.params } };
    },
  };
}
