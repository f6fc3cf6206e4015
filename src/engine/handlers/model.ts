import { setImmediate as nextTurn } from 'node:timers/promises';
import { prepareImage } from '../../datasets/preprocess.ts';
import type { Target } from '../../document/schema.ts';
import { readOutput } from '../../insight/feature-maps.ts';
import { imageOfInput } from '../../network/dense-input.ts';
import type { NetworkLayer } from '../../network/network.ts';
import { classAnswer, meantBy } from '../../network/outputs.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Image, Prediction, TensorValue } from '../../protocol/data.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { ends } from '../model/forward.ts';
import type { Beginning } from '../model/open-function.ts';
import { readingOf } from '../model/outputs.ts';
import { disposeAll, weightKey } from '../model/weights.ts';
import type { LoadedModel } from '../models.ts';
import { preprocessingOf } from '../training/prepare.ts';
import type { EngineContext } from './context.ts';

type ModelCalls = 'model.predict' | 'model.featureMaps' | 'model.weights';

/** A layer by id, or by the name that a person knows it by. @throws EngineError `no-such-layer` */
function findLayer({ checked }: LoadedModel, layer: string): NetworkLayer {
  const { layers } = checked.network;
  const found = layers.find(({ id }) => id === layer) ?? layers.find(({ name }) => name === layer);
  if (found) return found;
  const names = layers.map(({ name }) => name).join(', ');
  throw new EngineError('no-such-layer', `The network has no layer "${layer}"; it has ${names}.`);
}

/** The outputs of some layers for one image, each `[...outputShape]` read back. @throws EngineError `invalid` */
function outputsFor(
  model: LoadedModel,
  layers: readonly NetworkLayer[],
  image: Image,
  begins: Beginning,
): TensorValue[] {
  const { network, document } = model.checked;
  const preprocessing = preprocessingOf(document, network);
  let values: Float32Array;
  try {
    values = prepareImage(image, preprocessing);
  } catch (error) {
    throw new EngineError('invalid', (error as Error).message);
  }
  return model.borrow((weights) => {
    const ids = layers.map(({ id }) => id);
    const outputs = model.forward.outputs(weights, values, 1, ids, begins);
    const results = ids.map((id) => readOutput(outputs.get(id)!));
    disposeAll(outputs.values());
    return results;
  });
}

/** A class, and what is said of each. @throws EngineError `diverged` */
function asClass(model: LoadedModel, image: Image): Prediction {
  const { output } = ends(model.checked.network);
  const [{ values }] = outputsFor(model, [output], image, 'at once') as [TensorValue];
  checkFinite(values);
  const reading = readingOf(model.checked);
  const { label, values: meant } = classAnswer(reading, [...values]);
  const { meaning } = reading;
  if (meaning === 'reconstruction') throw new Error('A network that tells classes apart gives nothing back.');
  return { target: 'label', label, labels: [...model.labels], meaning, values: [...meant] };
}

/** The image as it went in, and as it came back. @throws EngineError `diverged` */
function asReconstruction(model: LoadedModel, image: Image): Prediction {
  const { input, output } = ends(model.checked.network);
  const [given, put] = outputsFor(model, [input, output], image, 'at once') as [TensorValue, TensorValue];
  checkFinite(put.values);
  const values = Float32Array.from(meantBy(readingOf(model.checked), [...put.values]));
  const back = { shape: put.shape, values };
  const squares = back.values.reduce((sum, value, at) => sum + (value - given.values[at]!) ** 2, 0);
  return {
    target: 'input',
    input: given,
    reconstruction: back,
    meanSquaredError: squares / Math.max(1, back.values.length),
  };
}

function checkFinite(values: Float32Array): void {
  if (!values.every(Number.isFinite)) {
    throw new EngineError('diverged', 'The outputs are not finite numbers: the run has diverged.');
  }
}

const predicting: Readonly<Record<Target, (model: LoadedModel, image: Image) => Prediction>> = {
  label: asClass,
  input: asReconstruction,
};

export function modelHandlers({ models }: EngineContext): Pick<Handlers, ModelCalls> {
  /**
   * Asks the model of a run, a turn of the loop later: between two steps where it trains, and with the cancellations
   * read that came in together with the question, so that what nobody waits for is not computed.
   * @throws EngineError
   */
  const ask = async <T>(
    run: string,
    cancelled: () => boolean,
    work: (model: LoadedModel) => T,
  ): Promise<T> => {
    await nextTurn();
    if (cancelled()) throw new EngineError('cancelled', 'Nobody waits for this any more.');
    return models.use(run, work);
  };

  return {
    'model.predict': ({ run, image }, { cancelled }) =>
      ask(run, cancelled, (model) => predicting[model.checked.target](model, image)),

    'model.featureMaps': ({ run, layer, image }, { cancelled }) =>
      ask(run, cancelled, (model) => outputsFor(model, [findLayer(model, layer)], image, 'asked again')[0]!),

    'model.weights': ({ run, layer }, { cancelled }) =>
      ask(run, cancelled, (model) => {
        const found = findLayer(model, layer);
        const weights = model.borrow((tensors) =>
          Object.fromEntries(
            found.weights.map(({ name, shape }): [string, TensorValue] => {
              const values = new Float32Array(tensors.get(weightKey(found, name))!.dataSync());
              return [name, { shape: [...shape], values }];
            }),
          ),
        );
        const image = imageOfInput(model.checked.network, found.id);
        return { weights, image: image && [...image] };
      }),
  };
}
