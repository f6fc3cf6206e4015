import type { Examples, Tools } from '../../insight/view.ts';
import { needsLabels } from '../../insight/views/attribution/attribution.ts';
import { accuracyOf, answerOf } from '../../insight/views/experiments/example-answers.ts';
import { spread } from '../../insight/views/space/activations.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { withFrozen, withKernel, withoutChannels } from '../insight/rework.ts';
import { toolsOf } from '../insight/tools.ts';
import { keepImported } from '../runs/imported-run.ts';
import type { EngineContext } from './context.ts';

/** Test examples that say how accurate a network is. */
const measured = 1000;

/** The share of right answers; null where answers are no classes, or the data are not at hand. */
async function testAccuracy(tools: Tools): Promise<number | null> {
  if (needsLabels(tools.network, tools.reading, null, tools.target)) return null;
  let examples: Examples;
  try {
    examples = await tools.examples('test');
  } catch {
    return null;
  }
  try {
    return accuracyOf(await answerOf(tools, examples, spread(examples.count, measured)));
  } finally {
    examples.close();
  }
}

export function reworkHandlers({ models, store }: EngineContext): Pick<Handlers, 'insight.keep'> {
  return {
    async 'insight.keep'({ run, checkpoint, layer, change }, { canceled }) {
      const { record } = await store.read(await store.folderOf(run));
      const reworked = await models.use(
        run,
        ({ backend, checked, borrow }) => {
          const found = checked.network.layers.find(({ id, name }) => id === layer || name === layer);
          if (!found) {
            const layers = checked.network.layers.map(({ name }) => name);
            throw new EngineError('no-such-layer', message('engine.no-layer', { layer, layers }));
          }
          return borrow((weights) => {
            if ('frozen' in change) return withFrozen({ checked, weights }, found.id);
            return 'channels' in change
              ? withoutChannels({ backend, checked, weights }, found.id, change.channels)
              : withKernel({ checked, weights }, found.id, change.filter, change.kernel);
          });
        },
        checkpoint,
      );
      const { dataset, fingerprint, fitted, target, labels } = record;
      const kept = await keepImported(store, {
        ...reworked,
        labels,
        origin: { dataset, fingerprint, ...(fitted && { fitted }), ...(target && { target }) },
      });
      const before = await models.use(run, async (model) => model.checked.totals, checkpoint);
      const after = reworked.checked.totals;
      const measured = async (id: string, at: number | null): Promise<number | null> =>
        models.use(id, (model) => testAccuracy(toolsOf(model, () => store.folderOf(id), canceled)), at);
      const [whole, own] = [await measured(run, checkpoint), await measured(kept, null)];
      return {
        run: kept,
        params: { before: before.params, after: after.params },
        macs: { before: before.macs, after: after.macs },
        accuracy: whole === null || own === null ? null : { before: whole, after: own },
      };
    },
  };
}
