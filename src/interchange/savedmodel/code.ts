/** Lines for the model card. */
export const snippet = {
  syntax: 'python',
  lines: () => [
    'import tensorflow as tf',
    "model = tf.saved_model.load('.')",
    "output = model.signatures['serving_default'](tf.constant(images, tf.float32))['output']",
    '# Images as stored, uint8, where the network was trained on images:',
    "output = model.signatures['serving_bytes'](images=tf.constant(stored))['output']",
  ],
};

export const runtimeScript = `
import tensorflow as tf

def predict(folder, inputs, weights):
    serve = tf.saved_model.load(folder).signatures['serving_default']
    given = tf.constant(inputs[0])
    outputs = timed(lambda: serve(given))
    if len(outputs) == 1:
        return [outputs['output'].numpy()]
    return [outputs[f'output_{at}'].numpy() for at in range(len(outputs))]

def runtime():
    return f'TensorFlow {tf.__version__}'
`;
