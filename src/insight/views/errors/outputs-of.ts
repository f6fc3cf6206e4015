import { applyReading } from '../../../network/outputs.ts';
import type { Examples, Tools } from '../../view.ts';

/** What a network puts out for some examples, and what it was to put out. */
export interface OutputsFound {
  /** What the outputs mean, `[size]`. */
  readonly predicted: Float32Array;
  /** `[size of the truth]` of the example; the input itself where that is returned. */
  readonly truth: Float32Array | Int32Array;
}

/** Examples that are computed at once. */
const portion = 64;

/** The outputs for some examples, one after the other, in turn with training. */
export async function* outputsFor(
  tools: Tools,
  examples: Examples,
  indices: readonly number[],
): AsyncGenerator<OutputsFound> {
  const { network, outputs, reading, target, yieldToTraining } = tools;
  const output = network.outputs[0]!;
  for (let start = 0; start < indices.length; start += portion) {
    const own = indices.slice(start, start + portion);
    const x = examples.inputs(own);
    const truth = target === 'input' ? x : examples.truth(own);
    const results = outputs(x, [output]);
    const values = results.get(output)!.dataSync();
    const wanted = truth.dataSync() as Float32Array | Int32Array;
    const [width, room] = [values.length / own.length, wanted.length / own.length];
    const found = own.map((_, at): OutputsFound => {
      const raw = values.slice(at * width, (at + 1) * width);
      return {
        predicted: reading.apply === 'nothing' ? Float32Array.from(raw) : valuesOf(tools, raw),
        truth: wanted.slice(at * room, (at + 1) * room),
      };
    });
    x.dispose();
    if (truth !== x) truth.dispose();
    for (const tensor of results.values()) tensor.dispose();
    yield* found;
    await yieldToTraining();
  }
}

const valuesOf = ({ reading }: Tools, values: ArrayLike<number>): Float32Array =>
  Float32Array.from(applyReading(reading, Array.from(values)));
