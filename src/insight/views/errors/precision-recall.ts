import { precisionRecallCurve } from '../../classification.ts';
import { defineCurves } from './curves.ts';

/** Of each class against all others: how many of those taken for it are of it, to find how many of it. */
export const precisionRecall = defineCurves({
  view: 'precision-recall',
  curve: precisionRecallCurve,
  reference: [],
});
