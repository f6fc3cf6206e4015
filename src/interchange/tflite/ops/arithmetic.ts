import { type Call, lengthsOf, type Write } from '../call.ts';
import { type LiteTensor, scalar } from '../graph.ts';
import type { Builtin } from '../schema.ts';

const unary =
  (op: Builtin): Write =>
  (call) => {
    call.emit(op, [call.input(0)], call.output());
  };

const binary =
  (op: Builtin): Write =>
  (call) => {
    call.emit(op, [call.input(0), call.input(1)], call.output());
  };

/** Operators one after the other on a tensor, each with a number where it takes two. */
const through = (call: Call, x: LiteTensor, ...steps: readonly (readonly [Builtin, number?])[]): LiteTensor =>
  steps.reduce((value, [op, number], at) => {
    const others = number === undefined ? [] : [scalar(call.name(`number${at}`), number)];
    return call.emit(op, [value, ...others], call.inner(lengthsOf(x)));
  }, x);

const near = (value: number | undefined, to: number): boolean =>
  value !== undefined && Math.abs(value - to) < 1e-6;

/** `x` where `mul` is `x * factor`; null for what is none. */
function scaledBy(call: Call, name: string, factor: number): string | null {
  const made = call.maker(name);
  if (made?.op !== 'Mul') return null;
  const [left, right] = made.inputs as [string, string];
  if (near(call.constant(right)?.[0], factor)) return left;
  return near(call.constant(left)?.[0], factor) ? right : null;
}

/** The `x` of `(x / 2) * (1 + erf(x / sqrt(2)))`; null where that is not what is multiplied. */
function gaussianOf(call: Call, half: string, rest: string): string | null {
  const sum = call.maker(rest);
  if (sum?.op !== 'Add' && sum?.op !== 'AddV2') return null;
  const erf = call.maker(sum.inputs[0]!);
  if (erf?.op !== 'Erf' || !near(call.constant(sum.inputs[1]!)?.[0], 1)) return null;
  const x = scaledBy(call, half, 0.5);
  return x !== null && scaledBy(call, erf.inputs[0]!, Math.SQRT1_2) === x ? x : null;
}

export const arithmetic: Readonly<Record<string, Write>> = {
  Identity: unary('RESHAPE'),
  Add: binary('ADD'),
  AddV2: binary('ADD'),
  BiasAdd: binary('ADD'),
  Sub: binary('SUB'),
  RealDiv: binary('DIV'),
  Maximum: binary('MAXIMUM'),
  Minimum: binary('MINIMUM'),
  Mul(call) {
    const [left, right] = call.node.inputs as [string, string];
    const x = gaussianOf(call, left, right);
    if (x === null) return binary('MUL')(call);
    const at = call.maker(left)!.inputs.indexOf(x);
    call.emit('GELU', [call.inputOf(call.maker(left)!.inputs[at]!)], call.output());
  },
  Square: unary('SQUARE'),
  Sqrt: unary('SQRT'),
  Rsqrt: unary('RSQRT'),
  Neg: unary('NEG'),
  Abs: unary('ABS'),
  Exp: unary('EXP'),
  Log: unary('LOG'),
  Tanh: unary('TANH'),
  Sigmoid: unary('LOGISTIC'),
  Relu: unary('RELU'),
  Relu6: unary('RELU6'),
  Elu: unary('ELU'),
  Softmax: unary('SOFTMAX'),
  LeakyRelu(call) {
    call.emit('LEAKY_RELU', [call.input(0)], call.output(), { alpha: call.attribute<number>('alpha', 0.2) });
  },
  /** `scale * (relu(x) + alpha * elu(min(x, 0)))`, Klambauer et al. 2017. */
  Selu(call) {
    const x = call.input(0);
    const [scale, alpha] = [1.0507009873554805, 1.6732632423543772];
    const positive = through(call, x, ['RELU'], ['MUL', scale]);
    const negative = through(call, x, ['MINIMUM', 0], ['ELU'], ['MUL', scale * alpha]);
    call.emit('ADD', [positive, negative], call.output());
  },
  /** `relu(x) + log(1 + exp(-|x|))`, which overflows nowhere. */
  Softplus(call) {
    const x = call.input(0);
    const rest = through(call, x, ['ABS'], ['NEG'], ['EXP'], ['ADD', 1], ['LOG']);
    call.emit('ADD', [through(call, x, ['RELU']), rest], call.output());
  },
  /** Abramowitz and Stegun 7.1.26, within 2e-7; GELU has an operator of its own. */
  Erf(call) {
    const x = call.input(0);
    const distance = through(call, x, ['ABS']);
    const down = through(call, distance, ['MUL', 0.3275911], ['ADD', 1]);
    const one = scalar(call.name('one'), 1);
    const t = call.emit('DIV', [one, down], call.inner(lengthsOf(x)));
    const polynomial = [-1.453152027, 1.421413741, -0.284496736, 0.254829592].reduce(
      (sum, factor) => through(call, call.emit('MUL', [sum, t], call.inner(lengthsOf(x))), ['ADD', factor]),
      through(call, t, ['MUL', 1.061405429]),
    );
    const bell = through(call, x, ['SQUARE'], ['NEG'], ['EXP']);
    const tail = call.emit('MUL', [polynomial, t], call.inner(lengthsOf(x)));
    const rest = call.emit('MUL', [tail, bell], call.inner(lengthsOf(x)));
    const size = call.emit('SUB', [scalar(call.name('whole'), 1), rest], call.inner(lengthsOf(x)));
    call.emit('MUL', [size, through(call, x, ['SIGN'])], call.output());
  },
};
