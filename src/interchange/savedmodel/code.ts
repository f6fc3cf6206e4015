/** Lines for the model card. */
export const snippet = {
  syntax: 'python',
  lines: () => [
    'import tensorflow as tf',
    "model = tf.saved_model.load('.')",
    "output = model.signatures['serving_default'](tf.constant(images, tf.float32))['output']",
  ],
};

export const runtimeScript = `
import tensorflow as tf

def predict(folder, inputs, weights):
    serve = tf.saved_model.load(folder).signatures['serving_default']
    outputs = serve(tf.constant(inputs[0]))
    if len(outputs) == 1:
        return [outputs['output'].numpy()]
    return [outputs[f'output_{at}'].numpy() for at in range(len(outputs))]

def runtime():
    return f'TensorFlow {tf.__version__}'
`;
