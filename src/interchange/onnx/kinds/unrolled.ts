import type { ActivationName } from '../../../layers/activations.ts';
import { activated } from '../activations.ts';
import type { Tensor, Value } from '../graph.ts';
import { ordered, transposed } from '../layer.ts';
import type { cells, RecurrentCall } from './cells.ts';

/** Columns of some gates of a matrix `[in, gates * units]`. */
function columns(matrix: Float32Array, width: number, from: number, to: number): Float32Array {
  const rows = transposed(matrix, [matrix.length / width, width], [1, 0]).slice(
    (from * matrix.length) / width,
    (to * matrix.length) / width,
  );
  return transposed(rows, [to - from, matrix.length / width], [1, 0]);
}

/**
 * A recurrent layer step by step in operators of its own, for activation functions that ONNX's LSTM and GRU do not have.
 * @param x `[time, batch, features]`
 * @returns the output of each step, `[1, batch, units]`
 */
export function unrolled(
  call: RecurrentCall,
  which: keyof typeof cells,
  x: Value,
  prefix: string,
): readonly Tensor[] {
  const { units, activation, recurrentActivation, useBias, resetAfter = false } = call.params;
  const { node } = call;
  const [time, features] = x.shape as [number, number];
  const gates = which === 'lstm' ? 4 : 3;
  const width = gates * units;
  const weight = (name: string) => call.weight(`${prefix}${name}`)!;
  const apply = (name: ActivationName, tensor: Tensor): Tensor =>
    activated(call, name, { ...ordered(tensor, [1, units]) }).tensor;

  const kernel = call.floats('kernel', [features, width], () => weight('kernel'));
  const bias = (side: number) =>
    call.floats('bias', [width], () => weight('bias').subarray(side * width, (side + 1) * width));
  const product = node('MatMul', [x.tensor, kernel]);
  const driven = useBias ? node('Add', [product, bias(0)]) : product;
  const steps = call.split('Split', [driven], { axis: { int: 0 } }, time);
  const part = (name: string, from: number, to: number): Tensor =>
    call.floats(name, [units, (to - from) * units], () =>
      columns(weight('recurrent_kernel'), width, from * units, to * units),
    );
  const gatesOf = (tensor: Tensor, count: number) =>
    call.split('Split', [tensor], { axis: { int: 2 } }, count);
  const zeros = call.floats('zeros', [1, 1, units], () => new Float32Array(units));

  if (which === 'lstm') {
    const recurrent = part('recurrent_kernel', 0, 4);
    let [hidden, carry] = [zeros, zeros];
    return steps.map((step) => {
      const sums = node('Add', [step, node('MatMul', [hidden, recurrent])]);
      const [input, forget, candidate, output] = gatesOf(sums, 4) as [Tensor, Tensor, Tensor, Tensor];
      const kept = node('Mul', [apply(recurrentActivation, forget), carry]);
      carry = node('Add', [
        kept,
        node('Mul', [apply(recurrentActivation, input), apply(activation, candidate)]),
      ]);
      hidden = node('Mul', [apply(recurrentActivation, output), apply(activation, carry)]);
      return hidden;
    });
  }

  const all = part('recurrent_kernel', 0, resetAfter ? 3 : 2);
  const own = resetAfter ? null : part('candidate_kernel', 2, 3);
  const after = useBias && resetAfter ? bias(1) : null;
  const one = call.scalar('one', 1);
  let hidden = zeros;
  return steps.map((step) => {
    const multiplied = node('MatMul', [hidden, all]);
    const fed = gatesOf(after ? node('Add', [multiplied, after]) : multiplied, resetAfter ? 3 : 2);
    const given = gatesOf(step, 3);
    const gate = (index: number) => apply(recurrentActivation, node('Add', [given[index]!, fed[index]!]));
    const reset = gate(1);
    const recalled = own
      ? node('MatMul', [node('Mul', [reset, hidden]), own])
      : node('Mul', [reset, fed[2]!]);
    const candidate = apply(activation, node('Add', [given[2]!, recalled]));
    const keep = gate(0);
    const kept = node('Mul', [keep, hidden]);
    hidden = node('Add', [kept, node('Mul', [node('Sub', [one, keep]), candidate])]);
    return hidden;
  });
}
