import type { Format } from '../format.ts';

/** Lines for the model card. */
export const snippet: NonNullable<Format['snippet']> = {
  syntax: 'python',
  lines: (file) => [
    'import tensorflow as tf',
    `interpreter = tf.lite.Interpreter(${JSON.stringify(file)})`,
    "model = interpreter.get_signature_runner('serving_default')",
    "output = model(input=images)['output']  # float32, any batch size",
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
    interpreter.set_tensor(given['index'], inputs[0])
    interpreter.invoke()
    return [interpreter.get_tensor(each['index']).astype(np.float32) for each in interpreter.get_output_details()]

def runtime():
    return f'TensorFlow Lite {tf.__version__}'
`;
