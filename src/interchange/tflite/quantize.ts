import { type LiteGraph, type LiteOperator, type LiteTensor, type Quantization, tensor } from './graph.ts';
import { forms } from './quantized-forms.ts';
import { quantizedConstant } from './quantized-values.ts';

/** How the numbers of each calibrated tensor are written in int8. */
export type Ranges = ReadonlyMap<LiteTensor, Quantization>;

/** Float tensors whose ranges are needed, with the names of what was recorded. */
export const calibrated = ({ input, operators }: LiteGraph): readonly LiteTensor[] =>
  [input, ...operators.flatMap(({ outputs }) => outputs)].filter(
    ({ node, type }) => node !== null && type === 'float32',
  );

const sameQuantization = (one: Quantization | null, other: Quantization | null): boolean =>
  one?.zeroPoint === other?.zeroPoint && one?.scales[0] === other?.scales[0];

/** Writes a graph again: what has a form in int8 in that, the rest in float32 with conversions between. */
class Quantizer {
  readonly operators: LiteOperator[] = [];
  readonly #ranges: Ranges;
  /** What stands for a tensor of the graph, as each type. */
  readonly #bytes = new Map<LiteTensor, LiteTensor>();
  readonly #floats = new Map<LiteTensor, LiteTensor>();
  readonly #requantized = new Map<LiteTensor, LiteTensor[]>();

  readonly #input: LiteTensor;

  constructor(input: LiteTensor, ranges: Ranges) {
    this.#input = input;
    this.#ranges = ranges;
  }

  #convert(op: 'QUANTIZE' | 'DEQUANTIZE', from: LiteTensor, to: LiteTensor): LiteTensor {
    this.operators.push({ op, inputs: [from], outputs: [to], options: {} });
    return to;
  }

  asBytes(of: LiteTensor, name: string, quantization: Quantization): LiteTensor {
    return { ...tensor(name, of.shape, { type: 'int8', signature: of.signature }), quantization };
  }

  /** A tensor of the graph is these bytes from now on. */
  isBytes(of: LiteTensor, bytes: LiteTensor): void {
    this.#bytes.set(of, bytes);
  }

  /** The tensor in float32. */
  floatOf(of: LiteTensor): LiteTensor {
    if (of.type !== 'float32') return of;
    const known = this.#floats.get(of);
    if (known) return known;
    const bytes = this.#bytes.get(of);
    if (!bytes) return of;
    const made = this.#convert('DEQUANTIZE', bytes, tensor(`${of.name}/float`, of.shape, of));
    this.#floats.set(of, made);
    return made;
  }

  /** The range it is known to have; null for what was not calibrated. */
  rangeOf(of: LiteTensor): Quantization | null {
    return this.#ranges.get(of) ?? null;
  }

  /** Whether it can be obtained in int8. */
  hasBytes(of: LiteTensor): boolean {
    return this.#bytes.has(of) || this.#ranges.has(of);
  }

  /** Whether it is in int8 already: what was computed in float32 may need its precision further on. */
  isInBytes(of: LiteTensor): boolean {
    return this.#bytes.has(of) || of === this.#input;
  }

  /** The tensor in int8. @param wanted how its numbers are to be read; left out: as they are */
  bytesOf(of: LiteTensor, wanted?: Quantization): LiteTensor {
    const made = this.#bytes.get(of) ?? this.#quantized(of);
    if (!wanted || sameQuantization(made.quantization, wanted)) return made;
    const others = this.#requantized.get(made) ?? [];
    const known = others.find(({ quantization }) => sameQuantization(quantization, wanted));
    if (known) return known;
    const other = this.#convert('QUANTIZE', made, this.asBytes(of, `${made.name}/scaled`, wanted));
    this.#requantized.set(made, [...others, other]);
    return other;
  }

  #quantized(of: LiteTensor): LiteTensor {
    const bytes = this.asBytes(of, `${of.name}/int8`, this.#ranges.get(of)!);
    this.#bytes.set(of, bytes);
    return this.#convert('QUANTIZE', of, bytes);
  }

  write(operator: LiteOperator): void {
    const whole = forms[operator.op]?.(operator, {
      range: (of) => this.rangeOf(of),
      known: (of) => this.hasBytes(of),
      inBytes: (of) => this.isInBytes(of),
      bytes: (of, wanted) => this.bytesOf(of, wanted),
      constant: quantizedConstant,
    });
    if (!whole) {
      const inputs = operator.inputs.map((input) => input && this.floatOf(input));
      this.operators.push({ ...operator, inputs });
      return;
    }
    const outputs = operator.outputs.map((output) => {
      const bytes = this.asBytes(output, output.name, whole.output);
      this.isBytes(output, bytes);
      return bytes;
    });
    this.operators.push({ ...operator, inputs: [...whole.inputs], outputs });
  }
}

/**
 * The same graph with int8 activations and weights wherever TensorFlow Lite has a kernel for that.
 * @param whole inputs and outputs are int8, too, as microcontrollers want them
 */
export function quantized(graph: LiteGraph, ranges: Ranges, whole: boolean): LiteGraph {
  const quantizer = new Quantizer(graph.input, ranges);
  const { input } = graph;
  const range = ranges.get(input);
  let entry = input;
  if (whole && range) {
    entry = quantizer.asBytes(input, input.name, range);
    quantizer.isBytes(input, entry);
  }
  for (const operator of graph.operators) quantizer.write(operator);
  const outputs = graph.outputs.map((output) =>
    whole && quantizer.hasBytes(output) ? quantizer.bytesOf(output) : quantizer.floatOf(output),
  );
  return { input: entry, outputs, operators: quantizer.operators };
}
