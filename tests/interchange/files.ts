import { collectFiles } from '../../src/interchange/collect.ts';
import { onnx } from '../../src/interchange/onnx/export.ts';
import type { TrainedNetwork } from '../../src/interchange/sources.ts';
import { tfjs } from '../../src/interchange/tfjs/export.ts';
import type { ModelFiles } from '../../src/interchange/tfjs/load.ts';

/** A network as TensorFlow.js is given it. */
export async function tfjsFiles(trained: TrainedNetwork): Promise<ModelFiles> {
  const [model, weights] = await collectFiles(tfjs.write(trained, { input: 'floats' }));
  return { model: new TextDecoder().decode(model!.bytes), weights: weights!.bytes };
}

/** A network as ONNX Runtime is given it. */
export async function onnxFile(trained: TrainedNetwork): Promise<Uint8Array> {
  const [model] = await collectFiles(
    onnx.write(trained, { layout: 'nhwc', precision: 'float32', calibration: 128, input: 'floats' }),
  );
  return model!.bytes;
}
