import { join } from 'node:path';
import { readRegular } from '../../files/read.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { Runtime, Values } from '../format.ts';
import { startThread } from '../thread.ts';
import { transposed } from '../transpose.ts';
import { modelFile } from './files.ts';
import type { Layout } from './model.ts';
import { maxBytes } from './proto.ts';
import type { OnnxReply, OnnxRequest } from './runtime-thread.ts';

/** A thread that runs ONNX models; a model that brings it down takes nothing else with it. */
export function startOnnxThread() {
  const thread = startThread<OnnxRequest, OnnxReply>('onnx-thread', (code) =>
    message('interchange.onnx-thread-ended', { code }),
  );
  return {
    ...thread,
    async ask(request: OnnxRequest): Promise<Extract<OnnxReply, { readonly ok: true }>> {
      const reply = await thread.ask(request);
      if (reply.ok) return reply;
      throw new TextError(reply.message);
    },
  };
}

/** Images and volumes with their channels behind the batch, and back; others as they are. */
export function turned({ shape, values }: Values, to: 'first' | 'last'): Values {
  if (shape.length < 4) return { shape, values };
  const inner = shape.map((_, axis) => axis).slice(2);
  const axes = to === 'first' ? [0, shape.length - 1, 1, ...inner.slice(0, -1)] : [0, ...inner, 1];
  return { shape: axes.map((axis) => shape[axis]!), values: transposed(values, shape, axes) };
}

/** ONNX Runtime's build for WebAssembly, which is on every machine. @param layout of the model's images */
export const onnxRuntimeFor = (layout: Layout): Runtime => ({
  title: message('interchange.onnx-runtime', { version: null }),
  async open(folder) {
    const model = await readRegular(join(folder, modelFile), maxBytes);
    const thread = startOnnxThread();
    try {
      const { version } = await thread.ask({ kind: 'open', model });
      return {
        runtime: message('interchange.onnx-runtime', { version }),
        predict: async (inputs) => {
          const given = layout === 'nchw' ? inputs.map((input) => turned(input, 'first')) : inputs;
          const { outputs } = await thread.ask({ kind: 'predict', inputs: given });
          return layout === 'nchw' ? outputs.map((output) => turned(output, 'last')) : outputs;
        },
        close: async () => {
          await thread.end();
        },
      };
    } catch (error) {
      await thread.end();
      throw error;
    }
  },
});
