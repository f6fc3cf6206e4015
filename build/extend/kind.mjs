/** A kind of layer: Keras 2's ThresholdedReLU, which Convas does not have. */
export const kind = {
  name: 'layer kind',
  file: {
    path: 'src/layers/activation/thresholded-relu.ts',
    text: `import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';

const parameters = z.object({ theta: field.real(1, { min: 0, max: 1e6 }) });

/** Passes what is above a threshold (Konda, Memisevic, Krueger 2015); any shape. */
export const thresholdedRelu = defineKind({
  kind: 'thresholdedRelu',
  family: 'activation',
  title: 'ThresholdedReLU',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ theta }) => String(theta),
  inferShape: (_params, [shape]) => ok(shape!),
  weights: () => [],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward(tf, { theta }, { inputs }) {
    const x = inputs[0]!;
    return tf.mul(x, tf.step(tf.sub(x, theta)));
  },
});
`,
  },
  registry: [
    {
      path: 'src/layers/registry.ts',
      after: "import { prelu } from './activation/prelu.ts';\n",
      insert: "import { thresholdedRelu } from './activation/thresholded-relu.ts';\n",
    },
    { path: 'src/layers/registry.ts', after: '\n  prelu,\n', insert: '  thresholdedRelu,\n' },
  ],
  /** What the compiler must name: the missing texts, the missing row of a format's table, the missing test grid. */
  compiler: [
    /thresholded-relu\.ts\(\d+,\d+\): error/,
    ...['tfjs', 'keras', 'onnx', 'pytorch'].map(
      (format) => new RegExp(`interchange/${format}/table\\.ts.*thresholdedRelu`, 's'),
    ),
    /conformance\/grids\.ts.*thresholdedRelu/s,
  ],
  rest: [
    {
      path: 'src/text/members/kinds/activation.ts',
      before: '  prelu: {\n    en: {\n',
      insert: `  thresholdedRelu: {
    en: {
      lesson:
        'Passes values above a threshold and sets the others to 0. A ReLU with threshold 0 is the usual case; a higher one asks for stronger evidence.',
      keywords: ['threshold', 'nonlinearity'],
      parameters: { theta: { title: 'Threshold', description: 'Values up to it become 0.' } },
    },
    'pt-BR': {
      lesson:
        'Deixa passar os valores acima de um limiar e zera os demais. Com limiar 0 é a ReLU usual; um limiar maior exige indícios mais fortes.',
      keywords: ['limiar', 'não linearidade'],
      parameters: { theta: { title: 'Limiar', description: 'Valores até ele se tornam 0.' } },
    },
  },
`,
    },
    {
      path: 'src/interchange/tfjs/layers/core.ts',
      before: '  prelu({ sharedAxes, alphaInitializer }',
      insert: "  thresholdedRelu: ({ theta }) => plain('ThresholdedReLU', { theta }),\n",
    },
    {
      path: 'src/interchange/keras/layers/core.ts',
      before: '  prelu,\n} satisfies',
      insert: "  thresholdedRelu: codec('ThresholdedReLU', [same('theta', 'theta')]),\n",
    },
    {
      path: 'src/interchange/onnx/kinds/core.ts',
      before: '  prelu(call) {\n',
      insert: `  thresholdedRelu(call) {
    const [x] = call.inputs;
    return like(x!, call.main('ThresholdedRelu', [x!.tensor], { alpha: { float: call.params.theta } }));
  },
`,
    },
    {
      path: 'src/interchange/pytorch/layers/core.ts',
      before: '  prelu({ sharedAxes }, { inputs: [shape] }) {\n',
      insert: '  thresholdedRelu: ({ theta }) => moduleOf(`nn.Threshold(\u0024{theta}, 0.0)`),\n',
    },
    {
      path: 'tests/conformance/grids/core.ts',
      before: '  prelu: [\n',
      insert: "  thresholdedRelu: on('thresholdedRelu', image, {}, { theta: 0.25 }),\n",
    },
  ],
  known: ['src/layers/registry.ts', 'src/text/members/kinds/activation.ts'],
  asks: [{ test: 'tests/golden/layers.test.ts', pattern: /thresholdedRelu/ }],
  tests: [
    {
      path: 'tests/golden/layers.json',
      after: '[\n',
      insert: `${[
        '{"kind":"thresholdedRelu","params":{"theta":0.5},"oracle":"keras","training":false,',
        '"inputs":[{"shape":[2,2],"values":[0.25,0.5,0.75,-1]}],"weights":{},',
        '"output":{"shape":[2,2],"values":[0,0,0.75,0]},"direction":{"shape":[2,2],"values":[1,2,3,4]},',
        '"inputGradients":[{"shape":[2,2],"values":[0,0,3,0]}],"weightGradients":{}},',
      ].join('')}\n`,
    },
  ],
  proves: ['tests/golden/layers.test.ts', 'src/layers/registry.test.ts'],
};
