import type { Format } from '../format.ts';

export const snippet: NonNullable<Format['snippet']> = {
  syntax: 'js',
  lines: (file) => [
    "import * as tf from '@tensorflow/tfjs';",
    `const model = await tf.loadGraphModel('${file}');`,
    'const output = model.predict(input);',
  ],
};
