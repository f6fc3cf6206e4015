export interface ProgramParts {
  readonly about: string;
  readonly helpers: readonly string[];
  readonly constants: readonly string[];
  /** `keras.datasets.mnist.load_data()`; null where the data are a folder, or lie beside the program. */
  readonly dataset: string | null;
  /** Expressions of where the data and the first weights lie; null where there are none. */
  readonly data: string | null;
  readonly initial: string | null;
  readonly folder: string;
  readonly imageSize: string;
  readonly colorMode: string;
  readonly prepare: readonly string[];
  readonly layers: readonly string[];
  readonly inputs: string;
  readonly outputs: string;
  readonly name: string;
  readonly optimizer: string;
  readonly loss: string;
  readonly metrics: string;
  readonly targets: string;
  readonly callbacks: readonly string[];
  readonly notes: readonly string[];
  /** Lines between the model's summary and its compilation, and after its evaluation. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Words of the person's language. */
  readonly words: Readonly<
    Record<'data' | 'prepare' | 'model' | 'initial' | 'training' | 'evaluate', string>
  >;
}

export interface Section {
  readonly title: string;
  readonly code: string;
}

const indented = (lines: readonly string[], by = '    '): string =>
  lines.map((line) => `${by}${line}`).join('\n');

const loading = ({ dataset, folder, imageSize, colorMode }: ProgramParts): string =>
  dataset === null
    ? `    train, test = keras.utils.image_dataset_from_directory(
        ${folder}, label_mode='int', color_mode='${colorMode}', image_size=${imageSize}, batch_size=None,
        validation_split=0.2, subset='both', seed=SEED)

    def arrays(split):
        images, labels = zip(*split.as_numpy_iterator())
        return np.stack(images), np.array(labels)

    return arrays(train), arrays(test)`
    : `    (x_train, y_train), (x_test, y_test) = ${dataset}
    if x_train.ndim == 3:
        x_train, x_test = x_train[..., None], x_test[..., None]
    return (x_train, y_train.reshape(-1)), (x_test, y_test.reshape(-1))`;

/** The program in sections: a script has them one after the other, a notebook one a cell. */
export const sectionsOf = (parts: ProgramParts): readonly Section[] => [
  {
    title: parts.about,
    code: `import os
import sys

import numpy as np
import keras
from keras import layers, ops

${parts.constants.join('\n')}`,
  },
  ...(parts.helpers.length > 0 ? [{ title: '', code: parts.helpers.join('\n\n\n') }] : []),
  {
    title: parts.words.data,
    code: `def load_data():
    """${parts.words.data}"""
${
  parts.data === null
    ? `    if os.environ.get('DATA'):
        data = np.load(os.environ['DATA'])
        return (data['x_train'], data['y_train']), (data['x_test'], data['y_test'])
${loading(parts)}`
    : `    data = np.load(os.environ.get('DATA', ${parts.data}))
    return (data['x_train'], data['y_train']), (data['x_test'], data['y_test'])`
}`,
  },
  {
    title: parts.words.prepare,
    code: `def prepare(images):
    """${parts.words.prepare}"""
    x = images.astype('float32')
${parts.prepare.length > 0 ? `${indented(parts.prepare)}\n` : ''}    return x.astype('float32')`,
  },
  {
    title: parts.words.model,
    code: `def build_model():
    """${parts.words.model}"""
${indented(parts.layers)}
    return keras.Model(${parts.inputs}, ${parts.outputs}, name=${parts.name})`,
  },
  ...(parts.initial === null
    ? []
    : [
        {
          title: parts.words.initial,
          code: `def take_over(model):
    """${parts.words.initial}"""
    stored = np.load(${parts.initial})
    for layer in model.layers:
        for at, variable in enumerate(layer.weights):
            if f'{layer.name}/{at}' in stored:
                variable.assign(stored[f'{layer.name}/{at}'])`,
        },
      ]),
  {
    title: parts.words.training,
    code: `def main():
    keras.utils.set_random_seed(SEED)
    (x_train, y_train), (x_test, y_test) = load_data()
    x_train, x_test = prepare(x_train), prepare(x_test)
    y_train, y_test = ${parts.targets}
    order = np.random.permutation(len(x_train))
    x_train, y_train = x_train[order], y_train[order]

    model = build_model()
${parts.initial === null ? '' : '    take_over(model)\n'}    model.summary()
${[...parts.notes, ...parts.before].map((line) => `    ${line}\n`).join('')}    model.compile(
        optimizer=${parts.optimizer},
        loss=${parts.loss},
        metrics=${parts.metrics})
    model.fit(x_train, y_train, epochs=EPOCHS, batch_size=BATCH_SIZE, validation_split=VALIDATION_SPLIT,
              verbose=2${parts.callbacks.length > 0 ? `,\n              callbacks=[${parts.callbacks.join(', ')}]` : ''})

    # ${parts.words.evaluate}
    print(model.evaluate(x_test, y_test, verbose=0, return_dict=True))
${parts.after.map((line) => `    ${line}\n`).join('')}    model.save('model.keras')`,
  },
];

export const script = (sections: readonly Section[]): string =>
  `"""${sections[0]!.title}"""
${sections.map(({ code }) => code).join('\n\n\n')}


if __name__ == '__main__':
    main()
`;

export const runtimeScript = `
import importlib.util, os
import keras

def predict(folder, inputs, weights):
    spec = importlib.util.spec_from_file_location('train', os.path.join(folder, 'train.py'))
    sys.dont_write_bytecode = True
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    model = program.build_model()
    for layer, own in zip(request['layers'], weights):
        variables = model.get_layer(layer['name']).weights if own else []
        assert len(variables) == len(own), layer['name']
        for variable, value in zip(variables, own.values()):
            variable.assign(value)
    given = [keras.ops.convert_to_tensor(x) for x in inputs] if len(inputs) > 1 else inputs[0]
    outputs = timed(lambda: model(given, training=False))
    return [keras.ops.convert_to_numpy(y) for y in (outputs if isinstance(outputs, (list, tuple)) else [outputs])]

def runtime():
    return f'Keras {keras.__version__}'
`;
