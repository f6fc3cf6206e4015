import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import type { Binding, NodeBackend } from '../../graph/binding.ts';
import type { TF } from '../../layers/tensorflow.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import { addonPath, nativeRuntimeFolder, tfjsNodeFolder } from '../../provision/runtime-folder.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { unmeasuredKernels } from '../kernels/defaults.ts';
import { prepareLibrary } from '../kernels/tensorflow-library.ts';
import type { Backend } from './backend.ts';
import { correctGradients } from './gradients.ts';
import { createNormalizeBatch } from './native/batch-normalization.ts';
import { registerGradients } from './native/native-gradients.ts';
import { registerKernels } from './native/native-kernels.ts';
import { createNative } from './native/operation.ts';
import { loadOwnOperations, type OwnOperations } from './native/operations.ts';
import { createUnsharing } from './unshared.ts';

export interface NativeBackend extends Backend {
  readonly id: 'native';
  readonly node: NodeBackend;
  readonly operations: OwnOperations;
}

/** Node 23 and later lack two functions that tfjs-node calls. */
function restoreUtil(): void {
  const functions = util as unknown as Record<string, unknown>;
  functions['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  functions['isArray'] ??= Array.isArray;
}

/** The addon with one function of our own: no memory of JavaScript's is handed to TensorFlow for keeps. */
function withoutSharing(binding: Binding): Binding {
  const unshared = createUnsharing();
  const createTensor: Binding['createTensor'] = (shape, dtype, values) =>
    binding.createTensor(shape, dtype, ArrayBuffer.isView(values) ? unshared(values) : values);
  // The binding's own properties are read-only: an heir may have others.
  return Object.create(binding, { createTensor: { value: createTensor } }) as Binding;
}

const improved = new WeakSet<NodeBackend>();

const stateless = { uniform: 'StatelessRandomUniform', normal: 'StatelessRandomNormal' } as const;

/**
 * tfjs-node asks node-pre-gyp for its addon, which looks in the package alone. Where the app was packaged without the
 * runtime that lies in the cache, so node-pre-gyp's place among the loaded modules is taken.
 * @throws Error where it was not downloaded
 */
function findDownloadedAddon(): void {
  const installed = tfjsNodeFolder();
  const runtime = nativeRuntimeFolder(installed);
  if (runtime === installed) return;
  const addon = join(runtime, addonPath);
  if (!existsSync(addon)) throw new TextError(message('engine.runtime-not-downloaded'));
  const require = createRequire(join(installed, 'package.json'));
  const id = require.resolve('@mapbox/node-pre-gyp');
  const stand = { id, filename: id, loaded: true, exports: { find: () => addon } };
  require.cache[id] = stand as unknown as NodeJS.Module;
}

/** tfjs-node as it is published. @throws Error where the addon or its libraries are missing */
export async function loadTensorFlow(): Promise<{ readonly tf: TF; readonly node: NodeBackend }> {
  restoreUtil();
  findDownloadedAddon();
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const module = await import('@tensorflow/tfjs-node');
  const tf = ((module as { default?: unknown }).default ?? module) as TF;
  tf.enableProdMode();
  if (!(await tf.setBackend('tensorflow'))) throw new TextError(message('engine.tensorflow-not-started'));
  return { tf, node: tf.backend() as unknown as NodeBackend };
}

/**
 * Native TensorFlow through tfjs-node, which from then on runs TensorFlow's fused operations where TensorFlow.js
 * composes them.
 * @param wanted how the library is loaded; has no effect where it is. Computations are as in training.
 * @throws Error where the addon or its libraries are missing
 */
export async function openNative(wanted: Kernels = unmeasuredKernels().whole): Promise<NativeBackend> {
  const library = prepareLibrary(wanted);
  const { tf, node } = await loadTensorFlow();
  correctGradients(tf);
  const operations = loadOwnOperations();
  const native = createNative(tf, node);
  // Opened again, it is the same one.
  if (!improved.has(node)) {
    node.binding = withoutSharing(node.binding);
    registerKernels(native);
    registerGradients(native);
    improved.add(node);
  }
  const { binding } = node;
  return {
    id: 'native',
    tf,
    node,
    operations,
    version: binding.TF_Version,
    kernels: { ...library, ...wanted.training },
    draw(distribution, shape, key) {
      const type = binding.TF_ATTR_TYPE;
      return node.executeSingleOutput(
        stateless[distribution],
        [
          { name: 'dtype', type, value: binding.TF_FLOAT },
          { name: 'T', type, value: binding.TF_INT32 },
          { name: 'Tseed', type, value: binding.TF_INT32 },
        ],
        [tf.tensor1d([...shape], 'int32'), key],
      );
    },
    fused: { ...wanted.training, normalizeBatch: createNormalizeBatch(native) },
    halfSquares: (tensor) => native.run('L2Loss', [tensor]),
  };
}

export const isNative = (backend: Backend): backend is NativeBackend => backend.id === 'native';
