import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { axesBut, ruleFields, rulesOf } from '../rules.ts';
import { formatShape } from '../shape.ts';
import { refuseTooManyWeights, trained } from '../weights.ts';

const parameters = z.object({
  inputDim: field.count(
    1000,
    { title: 'Vocabulary', description: 'How many different symbols there are; they are numbered from 0.' },
    { max: field.maxDimension },
  ),
  outputDim: field.count(64, {
    title: 'Features',
    description: 'Length of the vector that stands for a symbol.',
  }),
  embeddingsInitializer: field.initializer('randomUniform', 'Initialiser'),
  ...ruleFields(),
});

/** A norm is that of one symbol's vector. */
const symbolAxes = axesBut(2, 0);

/** A table of vectors: whole numbers `[...shape]` to `[...shape, outputDim]`. The numbers get no gradient. */
export const embedding = defineKind({
  kind: 'embedding',
  family: 'recurrent',
  title: 'Embedding',
  synonyms: ['embed', 'word embedding', 'lookup table', 'word vectors', 'word2vec'],
  keywords: ['text', 'words', 'tokens', 'vocabulary', 'lookup', 'word2vec'],
  lesson:
    'Turns symbols, such as the words of a text, into vectors that are learnt. Each symbol is a number, and the layer ' +
    'looks up its row in a table. While training, words that are used alike move close together, so that what is ' +
    'learnt about one serves the other. It must be the first layer, and its input must be whole numbers from 0 to ' +
    'vocabulary - 1.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ inputDim, outputDim }) => formatShape([inputDim, outputDim]),
  inferShape: ({ inputDim, outputDim }, [shape]) =>
    refuseTooManyWeights([inputDim, outputDim]) ?? ok([...shape!, outputDim]),
  weights: (params) => [
    trained(
      'embeddings',
      [params.inputDim, params.outputDim],
      params.embeddingsInitializer,
      rulesOf(params, symbolAxes),
    ),
  ],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, _params, { inputs, weights }) =>
    tf.gather(weights['embeddings']!, tf.cast(inputs[0]!, 'int32')),
});
