import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { readFork } from '../training/fork.ts';
import { checkTrainable, readDocument } from '../training/prepare.ts';
import type { EngineContext } from './context.ts';

type QueueCalls = 'queue.add' | 'queue.list' | 'queue.remove' | 'queue.hold';

export function queueHandlers({ queue, store }: EngineContext): Pick<Handlers, QueueCalls> {
  return {
    'queue.list': () => queue.list(),
    'queue.add': async ({ document, from }) => {
      // What cannot be trained is reported now, not hours later.
      const checked = await checkTrainable(readDocument(document));
      if (from) await readFork(store, from, checked.network);
      const [item] = await queue.add([{ document, from, name: checked.document.name }]);
      return { item: item! };
    },
    'queue.remove': async ({ item }) => {
      const { items } = await queue.list();
      const found = items.find((other) => other.item === item);
      if (!found) throw new EngineError('no-such-item', message('runs.queue-item-gone'));
      if (found.state === 'training') {
        throw new EngineError('busy', message('runs.queue-item-training', { name: found.name }));
      }
      if (found.sweep !== null) {
        throw new EngineError('busy', message('runs.queue-item-of-sweep', { name: found.name }));
      }
      await queue.remove((other) => other.item === item);
      return {};
    },
    'queue.hold': async ({ held }) => {
      await queue.hold(held);
      return {};
    },
  };
}
