import { fans, type Initializer, type InitializerName } from '../../layers/initializers.ts';
import { type Shape, sizeOf } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { createGenerator, type Generator } from './generator.ts';
import { orthogonal } from './orthogonal.ts';

/** Fills an array: a loop of its own for each distribution, for large networks have a hundred million weights. */
type Fill = (values: Float32Array, generator: Generator) => void;

/** Standard deviation of a standard normal cut off at two: Keras divides by it, so that the variance is as asked. */
const truncatedDeviation = 0.87962566103423978;

const uniform = (variance: number): Fill => {
  const limit = Math.sqrt(3 * variance);
  return (values, generator) => {
    for (let index = 0; index < values.length; index++) values[index] = (2 * generator.uniform() - 1) * limit;
  };
};

const normal =
  (deviation: number): Fill =>
  (values, generator) => {
    for (let index = 0; index < values.length; index++) values[index] = generator.normal() * deviation;
  };

const truncatedNormal = (variance: number): Fill => {
  const deviation = Math.sqrt(variance) / truncatedDeviation;
  return (values, generator) => {
    for (let index = 0; index < values.length; index++) {
      let value = generator.normal();
      while (Math.abs(value) > 2) value = generator.normal();
      values[index] = value * deviation;
    }
  };
};

/** Keras 3's `VarianceScaling` under its usual names. */
const fills: Readonly<
  Record<Exclude<InitializerName, 'orthogonal'>, (fanIn: number, fanOut: number) => Fill>
> = {
  glorotUniform: (fanIn, fanOut) => uniform(2 / Math.max(1, fanIn + fanOut)),
  glorotNormal: (fanIn, fanOut) => truncatedNormal(2 / Math.max(1, fanIn + fanOut)),
  heUniform: (fanIn) => uniform(2 / Math.max(1, fanIn)),
  heNormal: (fanIn) => truncatedNormal(2 / Math.max(1, fanIn)),
  lecunUniform: (fanIn) => uniform(1 / Math.max(1, fanIn)),
  lecunNormal: (fanIn) => truncatedNormal(1 / Math.max(1, fanIn)),
  randomUniform: () => uniform(0.05 ** 2 / 3),
  randomNormal: () => normal(0.05),
  truncatedNormal: () => truncatedNormal((0.05 * truncatedDeviation) ** 2),
  zeros: () => (values) => void values.fill(0),
  ones: () => (values) => void values.fill(1),
};

/** A weight's first values, by its initializer, from the seed and the weight's own name. */
export function initialValues(
  initializer: Initializer,
  shape: Shape,
  seed: number,
  name: string,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(sizeOf(shape));
  if (initializer.name === 'values') {
    if (initializer.values.length !== values.length) {
      throw new TextError(
        message('engine.initializer-length', {
          weight: name,
          expected: values.length,
          found: initializer.values.length,
        }),
      );
    }
    values.set(initializer.values);
    return values;
  }
  if (initializer.name === 'constant') return values.fill(initializer.value);
  const generator = createGenerator(seed, `init/${name}`);
  if (initializer.name === 'orthogonal') {
    const columns = shape.at(-1) ?? 1;
    return orthogonal(values.length / columns, columns, generator);
  }
  const { fanIn, fanOut } = initializer.fans ?? fans(shape);
  fills[initializer.name](fanIn, fanOut)(values, generator);
  return values;
}
