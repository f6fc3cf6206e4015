import { parentPort } from 'node:worker_threads';
import type { TF } from '../../layers/tensorflow.ts';
import { message, type Text } from '../../text/message.ts';
import { TextError, textOf } from '../../text/text-error.ts';
import type { Values } from '../format.ts';
import { type LoadedFiles, loadFiles, loadProgram, type ModelFiles, type ProgramFiles } from './load.ts';

/*
 * Plain TensorFlow.js as a browser has it: none of Convas's kernels, gradients or layers, and no native part. Answers
 * each message with one.
 */

export type PlainBackend = 'wasm' | 'cpu';

export type PlainRequest =
  | { readonly kind: 'open'; readonly backend: PlainBackend; readonly files: ModelFiles | ProgramFiles }
  | { readonly kind: 'predict'; readonly inputs: readonly Values[] };

export type PlainReply =
  | { readonly ok: true; readonly version: string; readonly outputs: readonly Values[] }
  | { readonly ok: false; readonly message: Text };

let tf: TF | null = null;
let loaded: LoadedFiles | null = null;

async function open({ backend, files }: Extract<PlainRequest, { kind: 'open' }>): Promise<TF> {
  const module = await import('@tensorflow/tfjs');
  const opened = ((module as { default?: unknown }).default ?? module) as TF;
  if (backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  if (!(await opened.setBackend(backend)))
    throw new TextError(message('interchange.backend-not-loaded', { backend }));
  loaded?.dispose();
  loaded = 'program' in files ? loadProgram(opened, files) : await loadFiles(opened, files);
  return opened;
}

async function answer(request: PlainRequest): Promise<PlainReply> {
  try {
    if (request.kind === 'open') tf = await open(request);
    const outputs = request.kind === 'predict' ? loaded!.predict(request.inputs) : [];
    return { ok: true, version: tf!.version.tfjs, outputs };
  } catch (error) {
    return { ok: false, message: textOf(error) };
  }
}

parentPort!.on('message', (request: PlainRequest) => {
  answer(request).then((reply) => parentPort!.postMessage(reply));
});
