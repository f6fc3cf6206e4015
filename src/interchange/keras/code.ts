import { ownLayersFile } from './convas-layers.ts';

/** What runs an exported file in Python's Keras, for `--verify`. */
export const verifyScript = (file: string): string => `
import os
import keras

def predict(folder, inputs, weights):
    own = os.path.join(folder, '${ownLayersFile}')
    if os.path.exists(own):
        exec(compile(open(own, encoding='utf-8').read(), own, 'exec'), {'__name__': 'convas_layers'})
    model = keras.models.load_model(os.path.join(folder, '${file}'), compile=False)
    outputs = timed(lambda: model(inputs if len(inputs) > 1 else inputs[0], training=False))
    return [np.asarray(y) for y in (outputs if isinstance(outputs, (list, tuple)) else [outputs])]

def runtime():
    return 'Keras ' + keras.__version__
`;
