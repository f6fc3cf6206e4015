import type { TF } from '../../layers/tensorflow.ts';
import type { Runtime } from '../format.ts';
import { loadFiles } from './load.ts';

/** TensorFlow.js's own layers on the native TensorFlow of this process. */
export const nativeRuntime = (tf: TF): Runtime => ({
  title: 'TensorFlow.js, native backend',
  async open(files) {
    const model = await loadFiles(tf, files);
    return {
      runtime: `TensorFlow.js ${tf.version.tfjs}, native backend`,
      predict: async (inputs) => model.predict(inputs),
      close: async () => model.dispose(),
    };
  },
});
