import { createBatcher } from '../../datasets/batcher.ts';
import { openPixels } from '../../datasets/pixels.ts';
import { openDataset } from '../../datasets/registry.ts';
import type { ModelFormat, Runtime, TrainedNetwork, Values } from '../../interchange/format.ts';
import { formats, formatsFrom, modelFormatOf } from '../../interchange/registry.ts';
import { type Trial, verifyFiles } from '../../interchange/verify.ts';
import type { Network } from '../../network/network.ts';
import { stepOf } from '../../preprocessing/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { forward, inputAndOutput } from '../model/forward.ts';
import { readingOf } from '../model/outputs.ts';
import { disposeAll, readTensors } from '../model/weights.ts';
import type { LoadedModel } from '../models.ts';
import { checkDocument, preprocessingOf } from '../training/prepare.ts';
import type { EngineContext } from './context.ts';

/** Examples that both sides are shown, where the network is not so large that they would take long. */
const mostSamples = 32;

/** Multiply-accumulates that plain TensorFlow.js is given to do: some ten seconds in WebAssembly. */
const mostMacs = 4e9;

/** @throws EngineError `invalid` */
function formatNamed(id: string): ModelFormat {
  const format = modelFormatOf(id);
  if (format) return format;
  const known = formatsFrom('weights').map((known) => known.id);
  throw new EngineError('invalid', message('interchange.no-format', { format: id, known }));
}

function samplesFor({ layers }: Network): number {
  const macs = layers.reduce(
    (sum, { kind, params, inputShapes, outputShape }) => sum + kind.macs(params, inputShapes, outputShape),
    0,
  );
  return Math.min(mostSamples, Math.max(1, Math.floor(mostMacs / Math.max(1, macs))));
}

/** Test examples of the run's own data, and what the network makes of them. */
async function trialOf(model: LoadedModel): Promise<Trial> {
  const { network, document } = model.checked;
  const { tf } = model.backend;
  const { input, output } = inputAndOutput(network);
  const dataset = await openDataset(model.dataset);
  const split = dataset.test.count > 0 ? dataset.test : dataset.train;
  const samples = Math.min(samplesFor(network), split.count);
  const batcher = createBatcher(openPixels(split), preprocessingOf(document, network));
  const values = new Float32Array(samples * batcher.exampleSize);
  batcher.fill(
    Array.from({ length: samples }, (_, at) => at),
    values,
  );
  batcher.close();
  const given: Values = { shape: [samples, ...input.outputShape], values };
  const outputsOf: Trial['outputsOf'] = (ids, [shown]) =>
    model.borrow((weights) => {
      const x = tf.tensor(shown!.values, [...shown!.shape]);
      const outputs = forward(tf, network, weights, x, ids);
      const read = ids.map((id): Values => {
        const y = outputs.get(id)!;
        return { shape: y.shape, values: new Float32Array(y.dataSync()) };
      });
      disposeAll([x, ...outputs.values()]);
      return read;
    });
  return { network, samples, inputs: [given], expected: outputsOf([output.id], [given]), outputsOf };
}

function trainedNetwork(model: LoadedModel): TrainedNetwork {
  const { document, network, settings } = model.checked;
  return {
    name: document.name,
    network,
    weights: model.borrow(readTensors),
    frozen: new Set(
      network.layers.flatMap(({ id }) => (layerTraining(settings.layers, id).frozen ? [id] : [])),
    ),
    reading: readingOf(model.checked),
    labels: model.labels,
    // A trained network is given images as they are: nothing random.
    preprocessing: preprocessingOf(document, network).steps.filter(
      ({ step, off }) => !off && !stepOf(step)?.random,
    ),
  };
}

const runtimesFor = (format: ModelFormat, { backend }: LoadedModel): readonly Runtime[] =>
  format.runtimes(backend.id === 'native' ? backend.tf : null);

export function exportHandlers({
  models,
  store,
}: EngineContext): Pick<Handlers, 'export.formats' | 'export.check' | 'export.model'> {
  return {
    'export.formats': () => ({ formats: formats.map(({ id, from, suffix }) => ({ id, from, suffix })) }),
    'export.check': async ({ run, format: id }) => {
      const format = formatNamed(id);
      const { document } = await store.read(await store.folderOf(run));
      return { unsupported: [...format.supports(checkDocument(document, null).network)] };
    },
    'export.model': async ({ run, format: id, verify }) => {
      const format = formatNamed(id);
      return models.use(run, async (model) => {
        const files = format.write(trainedNetwork(model));
        const verified = verify
          ? await verifyFiles(format, runtimesFor(format, model), files, await trialOf(model))
          : null;
        return { files: [...files], verified: verified && [...verified] };
      });
    },
  };
}
