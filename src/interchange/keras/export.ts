import { z } from 'zod';
import { serializeDocument } from '../../document/serialize.ts';
import { inputOption } from '../bytes-input.ts';
import { type FormatOf, type OutputFile, type Runtime, textFile } from '../format.ts';
import { withImageLayers } from '../image-layers.ts';
import { metadataOf } from '../metadata.ts';
import { pythonRuntime } from '../python/run.ts';
import type { TrainedNetwork } from '../sources.ts';
import { zipped } from '../zipped.ts';
import { verifyScript } from './code.ts';
import { ownLayers, ownLayersFile } from './convas-layers.ts';
import { hdf5Pieces } from './hdf5-write.ts';
import {
  describeModel,
  type InputType,
  needsOwnClasses,
  type WrittenLayer,
  writtenLayers,
} from './model-out.ts';
import { kerasVersion, writeKeras3Weights, writeLegacyWeights } from './weights-out.ts';

/** Keras computes every kind: where it has no layer, a class stands beside the model. */
const supportsAll = () => [];

const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** As Keras writes it: `2026-11-29@08:09:20`. */
const savedAt = (): string => new Date().toISOString().slice(0, 19).replace('T', '@');

/** What goes with both files: what the model takes and puts out, and the document it was made from. */
const aboutOf = (trained: TrainedNetwork) => ({
  ...metadataOf(trained),
  document: serializeDocument(trained.document),
});

const options = z.strictObject({ input: inputOption });

type Options = z.output<typeof options>;

/** A model that is written. */
interface Written {
  /** What is exported. */
  readonly source: TrainedNetwork;
  /** The same, with its preprocessing where it takes bytes. */
  readonly trained: TrainedNetwork;
  readonly layers: readonly WrittenLayer[];
  readonly type: InputType;
}

function kerasFile({ source, trained, layers, type }: Written): OutputFile {
  const { network, weights, frozen } = trained;
  const name = trained.name || 'model';
  return {
    path: 'model.keras',
    chunks: zipped([
      ['metadata.json', [text({ keras_version: kerasVersion, date_saved: savedAt(), ...aboutOf(source) })]],
      ['config.json', [text(describeModel(name, network, layers, frozen, 3, type))]],
      ['model.weights.h5', hdf5Pieces((writer) => writeKeras3Weights(writer, name, layers, weights))],
    ]),
  };
}

function legacyFile({ source, trained, layers, type }: Written): OutputFile {
  const { network, weights, frozen } = trained;
  return {
    path: 'model.h5',
    chunks: hdf5Pieces((writer) => {
      const description = describeModel(trained.name || 'model', network, layers, frozen, 2, type);
      writer.attribute('', 'backend', 'tensorflow');
      writer.attribute('', 'keras_version', kerasVersion);
      writer.attribute('', 'model_config', JSON.stringify(description));
      writer.attribute('', 'convas', JSON.stringify(aboutOf(source)));
      writeLegacyWeights(writer, layers, weights);
    }),
  };
}

const runtimesFor = (file: string): readonly Runtime[] => [
  pythonRuntime({ title: 'Keras', script: verifyScript(file) }),
];

const snippet = {
  syntax: 'python',
  lines: (file: string) => [
    'import keras',
    `import convas_layers  # ${ownLayersFile}, optional`,
    '',
    `model = keras.models.load_model(${JSON.stringify(file)})`,
  ],
};

const filesWith =
  (model: (written: Written) => OutputFile) =>
  (source: TrainedNetwork, { input }: Options): readonly OutputFile[] => {
    const bytes = input === 'bytes' ? withImageLayers(source) : null;
    const trained = bytes?.trained ?? source;
    const layers = writtenLayers(trained.network, bytes?.standardizing);
    const own = needsOwnClasses(layers) ? [textFile(ownLayersFile, ownLayers)] : [];
    return [model({ source, trained, layers, type: bytes ? 'uint8' : 'float32' }), ...own];
  };

const both = {
  source: 'weights',
  snippet,
  options,
  supports: supportsAll,
  takesBytes: ({ input }: Options) => input === 'bytes',
} as const;

/** Keras 3: one `.keras` file. */
export const kerasFormat: FormatOf<'weights', Options> = {
  ...both,
  id: 'keras',
  extensions: ['.keras'],
  write: filesWith(kerasFile),
  runtimes: () => runtimesFor('model.keras'),
};

/** HDF5 as Keras 2 wrote it, which Keras 3 still reads. */
export const legacyFormat: FormatOf<'weights', Options> = {
  ...both,
  id: 'h5',
  extensions: ['.h5'],
  write: filesWith(legacyFile),
  runtimes: () => runtimesFor('model.h5'),
};
