import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { axesBut, ruleFields, rulesOf } from '../rules.ts';
import { formatShape } from '../shape.ts';
import { refuseTooManyWeights, trained } from '../weights.ts';

const parameters = z.object({
  inputDim: field.count(1000, { max: field.maxDimension }),
  outputDim: field.count(64),
  embeddingsInitializer: field.initializer('randomUniform'),
  ...ruleFields(),
});

/** A norm is that of one symbol's vector. */
const symbolAxes = axesBut(2, 0);

/** A table of vectors: whole numbers `[...shape]` to `[...shape, outputDim]`. The numbers get no gradient. */
export const embedding = defineKind({
  kind: 'embedding',
  family: 'recurrent',
  title: 'Embedding',
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
