import type { Format } from '../format.ts';

/** Lines for the model card. */
export const snippet: NonNullable<Format['snippet']> = {
  syntax: 'python',
  lines: (file) => [
    'import tensorflow as tf',
    `interpreter = tf.lite.Interpreter(${JSON.stringify(file)})`,
    "model = interpreter.get_signature_runner('serving_default')",
    "output = model(input=images)['output']  # any batch size",
  ],
};

export const runtimeScript = `
import os
import numpy as np
import tensorflow as tf

def predict(folder, inputs, weights):
    interpreter = tf.lite.Interpreter(os.path.join(folder, 'model.tflite'), num_threads=1)
    [given] = interpreter.get_input_details()
    interpreter.resize_tensor_input(given['index'], inputs[0].shape)
    interpreter.allocate_tensors()
    interpreter.set_tensor(given['index'], stored(given, inputs[0]))
    timed(interpreter.invoke)
    return [numbers(each, interpreter.get_tensor(each['index'])) for each in interpreter.get_output_details()]

def stored(about, values):
    if about['dtype'] != np.int8:
        return values.astype(about['dtype'])
    scale, zero = about['quantization']
    return np.clip(np.round(values / scale) + zero, -128, 127).astype(np.int8)

def numbers(about, values):
    if about['dtype'] != np.int8:
        return values.astype(np.float32)
    scale, zero = about['quantization']
    return (values.astype(np.float32) - zero) * scale

def runtime():
    return f'TensorFlow Lite {tf.__version__}'
`;
