import type { Change, Examples, Tools } from '../../view.ts';

/** Examples that are computed at once. */
const portion = 250;

/** What a network answers for some examples. */
export interface ExampleAnswers {
  /** Of each example. */
  readonly predicted: Int32Array;
  readonly actual: Int32Array;
  /** The mean cross-entropy of the scores before the softmax. */
  readonly loss: number;
}

/** The classes of examples with the network as it is, or changed, op by op. */
export async function answerOf(
  tools: Tools,
  examples: Examples,
  indices: readonly number[],
  change: Change = {},
): Promise<ExampleAnswers> {
  const { tf, scores, yieldToTraining } = tools;
  const predicted = new Int32Array(indices.length);
  const actual = Int32Array.from(indices, (index) => examples.labels[index]!);
  let loss = 0;
  for (let start = 0; start < indices.length; start += portion) {
    const own = indices.slice(start, start + portion);
    const x = examples.inputs(own);
    const [classes, losses] = tf.tidy(() => {
      const own = scores(x, change);
      const truth = tf.oneHot(tf.tensor1d(actual.slice(start, start + portion), 'int32'), own.shape[1]!);
      const surprise = tf.neg(tf.sum(tf.mul(tf.logSoftmax(own), truth), -1));
      return [tf.argMax(own, -1).dataSync(), surprise.dataSync()];
    });
    x.dispose();
    predicted.set(classes!, start);
    for (const each of losses!) loss += each / indices.length;
    await yieldToTraining();
  }
  return { predicted, actual, loss };
}

/** The share of right answers. */
export const accuracyOf = ({ predicted, actual }: ExampleAnswers): number => {
  const right = predicted.reduce((sum, own, at) => sum + Number(own === actual[at]), 0);
  return predicted.length === 0 ? 0 : right / predicted.length;
};
