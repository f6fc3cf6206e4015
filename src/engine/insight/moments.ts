import type { Moment } from '../../insight/view.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { weightKey } from '../model/weights.ts';
import { readCheckpoint } from '../runs/checkpoint.ts';
import { listCheckpoints } from '../runs/checkpoint-store.ts';

/**
 * The moments of a run that were kept, oldest first; one that has gone meanwhile is left out.
 * @throws EngineError `canceled`
 */
export async function* momentsOf(
  folderOf: () => Promise<string>,
  canceled: () => boolean,
): AsyncGenerator<Moment> {
  const folder = await folderOf();
  for (const { steps } of await listCheckpoints(folder)) {
    const read = await readCheckpoint(folder, steps);
    if (canceled()) throw new EngineError('canceled', message('engine.no-longer-wanted'));
    if (!read) continue;
    yield {
      steps,
      weights: (layer) =>
        Object.fromEntries(
          layer.weights.flatMap(({ name, shape }) => {
            const values = read.weights.get(weightKey(layer, name));
            return values ? [[name, { shape: [...shape], values: new Float32Array(values) }]] : [];
          }),
        ),
    };
  }
}
