import { sizeOf } from '../../layers/shape.ts';
import { halfOf } from '../onnx/precision.ts';
import { type LiteGraph, type LiteOperator, type LiteTensor, tensor } from './graph.ts';

/** Smaller constants stay as they are: they take few bytes and much accuracy. */
const minElements = 64;

const isLarge = ({ values, type, shape }: LiteTensor): boolean =>
  values !== null && type === 'float32' && shape.length >= 2 && sizeOf(shape) >= minElements;

/** Stores large weights in half the bytes; they become float32 before they are used. */
export function withHalves(graph: LiteGraph): void {
  const stored = new Map<LiteTensor, LiteTensor>();
  const restored: LiteOperator[] = [];
  const wholeOf = (constant: LiteTensor): LiteTensor => {
    const known = stored.get(constant);
    if (known) return known;
    const values = constant.values as () => Float32Array;
    const half: LiteTensor = {
      ...constant,
      name: `${constant.name}/float16`,
      type: 'float16',
      // A half's bits in a typed array of the same width.
      values: () => Uint16Array.from(values(), halfOf),
    };
    const whole = tensor(constant.name, constant.shape);
    stored.set(constant, whole);
    restored.push({ op: 'DEQUANTIZE', inputs: [half], outputs: [whole], options: {} });
    return whole;
  };
  for (const operator of graph.operators) {
    operator.inputs = operator.inputs.map((input) => (input && isLarge(input) ? wholeOf(input) : input));
  }
  graph.operators = [...restored, ...graph.operators];
}
