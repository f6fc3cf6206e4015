import { sameShape } from '../../layers/shape.ts';
import { EngineError } from '../../protocol/client.ts';
import type { DatasetInfo } from '../../protocol/data.ts';
import type { Evaluation } from '../../protocol/evaluation.ts';
import { message } from '../../text/message.ts';
import type { ClassCounts, NumberAnswers } from '../../training/metric.ts';
import { figuresOf } from '../../training/metrics/per-class.ts';
import { determination } from '../../training/metrics/r2.ts';
import { classCountOf } from '../../training/single-unit.ts';
import { outputNames, outputShapes, type TargetSpec, targetOf } from '../../training/target.ts';
import { inputAndOutput } from '../model/forward.ts';
import type { EvaluationResult } from './evaluate.ts';
import type { CheckedDocument } from './prepare.ts';

/**
 * Checks that data can be held against what a network puts out.
 * @throws EngineError `data`
 */
export function checkComparable(
  info: DatasetInfo,
  { network, target }: Pick<CheckedDocument, 'network' | 'target'>,
): void {
  if (target === 'input') return;
  const own = targetOf(info);
  const { outputShape } = inputAndOutput(network).output;
  if (own.kind !== target)
    throw new EngineError(
      'data',
      message('engine.target-differs', { title: info.title, own: own.kind, target }),
    );
  const known = classCountOf(outputShape);
  const isSame =
    own.kind === 'class'
      ? known === own.classes.length
      : outputShapes(own).some((shape) => sameShape(shape, outputShape));
  if (isSame) return;
  const classes = outputNames(own).length;
  throw new EngineError('data', message('engine.classes-differ', { known, title: info.title, classes }));
}

type Report = Pick<Evaluation, 'confusion' | 'perClass' | 'perNumber'>;

/** Confusion matrix, and precision, recall and F1 of each class; 0 where a class was never predicted or seen. */
export function classReport(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  labels: readonly string[],
): Pick<Report, 'confusion' | 'perClass'> {
  const confusion = labels.map(() => labels.map(() => 0));
  for (let index = 0; index < predicted.length; index++) {
    confusion[actual[index]!]![predicted[index]!]!++;
  }
  const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const perClass = labels.map((label, own) => {
    const hits = confusion[own]![own]!;
    const support = confusion[own]!.reduce((sum, count) => sum + count, 0);
    const claimed = confusion.reduce((sum, row) => sum + row[own]!, 0);
    const precision = ratio(hits, claimed);
    const recall = ratio(hits, support);
    return { label, precision, recall, f1: ratio(2 * precision * recall, precision + recall), support };
  });
  return { confusion, perClass };
}

/** Precision, recall and F1 of each label, or of each class of masks. */
function countedReport(counts: ClassCounts, names: readonly string[], isMask: boolean): Report['perClass'] {
  return names.map((label, own) => {
    const { iou, ...figures } = figuresOf(counts, own);
    return { label, ...figures, support: counts.actual[own]!, ...(isMask && { iou }) };
  });
}

function numberReport(answers: NumberAnswers, names: readonly string[]): Report['perNumber'] {
  const { count, targets, outputs } = answers;
  return names.map((name, column) => {
    let absolute = 0;
    let squared = 0;
    for (let at = column; at < targets.length; at += count) {
      const error = targets[at]! - outputs[at]!;
      absolute += Math.abs(error);
      squared += error * error;
    }
    const examples = Math.max(1, targets.length / count);
    return {
      name,
      meanAbsoluteError: absolute / examples,
      rootMeanSquaredError: Math.sqrt(squared / examples),
      r2: determination(answers, column),
    };
  });
}

/** @param target null where the network returns its input */
export function reportOf(
  { predicted, gathered: { counts, confusion, numbers } }: EvaluationResult,
  labels: ArrayLike<number>,
  target: TargetSpec | null,
): Report {
  if (target === null) return { confusion: [], perClass: [] };
  const names = outputNames(target);
  if (numbers) return { confusion: [], perClass: [], perNumber: numberReport(numbers, names) };
  if (!counts) return classReport(predicted, labels, names);
  const rows = confusion
    ? names.map((_, own) => [...confusion.subarray(own * names.length, (own + 1) * names.length)])
    : [];
  return { confusion: rows, perClass: countedReport(counts, names, confusion !== null) };
}
