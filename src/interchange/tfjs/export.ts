import type * as tensorflow from '@tensorflow/tfjs';
import type { TF } from '../../layers/tensorflow.ts';
import type { NetworkLayer } from '../../network/network.ts';
import { EngineError } from '../../protocol/client.ts';
import type { ExportedFile, ExportFormat, ReloadedModel, TrainedNetwork } from '../format.ts';
import { tfjsNames } from './names.ts';

const modelFile = 'model.json';
const weightsFile = 'weights.bin';

function describeLayer(layer: NetworkLayer, name: string, nameOf: ReadonlyMap<string, string>) {
  const described = layer.kind.tfjs(layer.params, layer.inputShapes);
  if (!described) {
    throw new EngineError(
      'not-exportable',
      `TensorFlow.js has no layer for "${layer.name}" (${layer.kind.title}): choose another format, or replace it.`,
    );
  }
  return {
    class_name: described.className,
    name,
    config: { ...described.config, name, trainable: true },
    inbound_nodes:
      layer.inputs.length === 0 ? [] : [layer.inputs.map((input) => [nameOf.get(input)!, 0, 0, {}])],
  };
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

function listEntries(
  { network, weights }: TrainedNetwork,
  nameOf: ReadonlyMap<string, string>,
): WeightEntry[] {
  return network.layers.flatMap((layer) =>
    layer.weights.map((spec) => ({
      name: `${nameOf.get(layer.id)}/${spec.name}`,
      shape: spec.shape,
      values: weights.get(`${layer.name}/${spec.name}`)!,
    })),
  );
}

/** Float32, little-endian, one weight after the other. */
function packWeights(entries: readonly WeightEntry[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * entries.reduce((sum, { values }) => sum + values.length, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const { values } of entries) {
    for (let at = 0; at < values.length; at++, offset += 4) view.setFloat32(offset, values[at]!, true);
  }
  return bytes;
}

function write(trained: TrainedNetwork): ExportedFile[] {
  const { network } = trained;
  const names = tfjsNames(network.layers.map(({ name }) => name));
  const nameOf = new Map(network.layers.map(({ id }, index) => [id, names[index]!]));
  const end = (id: string) => [nameOf.get(id)!, 0, 0];
  const entries = listEntries(trained, nameOf);
  const model = {
    format: 'layers-model',
    generatedBy: 'Convas',
    convertedBy: null,
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      model_config: {
        class_name: 'Model',
        config: {
          name: tfjsNames([trained.name || 'model'])[0],
          layers: network.layers.map((layer) => describeLayer(layer, nameOf.get(layer.id)!, nameOf)),
          input_layers: network.inputs.map(end),
          output_layers: network.outputs.map(end),
        },
      },
    },
    weightsManifest: [
      {
        paths: [weightsFile],
        weights: entries.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
  };
  return [
    { name: modelFile, bytes: new TextEncoder().encode(`${JSON.stringify(model, null, 1)}\n`) },
    { name: weightsFile, bytes: packWeights(entries) },
  ];
}

async function reload(tf: TF, files: readonly ExportedFile[]): Promise<ReloadedModel> {
  const bytesOf = (name: string) => files.find((file) => file.name === name)!.bytes;
  const json = JSON.parse(new TextDecoder().decode(bytesOf(modelFile)));
  const artifacts: tensorflow.io.ModelArtifacts = {
    format: json.format,
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest[0].weights,
    weightData: bytesOf(weightsFile).slice().buffer,
  };
  const model = await tf.loadLayersModel({ load: async () => artifacts }).catch((error: unknown) => {
    // It builds a model by calling itself, once and more for each layer on the way.
    if (!(error instanceof RangeError)) throw error;
    const layers = json.modelTopology.model_config.config.layers.length;
    throw new EngineError(
      'not-verifiable',
      `TensorFlow.js runs out of stack when it loads a network of ${layers} layers: export it without verifying it, or build it of fewer layers.`,
    );
  });
  return {
    runtime: `TensorFlow.js ${tf.version.tfjs}`,
    predict: (x) => model.predict(x) as tensorflow.Tensor,
    dispose: () => model.dispose(),
  };
}

/** TensorFlow.js's own layers format: `model.json` with the network, `weights.bin` with the numbers. */
export const tfjs: ExportFormat = { id: 'tfjs', title: 'TensorFlow.js', write, reload };
