import type { Problem } from '../network.ts';
import { nameOf, type ProblemCheck } from '../problems/context.ts';
import { before, knownOf } from './walk.ts';

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Below this share of the image the parts of an object are seen, but never the object. */
const least = 0.5;
/** Above this many images, most of what a unit sees is padding. */
const largest = 16;

/**
 * Looks at the layer before a global pooling: what it sees is all that is known of the arrangement, since
 * pooling over all places forgets where things were.
 */
export const receptiveFieldSize: ProblemCheck = {
  code: 'receptive-field',
  find: (context) =>
    context.sorted.flatMap((id): Problem[] => {
      const known = knownOf(context, id);
      if (known?.kind.family !== 'pooling' || known.window.reach !== 'whole') return [];
      const source = before(context, id);
      const field = source === null ? null : (context.fields.get(source) ?? null);
      const image = context.imageSize;
      if (source === null || !field || !image || image.length !== field.size.length) return [];
      const share = Math.min(...field.size.map((length, axis) => length / image[axis]!));
      if (share >= least && share <= largest) return [];
      const sees = `"${nameOf(context, source)}" sees ${field.size.join(' x ')} of the ${image.join(' x ')} pixels`;
      return [
        {
          severity: 'warning',
          code: share < least ? 'small-receptive-field' : 'large-receptive-field',
          layer: source,
          message:
            share < least
              ? `${sees} (${percent(share)}), and the global pooling after it forgets where things were: no part of the network sees an object whole. More layers, strides or pooling before it help.`
              : `${sees}, ${Math.round(share)} times the image: most of it is padding, and the last layers add cost more than sight.`,
          repairs: [],
        },
      ];
    }),
};
