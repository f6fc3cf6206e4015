import { Zip, ZipPassThrough } from 'fflate';
import { serializeDocument } from '../../document/serialize.ts';
import { type FormatOf, type OutputFile, type Runtime, textFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { noOptions } from '../options.ts';
import { pythonRuntime } from '../python/run.ts';
import type { TrainedNetwork } from '../sources.ts';
import { verifyScript } from './code.ts';
import { ownLayers, ownLayersFile } from './convas-layers.ts';
import { hdf5Pieces } from './hdf5-write.ts';
import { describeModel, needsOwnClasses, type WrittenLayer, writtenLayers } from './model-out.ts';
import { kerasVersion, writeKeras3Weights, writeLegacyWeights } from './weights-out.ts';

/** Keras computes every kind: where it has no layer, a class stands beside the model. */
const supportsAll = () => [];

/** Entries one after the other, not compressed: floats do not get smaller. */
async function* zipped(
  entries: readonly (readonly [name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>])[],
): AsyncGenerator<Uint8Array, void> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  for (const [name, pieces] of entries) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    for await (const piece of pieces) {
      entry.push(piece);
      yield* take();
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  yield* take();
}

const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** As Keras writes it: `2026-11-29@08:09:20`. */
const now = (): string => new Date().toISOString().slice(0, 19).replace('T', '@');

/** What goes with both files: what the model takes and puts out, and the document it was made from. */
const aboutOf = (trained: TrainedNetwork) => ({
  ...metadataOf(trained),
  document: serializeDocument(trained.document),
});

function kerasFile(trained: TrainedNetwork, layers: readonly WrittenLayer[]): OutputFile {
  const { network, weights, frozen } = trained;
  const name = trained.name || 'model';
  return {
    path: 'model.keras',
    chunks: zipped([
      ['metadata.json', [text({ keras_version: kerasVersion, date_saved: now(), ...aboutOf(trained) })]],
      ['config.json', [text(describeModel(name, network, layers, frozen, 3))]],
      ['model.weights.h5', hdf5Pieces((writer) => writeKeras3Weights(writer, name, layers, weights))],
    ]),
  };
}

function legacyFile(trained: TrainedNetwork, layers: readonly WrittenLayer[]): OutputFile {
  const { network, weights, frozen } = trained;
  return {
    path: 'model.h5',
    chunks: hdf5Pieces((writer) => {
      const description = describeModel(trained.name || 'model', network, layers, frozen, 2);
      writer.attribute('', 'backend', 'tensorflow');
      writer.attribute('', 'keras_version', kerasVersion);
      writer.attribute('', 'model_config', JSON.stringify(description));
      writer.attribute('', 'convas', JSON.stringify(aboutOf(trained)));
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
  (model: (trained: TrainedNetwork, layers: readonly WrittenLayer[]) => OutputFile) =>
  (trained: TrainedNetwork): readonly OutputFile[] => {
    const layers = writtenLayers(trained.network);
    const own = needsOwnClasses(layers) ? [textFile(ownLayersFile, ownLayers)] : [];
    return [model(trained, layers), ...own];
  };

/** Keras 3: one `.keras` file. */
export const kerasFormat: FormatOf<'weights'> = {
  id: 'keras',
  source: 'weights',
  extensions: ['.keras'],
  snippet,
  options: noOptions,
  supports: supportsAll,
  write: filesWith(kerasFile),
  runtimes: () => runtimesFor('model.keras'),
};

/** HDF5 as Keras 2 wrote it, which Keras 3 still reads. */
export const legacyFormat: FormatOf<'weights'> = {
  id: 'h5',
  source: 'weights',
  extensions: ['.h5'],
  snippet,
  options: noOptions,
  supports: supportsAll,
  write: filesWith(legacyFile),
  runtimes: () => runtimesFor('model.h5'),
};
