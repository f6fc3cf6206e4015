import { fans, type Initializer } from '../../layers/initializers.ts';
import type { WeightSpec } from '../../layers/kind.ts';
import { literal } from '../python/literal.ts';
import type { Named } from '../pytorch/export.ts';

/** As float32 distinguishes them. */
const rounded = (value: number): number => Number(value.toPrecision(7));

const uniform = (limit: number) => (weight: string) =>
  `nn.init.uniform_(${weight}, -${rounded(limit)}, ${rounded(limit)})`;

/** Keras draws from a normal distribution that is cut at two standard deviations. @param spread after the cut */
const truncated = (spread: number) => (weight: string) => {
  const own = rounded(spread / 0.87962566103423978);
  return `nn.init.trunc_normal_(${weight}, 0, ${own}, ${rounded(-2 * own)}, ${rounded(2 * own)})`;
};

type Fans = ReturnType<typeof fans>;

const byName: Readonly<
  Record<Exclude<Initializer['name'], 'constant' | 'values'>, (fans: Fans) => (weight: string) => string>
> = {
  glorotUniform: ({ fanIn, fanOut }) => uniform(Math.sqrt(6 / (fanIn + fanOut))),
  glorotNormal: ({ fanIn, fanOut }) => truncated(Math.sqrt(2 / (fanIn + fanOut))),
  heUniform: ({ fanIn }) => uniform(Math.sqrt(6 / fanIn)),
  heNormal: ({ fanIn }) => truncated(Math.sqrt(2 / fanIn)),
  lecunUniform: ({ fanIn }) => uniform(Math.sqrt(3 / fanIn)),
  lecunNormal: ({ fanIn }) => truncated(Math.sqrt(1 / fanIn)),
  randomUniform: () => uniform(0.05),
  randomNormal: () => (weight) => `nn.init.normal_(${weight}, 0, 0.05)`,
  truncatedNormal: () => (weight) => `nn.init.trunc_normal_(${weight}, 0, 0.05, -0.1, 0.1)`,
  orthogonal: () => (weight) => `nn.init.orthogonal_(${weight})`,
  zeros: () => (weight) => `nn.init.zeros_(${weight})`,
  ones: () => (weight) => `nn.init.ones_(${weight})`,
};

function lineOf({ initializer, shape }: WeightSpec, weight: string): string {
  if (initializer.name === 'constant') return `nn.init.constant_(${weight}, ${rounded(initializer.value)})`;
  if (initializer.name === 'values') {
    if (shape.length > 1) return `${weight}.copy_(torch.tensor(BITMAPS))`;
    // A forget gate that starts open.
    const [first, last] = [initializer.values.indexOf(1), initializer.values.lastIndexOf(1)];
    return `nn.init.zeros_(${weight})[${first}:${last + 1}] = 1`;
  }
  return byName[initializer.name](initializer.fans ?? fans(shape))(weight);
}

/** A weight as Python reaches it: modules of a Sequential have numbers. */
const weightCode = (name: string, key: string): string =>
  `model.${name}.${key}`.replace(/\.(\d+)(?=\.)/g, '[$1]');

/** Lines that give `model` the weights that Keras's initializers would draw. */
export const initializeLines = (layers: readonly Named[]): readonly string[] =>
  layers.flatMap(({ layer, name, torch }) =>
    layer.weights.map((spec) => lineOf(spec, weightCode(name, torch.weights!(spec).key))),
  );

/** The sum of the weights' penalties, as an expression; empty where there are none. */
export const penaltyOf = (layers: readonly Named[]): string =>
  layers
    .flatMap(({ layer, name, torch }) =>
      layer.weights.flatMap((spec) => {
        if (!spec.penalty) return [];
        const weight = weightCode(name, torch.weights!(spec).key);
        const { l1, l2 } = spec.penalty;
        return [
          ...(l1 > 0 ? [`${literal(l1)} * ${weight}.abs().sum()`] : []),
          ...(l2 > 0 ? [`${literal(l2)} * ${weight}.square().sum()`] : []),
        ];
      }),
    )
    .join(' + ');
