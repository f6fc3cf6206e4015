import type { z } from 'zod';
import { message, type Text } from '../../../text/message.ts';
import type { Curve } from '../../classification.ts';
import type { FigureOf } from '../../figure.ts';
import type { View } from '../../view.ts';
import { type Answers, defineErrors } from './answers.ts';

interface CurvesSpec {
  readonly view: string;
  curve(scores: Float32Array, isPositive: (index: number) => boolean): Curve | null;
  /** A line to compare with. */
  readonly reference: readonly FigureOf<'lines'>['series'][number][];
}

/** A curve of each class against all others; classes without examples have none. */
export function defineCurves({ view, curve, reference }: CurvesSpec): View {
  const caption = (name: string): Text => message('members.caption', { view, name });
  const ofClass = ({ scores, actual, classes }: Answers, own: number): Curve | null =>
    curve(
      Float32Array.from(actual, (_, at) => scores[at * classes + own]!),
      (at) => actual[at] === own,
    );
  return defineErrors<z.ZodRawShape>({
    parameters: {},
    show({ labels }, answers) {
      const curves = labels.map((label, own) => ({ label, curve: ofClass(answers, own) }));
      const known = curves.flatMap(({ label, curve: own }) => (own ? [{ label, curve: own }] : []));
      const mean = known.reduce((sum, each) => sum + each.curve.area, 0) / Math.max(1, known.length);
      return [
        {
          figure: 'lines',
          title: null,
          x: { label: caption('x'), min: 0, max: 1 },
          y: { label: caption('y'), min: 0, max: 1 },
          series: [
            ...known.map(({ label, curve: { x, y, area } }) => ({
              label: message('insight.area-under', { label, area }),
              style: 'line' as const,
              x,
              y,
            })),
            ...reference,
          ],
        },
        {
          figure: 'table',
          of: 'rows',
          title: null,
          columns: [message('insight.class'), caption('area')],
          rows: [
            ...curves.map(({ label, curve: own }) => [label, own?.area ?? Number.NaN]),
            [caption('mean'), mean],
          ],
        },
      ];
    },
  });
}
