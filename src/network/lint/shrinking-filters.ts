import { message } from '../../text/message.ts';
import { type LocalCheck, nameOf } from '../problems/context.ts';
import { isPointwise, isWeighted, knownOf, walkBack } from './walk.ts';

/** Layers that keep the number of channels and may make the image smaller. */
const keepsChannels: ReadonlySet<string> = new Set([
  'pooling',
  'activation',
  'normalization',
  'regularization',
]);

export const shrinkingFilters: LocalCheck = {
  code: 'shrinking-filters',
  at(context, id) {
    if (context.document.data?.target === 'input' || context.data?.target?.kind === 'mask') return [];
    const known = knownOf(context, id);
    const filters = known?.params['filters'];
    if (!known || typeof filters !== 'number' || isPointwise(known)) return [];
    const source = walkBack(context, id, (each) => keepsChannels.has(each.kind.family));
    if (!source || !isWeighted(source.known) || source.known.shape.length < 2) return [];
    const [input] = context.inferred.get(id)!.inputShapes;
    const pooled = input?.slice(0, -1).some((length, axis) => length < source.known.shape[axis]!);
    const earlier = source.known.shape.at(-1)!;
    if (!pooled || filters >= earlier) return [];
    return [
      {
        severity: 'warning',
        code: 'shrinking-filters',
        layer: id,
        message: message('lints.shrinking-filters', {
          of: source.known.shape.length === 2 ? 'sequence' : 'image',
          name: nameOf(context, source.id),
          before: earlier,
          now: filters,
        }),
        repairs: [
          {
            label: message('repairs.set-filters', { count: 2 * earlier }),
            action: 'setParams',
            layer: id,
            params: { filters: 2 * earlier },
          },
        ],
      },
    ];
  },
};
