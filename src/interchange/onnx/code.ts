import type { Format } from '../format.ts';

export const snippet: NonNullable<Format['snippet']> = {
  syntax: 'python',
  lines: (file) => [
    'import onnxruntime',
    `session = onnxruntime.InferenceSession('${file}')`,
    'output, = session.run(None, {session.get_inputs()[0].name: images})',
  ],
};
