import type { TF } from '../../layers/tensorflow.ts';
import { message } from '../../text/message.ts';
import type { Runtime } from '../format.ts';
import { loadFiles, readFiles } from './load.ts';

/** TensorFlow.js's own layers on the native TensorFlow of this process. */
export const nativeRuntime = (tf: TF): Runtime => ({
  title: message('interchange.runtime', { version: null, backend: 'native' }),
  async open(folder) {
    const model = await loadFiles(tf, await readFiles(folder));
    return {
      runtime: message('interchange.runtime', { version: tf.version.tfjs, backend: 'native' }),
      predict: async (inputs) => model.predict(inputs),
      close: async () => model.dispose(),
    };
  },
});
