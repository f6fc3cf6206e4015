import { join } from 'node:path';
import type * as tensorflow from '@tensorflow/tfjs';
import { readRegular, readText } from '../../files/read.ts';
import type { TF } from '../../layers/tensorflow.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { Values } from '../format.ts';
import { modelFile, weightsFile } from './files.ts';

/** The files of an export, read. */
export interface ModelFiles {
  /** `model.json`. */
  readonly model: string;
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** A program's model, and the weights that it is given. */
export interface ProgramFiles {
  /** JavaScript that returns a model; `tf` is TensorFlow.js. */
  readonly program: string;
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly values: Float32Array;
  }[];
}

/** Bytes that a JavaScript array takes. */
const maxWeightBytes = 2 ** 32;

/** @param folder where they are */
export const readFiles = async (folder: string): Promise<ModelFiles> => ({
  model: await readText(join(folder, modelFile)),
  weights: await readRegular(join(folder, weightsFile), maxWeightBytes),
});

export interface LoadedFiles {
  predict(inputs: readonly Values[]): Values[];
  dispose(): void;
}

/** A graph model. @throws Error with what TensorFlow.js says */
async function loadGraph(tf: TF, artifacts: tensorflow.io.ModelArtifacts): Promise<LoadedFiles> {
  const model = await tf.loadGraphModel({ load: async () => artifacts });
  return {
    predict: (inputs) =>
      tf.tidy(() => {
        // Of bytes it takes whole numbers, as pixels of an image are.
        const tensors = inputs.map(({ values, shape }, at) =>
          tf.tensor(values, [...shape], model.inputs[at]?.dtype),
        );
        const outputs = model.execute(tensors);
        return (Array.isArray(outputs) ? outputs : [outputs]).map((output) => ({
          shape: output.shape,
          values: new Float32Array(output.dataSync()),
        }));
      }),
    dispose: () => model.dispose(),
  };
}

/**
 * Loads `model.json` and its weights from memory, as `tf.loadLayersModel` does from a folder or an address.
 * @throws Error with what TensorFlow.js says, or that the network is too deep for it
 */
export async function loadFiles(tf: TF, files: ModelFiles): Promise<LoadedFiles> {
  const json = JSON.parse(files.model);
  const artifacts: tensorflow.io.ModelArtifacts = {
    format: json.format,
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest[0].weights,
    weightData: files.weights.buffer,
    userDefinedMetadata: json.userDefinedMetadata,
  };
  if (json.format === 'graph-model') return loadGraph(tf, { ...artifacts, signature: json.signature });
  const model = await tf.loadLayersModel({ load: async () => artifacts }).catch((error: unknown) => {
    // It builds a model by calling itself, once and more for each layer on the way.
    if (!(error instanceof RangeError)) throw error;
    const layers = json.modelTopology.model_config.config.layers.length;
    throw new TextError(message('interchange.stack-too-small', { layers }));
  });
  return opened(tf, model);
}

const opened = (tf: TF, model: tensorflow.LayersModel): LoadedFiles => ({
  predict: (inputs) =>
    tf.tidy(() => {
      const tensors = inputs.map(({ values, shape }) => tf.tensor(values, [...shape]));
      const outputs = model.predict(tensors, { batchSize: inputs[0]!.shape[0]! });
      return (Array.isArray(outputs) ? outputs : [outputs]).map((output) => ({
        shape: output.shape,
        values: new Float32Array(output.dataSync()),
      }));
    }),
  dispose: () => model.dispose(),
});

/** Builds the model that a program of ours defines. @throws Error with what TensorFlow.js says */
export function loadProgram(tf: TF, { program, weights }: ProgramFiles): LoadedFiles {
  const model = new Function('tf', program)(tf) as tensorflow.LayersModel;
  const tensors = Object.fromEntries(
    weights.map(({ name, shape, values }) => [name, tf.tensor(values, [...shape])]),
  );
  model.loadWeights(tensors);
  tf.dispose(tensors);
  return opened(tf, model);
}
