import { axisOf } from '../../../layers/axis.ts';
import { args } from '../../python/literal.ts';
import { dimOf, moduleOf, type Table, type TorchWeight } from '../layer.ts';

const keys: Readonly<Record<string, string>> = {
  gamma: 'weight',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};
const weights = ({ name }: { readonly name: string }): TorchWeight => ({ key: keys[name]! });

export const normalizations = {
  batchNormalization(params, { inputs: [shape], frozen }) {
    const axis = axisOf(params.axis, shape!)!;
    const { momentum, epsilon: eps, center, scale } = params;
    const make = `BatchNorm(${args(
      [shape![axis]!],
      { dim: dimOf(axis, shape!.length), momentum, eps, center, scale, frozen },
      { dim: 1, momentum: 0.99, eps: 0.001, center: true, scale: true, frozen: false },
    )})`;
    return moduleOf(make, { weights, helpers: ['BatchNorm'] });
  },
  layerNormalization(params, { inputs: [shape] }) {
    const axis = axisOf(params.axis, shape!)!;
    const { epsilon: eps, center, scale } = params;
    const make = `LayerNorm(${args(
      [shape![axis]!],
      { dim: dimOf(axis, shape!.length), eps, center, scale },
      { dim: 1, eps: 0.001, center: true, scale: true },
    )})`;
    return moduleOf(make, { weights, helpers: ['LayerNorm'] });
  },
  groupNormalization: ({ groups, epsilon, center, scale }, { inputs: [shape] }) =>
    moduleOf(
      `nn.GroupNorm(${args([groups, shape!.at(-1)!], { eps: epsilon, affine: center || scale }, { affine: true })})`,
      {
        weights,
        // One without the other.
        setup: (module) =>
          center === scale ? [] : [`${module}.register_parameter('${center ? 'weight' : 'bias'}', None)`],
      },
    ),
  localResponseNormalization({ depthRadius, bias, alpha, beta }) {
    const size = 2 * depthRadius + 1;
    // PyTorch divides the sum by the number of channels.
    return moduleOf(`nn.LocalResponseNorm(${args([size], { alpha: alpha * size, beta, k: bias })})`);
  },
} satisfies Partial<Table>;
