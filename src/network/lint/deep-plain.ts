import { message } from '../../text/message.ts';
import { type ProblemCheck, type ProblemContext, soleOutput } from '../problems/context.ts';
import { isWeighted, knownOf } from './walk.ts';

/** Weighted layers in a row that train without normalization or shortcuts. VGG19, the deepest of its time, has 19. */
const most = 24;

/** The most weighted layers on any way to each layer; a normalization or a shortcut starts it anew. */
function depths(context: ProblemContext): Map<string, number> {
  const depth = new Map<string, number>();
  for (const id of context.sorted) {
    const known = knownOf(context, id);
    const sources = context.graph.incoming.get(id)!.map((edge) => depth.get(edge.source) ?? 0);
    const eases = known?.kind.family === 'normalization' || known?.kind.family === 'merging';
    const longest = sources.reduce((a, b) => Math.max(a, b), 0);
    depth.set(id, eases ? 0 : longest + (known && isWeighted(known) ? 1 : 0));
  }
  return depth;
}

export const deepPlain: ProblemCheck = {
  code: 'deep-plain',
  find(context) {
    const output = soleOutput(context);
    if (output === null) return [];
    const depth = depths(context);
    const first = context.sorted.find((id) => depth.get(id) === most + 1);
    if (first === undefined) return [];
    const deepest = [...depth.values()].reduce((a, b) => Math.max(a, b), 0);
    return [
      {
        severity: 'warning',
        code: 'deep-plain',
        layer: first,
        message: message('lints.deep-plain', { layers: deepest }),
        repairs: [
          {
            label: message('repairs.insert-normalization'),
            action: 'insertBefore',
            layer: first,
            kind: 'batchNormalization',
            params: {},
          },
        ],
      },
    ];
  },
};
