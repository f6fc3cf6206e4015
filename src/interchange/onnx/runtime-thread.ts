import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import * as ort from 'onnxruntime-web';
import type { Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { Values } from '../format.ts';

/* ONNX Runtime as a browser has it, in WebAssembly: nothing of Convas's. Answers each message with one. */

export type OnnxRequest =
  | { readonly kind: 'open'; readonly model: Uint8Array }
  | { readonly kind: 'predict'; readonly inputs: readonly Values[] };

export type OnnxReply =
  | { readonly ok: true; readonly version: string; readonly outputs: readonly Values[] }
  | { readonly ok: false; readonly message: Text };

// It imports its module from a folder, which in the packaged app is beside the archive, not inside.
const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web'));
ort.env.wasm.wasmPaths = `${pathToFileURL(folder.replace(/app\.asar(?!\.)/, 'app.asar.unpacked')).href}/`;
// Threads of its own would each need the module's file; one is quick enough.
ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

let session: ort.InferenceSession | null = null;

async function predict(inputs: readonly Values[]): Promise<Values[]> {
  const { inputNames, inputMetadata, outputNames } = session!;
  const feeds = Object.fromEntries(
    inputs.map(({ shape, values }, at) => {
      const about = inputMetadata[at]!;
      const isBytes = about.isTensor && about.type === 'uint8';
      const tensor = isBytes
        ? new ort.Tensor('uint8', Uint8Array.from(values), shape)
        : new ort.Tensor('float32', values, shape);
      return [inputNames[at]!, tensor];
    }),
  );
  const outputs = await session!.run(feeds);
  return outputNames.map((name) => {
    const { dims, data } = outputs[name]!;
    return { shape: dims, values: new Float32Array(data as Float32Array) };
  });
}

async function answer(request: OnnxRequest): Promise<OnnxReply> {
  try {
    if (request.kind === 'open') session = await ort.InferenceSession.create(request.model);
    const outputs = request.kind === 'predict' ? await predict(request.inputs) : [];
    return { ok: true, version: ort.env.versions.common, outputs };
  } catch (error) {
    return { ok: false, message: textOf(error) };
  }
}

parentPort!.on('message', (request: OnnxRequest) => {
  answer(request).then((reply) => parentPort!.postMessage(reply));
});
