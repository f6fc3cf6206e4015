import { axisOf } from '../../../layers/axis.ts';
import { channelsFirst, placeOf, type Tensor, type Value } from '../graph.ts';
import { along, type Call, like, reshaped, type Table } from '../layer.ts';

interface Affine {
  readonly scale: boolean;
  readonly center: boolean;
}

/** What follows a normalization, along one axis. */
function affine(call: Call<Affine>, value: Value, axis: number): Value {
  const { scale, center } = call.params;
  const times = scale
    ? call.node('Mul', [value.tensor, along(call, 'gamma', value, axis, () => call.weight('gamma')!)])
    : value.tensor;
  if (!center) return like(value, times);
  return like(value, call.node('Add', [times, along(call, 'beta', value, axis, () => call.weight('beta')!)]));
}

const constant = (length: number, value: number): Float32Array => new Float32Array(length).fill(value);

export const normalizations = {
  /** ONNX's operator where the axis comes after the batch; else the same as one factor and one offset. */
  batchNormalization(call) {
    const [given] = call.inputs;
    const { epsilon } = call.params;
    const axis = axisOf(call.params.axis, given!.shape)! + 1;
    const rank = given!.shape.length;
    const image = axis === rank && rank > 2;
    const x = image ? call.moved(given!, channelsFirst(given!.shape)) : given!;
    const length = x.shape[axis - 1]!;
    const gamma = () => call.weight('gamma') ?? constant(length, 1);
    const beta = () => call.weight('beta') ?? constant(length, 0);
    const mean = () => call.weight('moving_mean')!;
    const variance = () => call.weight('moving_variance')!;
    if (x.order[0] === 0 && placeOf(x, axis) === 1) {
      const numbers = (name: string, values: () => Float32Array): Tensor =>
        call.floats(name, [length], () => {
          const own = values();
          return x.shuffle ? Float32Array.from(x.shuffle, (at) => own[at]!) : own;
        });
      const inputs = [
        x.tensor,
        numbers('gamma', gamma),
        numbers('beta', beta),
        numbers('moving_mean', mean),
        numbers('moving_variance', variance),
      ];
      return like(x, call.main('BatchNormalization', inputs, { epsilon: { float: epsilon } }));
    }
    const factor = () => variance().map((each, at) => gamma()[at]! / Math.sqrt(each + epsilon));
    const offset = () => {
      const [scales, means] = [factor(), mean()];
      return beta().map((each, at) => each - means[at]! * scales[at]!);
    };
    const scaled = call.main('Mul', [x.tensor, along(call, 'scale', x, axis, factor)]);
    return like(x, call.node('Add', [scaled, along(call, 'offset', x, axis, offset)]));
  },

  /** ONNX's operator where the axis comes last; else composed, so that nothing has to be moved. */
  layerNormalization(call) {
    const [x] = call.inputs;
    const { epsilon, scale, center } = call.params;
    const axis = axisOf(call.params.axis, x!.shape)! + 1;
    const place = placeOf(x!, axis);
    const length = x!.shape[axis - 1]!;
    if (place === x!.order.length - 1) {
      const gamma = along(call, 'gamma', x!, axis, () =>
        scale ? call.weight('gamma')! : constant(length, 1),
      );
      const beta = center ? [along(call, 'beta', x!, axis, () => call.weight('beta')!)] : [];
      const attributes = { axis: { int: -1 }, epsilon: { float: epsilon } };
      return like(x!, call.main('LayerNormalization', [x!.tensor, gamma, ...beta], attributes));
    }
    const mean = (tensor: Tensor) =>
      call.node('ReduceMean', [tensor], { axes: { ints: [place] }, keepdims: { int: 1 } });
    const centered = call.node('Sub', [x!.tensor, mean(x!.tensor)]);
    const variance = mean(call.node('Mul', [centered, centered]));
    const deviation = call.node('Sqrt', [call.node('Add', [variance, call.scalar('epsilon', epsilon)])]);
    return affine(call, like(x!, call.main('Div', [centered, deviation])), axis);
  },

  /** As PyTorch writes it: each group as one channel of an instance normalization. */
  groupNormalization(call) {
    const [given] = call.inputs;
    const { groups, epsilon } = call.params;
    const x = call.moved(given!, channelsFirst(given!.shape));
    const parts = call.node('Reshape', [x.tensor, call.ints('groups', [0, groups, -1])]);
    const ones = call.floats('ones', [groups], () => constant(groups, 1));
    const zeros = call.floats('zeros', [groups], () => constant(groups, 0));
    const normal = call.main('InstanceNormalization', [parts, ones, zeros], { epsilon: { float: epsilon } });
    return affine(call, like(x, reshaped(call, normal, x.shape, x.order)), x.shape.length);
  },

  localResponseNormalization(call) {
    const { depthRadius, alpha, beta, bias } = call.params;
    const size = 2 * depthRadius + 1;
    const x = call.moved(call.inputs[0]!, channelsFirst(call.output));
    // ONNX divides alpha by the number of channels that it sums.
    const attributes = {
      size: { int: size },
      alpha: { float: alpha * size },
      beta: { float: beta },
      bias: { float: bias },
    };
    return like(x, call.main('LRN', [x.tensor], attributes));
  },
} satisfies Partial<Table>;
