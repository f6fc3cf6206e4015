import type { Tensor, TF } from '../../layers/tensorflow.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { normalAt, uniformAt } from '../random/counter.ts';
import type { Backend } from './backend.ts';
import { correctGradients } from './gradients.ts';
import { completeCpu, completeWasm } from './wasm/wasm-kernels.ts';

/** Reads the key and computes the numbers here: these backends have no stateless random operation. */
function createDraw(tf: TF): Backend['draw'] {
  return (distribution, shape, key: Tensor) => {
    const [high, low] = key.dataSync();
    const at = distribution === 'uniform' ? uniformAt : normalAt;
    const values = new Float32Array(shape.reduce((product, dimension) => product * dimension, 1));
    for (let index = 0; index < values.length; index++) values[index] = at(high!, low!, index);
    return tf.tensor(values, [...shape]);
  };
}

const createHalfSquares =
  (tf: TF): Backend['halfSquares'] =>
  (tensor) =>
    tf.tidy(() => tf.mul(0.5, tf.sum(tf.square(tensor))));

async function loadTensorFlow(): Promise<TF> {
  const module = await import('@tensorflow/tfjs');
  const tf = ((module as { default?: unknown }).default ?? module) as TF;
  tf.enableProdMode();
  correctGradients(tf);
  return tf;
}

/** WebAssembly, with the gradients that its package lacks. @throws Error where it does not load */
export async function openWasm(): Promise<Backend> {
  const tf = await loadTensorFlow();
  await import('@tensorflow/tfjs-backend-wasm');
  completeWasm(tf);
  if (!(await tf.setBackend('wasm'))) throw new TextError(message('engine.wasm-not-loaded'));
  return {
    id: 'wasm',
    tf,
    version: tf.version.tfjs,
    kernels: null,
    draw: createDraw(tf),
    halfSquares: createHalfSquares(tf),
  };
}

/** One of TensorFlow.js's own backends, as its package has it. @throws Error where it does not load */
export async function openPlainBackend(id: 'webgpu' | 'webgl'): Promise<Backend> {
  const tf = await loadTensorFlow();
  if (!(await tf.setBackend(id))) throw new TextError(message('engine.backend-absent', { backend: id }));
  await tf.ready();
  return {
    id,
    tf,
    version: tf.version.tfjs,
    kernels: null,
    draw: createDraw(tf),
    halfSquares: createHalfSquares(tf),
  };
}

/** Plain JavaScript: always there, and slow. */
export async function openCpu(): Promise<Backend> {
  const tf = await loadTensorFlow();
  completeCpu(tf);
  await tf.setBackend('cpu');
  return {
    id: 'cpu',
    tf,
    version: tf.version.tfjs,
    kernels: null,
    draw: createDraw(tf),
    halfSquares: createHalfSquares(tf),
  };
}
