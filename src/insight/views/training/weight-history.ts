import { z } from 'zod';
import { EngineError } from '../../../protocol/client.ts';
import type { TensorValue } from '../../../protocol/evaluation.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { defineView, type Moment } from '../../view.ts';
import { hasWeights, needsWeights } from './moments.ts';
import { type Line, lineOf, quantile, shares, timeLines } from './over-time.ts';

const normOf = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

const linesFigure = (title: string, y: string, lines: readonly Line[]): Figure =>
  timeLines('weight-history', title, y, lines);

/**
 * How a layer's weights spread over the checkpoints of a run, and how far each layer moved from one to the next in
 * proportion to its weights.
 */
export const weightHistory = defineView({
  group: 'training',
  needs: ['layer'],
  usualLayer: ({ layers }) => layers.find(hasWeights)?.id ?? null,
  refuse: needsWeights,
  parameters: z.object({}),
  async *compute({ network, moments, yieldToTraining }, { layer }) {
    const spreads = shares.map((share) => lineOf(message('insight.quantile', { share })));
    const weighted = network.layers.filter(hasWeights);
    const moves = weighted.map(({ name }) => lineOf(name));
    const norms = weighted.map(({ name }) => lineOf(name));
    let before: ReadonlyMap<string, TensorValue> = new Map();
    const add = ({ steps, weights }: Moment): void => {
      const main = new Map(
        weighted.flatMap((each) => {
          const [first] = Object.values(weights(each));
          return first ? [[each.id, first] as const] : [];
        }),
      );
      const own = main.get(layer.id);
      const sorted = own && Float32Array.from(own.values).filter(Number.isFinite).sort();
      if (sorted && sorted.length > 0)
        shares.forEach((share, at) => {
          spreads[at]!.x.push(steps);
          spreads[at]!.y.push(quantile(sorted, share));
        });
      weighted.forEach(({ id }, at) => {
        const now = main.get(id);
        const last = before.get(id);
        if (!now) return;
        const norm = normOf(now.values);
        norms[at]!.x.push(steps);
        norms[at]!.y.push(norm);
        if (!last || norm === 0) return;
        const moved = normOf(now.values.map((value, index) => value - last.values[index]!));
        moves[at]!.x.push(steps);
        moves[at]!.y.push(moved / norm);
      });
      before = main;
    };
    const show = (): readonly Figure[] => [
      linesFigure('spread', 'value', spreads),
      ...(moves.some(({ x }) => x.length > 0) ? [linesFigure('moved', 'ratio', moves)] : []),
      linesFigure('norms', 'norm', norms),
    ];
    for await (const moment of moments()) {
      add(moment);
      yield show();
      await yieldToTraining();
    }
    // An imported model, for one, was not trained here.
    if (before.size === 0) throw new EngineError('refused', message('insight.nothing-kept'));
    yield show();
  },
});
