import { openPixels } from '../../datasets/pixels.ts';
import { createBatcher } from '../../datasets/preprocess.ts';
import { openDataset } from '../../datasets/registry.ts';
import type { ExportedFile, ExportFormat } from '../../interchange/format.ts';
import { exportFormatOf, exportFormats } from '../../interchange/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { ends, forward } from '../model/forward.ts';
import { readTensors } from '../model/weights.ts';
import type { LoadedModel } from '../models.ts';
import { preprocessingOf } from '../training/prepare.ts';
import type { EngineContext } from './context.ts';

interface Verification {
  readonly runtime: string;
  readonly samples: number;
  readonly maxAbsDiff: number;
}

/** Examples that both sides are shown. */
const sampleCount = 32;

/** Loads the files again and compares what comes out, on test examples of the run's own data. */
async function verify(
  model: LoadedModel,
  format: ExportFormat,
  files: readonly ExportedFile[],
): Promise<Verification> {
  if (!format.reload) {
    throw new EngineError('not-verifiable', `${format.title} has no runtime here to check the files with.`);
  }
  const { network, document } = model.checked;
  const { tf } = model.backend;
  const { input, output } = ends(network);
  const dataset = await openDataset(model.dataset);
  const split = dataset.test.count > 0 ? dataset.test : dataset.train;
  const count = Math.min(sampleCount, split.count);
  const batcher = createBatcher(openPixels(split), preprocessingOf(document, network));
  const values = new Float32Array(count * batcher.exampleSize);
  batcher.fill(
    Array.from({ length: count }, (_, at) => at),
    values,
  );
  batcher.close();
  const reloaded = await format.reload(tf, files);
  try {
    const maxAbsDiff = model.borrow((weights) => {
      const x = tf.tensor(values, [count, ...input.outputShape]);
      const ours = forward(tf, network, weights, x, [output.id]).get(output.id)!;
      const theirs = reloaded.predict(x);
      const ourValues = new Float32Array(ours.dataSync());
      const theirValues = theirs.dataSync();
      for (const tensor of [x, ours, theirs]) tensor.dispose();
      if (ourValues.length !== theirValues.length) {
        throw new EngineError('failed', 'The exported model puts out another number of values than ours.');
      }
      return ourValues.reduce((most, value, at) => Math.max(most, Math.abs(value - theirValues[at]!)), 0);
    });
    return { runtime: reloaded.runtime, samples: count, maxAbsDiff };
  } finally {
    reloaded.dispose();
  }
}

export function exportHandlers({ models }: EngineContext): Pick<Handlers, 'export.model'> {
  return {
    'export.model': async ({ run, format: id, verify: check }) => {
      const format = exportFormatOf(id);
      if (!format) {
        const known = exportFormats.map((known) => known.id).join(', ');
        throw new EngineError('invalid', `There is no format "${id}"; there are ${known}.`);
      }
      return models.use(run, async (model) => {
        const { document, network } = model.checked;
        const weights = model.borrow(readTensors);
        const files = format.write({ name: document.name, network, weights });
        return { files: [...files], verified: check ? await verify(model, format, files) : null };
      });
    },
  };
}
