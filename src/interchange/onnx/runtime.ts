import { join } from 'node:path';
import { readRegular } from '../../files/read.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { Runtime } from '../format.ts';
import { startThread } from '../thread.ts';
import { modelFile } from './files.ts';
import { mostBytes } from './proto.ts';
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

/** ONNX Runtime's build for WebAssembly, which is on every machine. */
export const onnxRuntime: Runtime = {
  title: message('interchange.onnx-runtime', { version: null }),
  async open(folder) {
    const model = await readRegular(join(folder, modelFile), mostBytes);
    const thread = startOnnxThread();
    try {
      const { version } = await thread.ask({ kind: 'open', model });
      return {
        runtime: message('interchange.onnx-runtime', { version }),
        predict: async (inputs) => (await thread.ask({ kind: 'predict', inputs })).outputs,
        close: async () => {
          await thread.end();
        },
      };
    } catch (error) {
      await thread.end();
      throw error;
    }
  },
};
