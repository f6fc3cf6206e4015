import { z } from 'zod';
import { classAnswer, type OutputReading } from '../../../network/outputs.ts';
import type { Figure } from '../../figure.ts';
import {
  defineView,
  type Examples,
  type Refusal,
  type SplitName,
  type Tools,
  type View,
} from '../../view.ts';
import { needsLabels } from '../attribution/attribution.ts';

/** What a network answers for the examples of a part of the data. */
export interface Answers {
  readonly classes: number;
  /** Of how many examples in all. */
  readonly total: number;
  readonly actual: Int32Array;
  readonly predicted: Int32Array;
  /** The larger, the likelier: `[count, classes]`. Probabilities where the network puts them out. */
  readonly scores: Float32Array;
}

/** Examples that are answered at once. */
const portion = 256;

/** Numbers that answers take up at most. */
const most = 2 ** 25;

/** Of the first `seen` of them. */
const partOf = (answers: Answers, seen: number): Answers => ({
  ...answers,
  actual: answers.actual.subarray(0, seen),
  predicted: answers.predicted.subarray(0, seen),
  scores: answers.scores.subarray(0, seen * answers.classes),
});

/**
 * The answers for a part of the data, as far as they are: those of all come last, and are computed once for all views of
 * a checkpoint.
 */
async function* answersOf(tools: Tools, split: SplitName, examples: Examples): AsyncGenerator<Answers> {
  const { memory, labels, network, outputs, reading, yieldToTraining } = tools;
  const key = `answers ${split}`;
  const known = memory.get(key) as Answers | undefined;
  if (known) {
    yield known;
    return;
  }
  const classes = labels.length;
  const total = Math.min(examples.count, Math.max(portion, Math.floor(most / classes)));
  const all: Answers = {
    classes,
    total: examples.count,
    actual: Int32Array.from({ length: total }, (_, at) => examples.labels[at]!),
    predicted: new Int32Array(total),
    scores: new Float32Array(total * classes),
  };
  const output = network.outputs[0]!;
  for (let seen = 0; seen < total; ) {
    const count = Math.min(portion, total - seen);
    const x = examples.inputs(Array.from({ length: count }, (_, at) => seen + at));
    const result = outputs(x, [output]);
    const values = result.get(output)!.dataSync();
    const width = values.length / count;
    for (let at = 0; at < count; at++) {
      const answer = classAnswer(reading, [...values.subarray(at * width, (at + 1) * width)]);
      all.predicted[seen + at] = answer.label;
      const sign = reading.meaning === 'distances' ? -1 : 1;
      answer.values.forEach((value, own) => {
        all.scores[(seen + at) * classes + own] = sign * value;
      });
    }
    x.dispose();
    for (const tensor of result.values()) tensor.dispose();
    seen += count;
    if (seen < total && (seen / portion) % 8 === 0) yield partOf(all, seen);
    await yieldToTraining();
  }
  memory.set(key, all);
  yield all;
}

const splitOption = { split: z.enum(['test', 'train']).default('test') };

interface ErrorsSpec<S extends z.ZodRawShape> {
  readonly parameters: S;
  refuse?(reading: OutputReading): Refusal | null;
  show(
    tools: Tools,
    answers: Answers,
    parameters: z.output<z.ZodObject<S>> & { readonly split: SplitName },
    examples: Examples,
  ): readonly Figure[];
}

/** A view of how right a network is over a part of its data, shown as far as it is. */
export const defineErrors = <S extends z.ZodRawShape>({ parameters, refuse, show }: ErrorsSpec<S>): View =>
  defineView({
    group: 'errors',
    needs: [],
    parameters: z.object({ ...splitOption, ...parameters }),
    refuse: (network, reading, layer, target) =>
      needsLabels(network, reading, layer, target) ?? refuse?.(reading) ?? null,
    async *compute(tools, _subject, chosen) {
      const { split } = chosen as { split: SplitName };
      const examples = await tools.examples(split);
      try {
        for await (const answers of answersOf(tools, split, examples))
          yield show(tools, answers, chosen as z.output<z.ZodObject<S>> & { split: SplitName }, examples);
      } finally {
        examples.close();
      }
    },
  });
