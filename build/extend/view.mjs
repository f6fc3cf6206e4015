/** A view: the gradient times the input (Shrikumar et al. 2016). */
export const view = {
  name: 'view',
  file: {
    path: 'src/insight/views/gradient-input.ts',
    text: `import { z } from 'zod';
import type { Tensor } from '../../layers/tensorflow.ts';
import { defineView } from '../view.ts';

/** How much each pixel contributes to a class, to the first order: gradient times value (Shrikumar et al. 2016). */
export const gradientInput = defineView({
  group: 'explanation',
  needs: ['image', 'class'],
  parameters: z.object({}),
  refuse: (_network, { meaning }) => (meaning === 'reconstruction' ? 'needs-classes' : null),
  async *compute({ tf, labels, input, scores }, { image, class: index }) {
    const x = input(image);
    const slope = tf.grad((value: Tensor) => tf.gather(scores(value), [index], 1))(x);
    const [height = 1, width = 1, channels = 1] = x.shape.slice(1);
    const heat = tf.tidy(() => tf.sum(tf.reshape(tf.mul(slope, x), [height * width, -1]), -1));
    const values = { image: new Float32Array(x.dataSync()), heat: new Float32Array(heat.dataSync()) };
    tf.dispose([x, slope, heat]);
    const about = { index, label: labels[index] ?? String(index) };
    yield [
      { figure: 'overlay', height, width, channels, ...values, quantity: 'signed', class: about, frame: null },
    ];
  },
});
`,
  },
  registry: [
    {
      path: 'src/insight/views/registry.ts',
      after: "import { filters } from './filters.ts';\n",
      insert: "import { gradientInput } from './gradient-input.ts';\n",
    },
    {
      path: 'src/insight/views/registry.ts',
      after: '\n  saliency,\n',
      insert: "  'gradient-input': gradientInput,\n",
    },
  ],
  compiler: [/gradient-input/],
  rest: [
    {
      path: 'src/text/members/views/attribution.ts',
      before: '  saliency: {\n    en: {\n',
      insert: `  'gradient-input': {
    en: {
      title: 'Gradient × input',
      about: 'How much each pixel contributes to the score of a class, to the first order.',
    },
    'pt-BR': {
      title: 'Gradiente × entrada',
      about: 'Quanto cada pixel contribui para a pontuação de uma classe, em primeira ordem.',
    },
  },
`,
    },
  ],
  known: ['src/insight/views/registry.ts', 'src/text/members/views/attribution.ts'],
  proves: ['src/text/messages.test.ts', 'src/text/glossary.test.ts'],
};
