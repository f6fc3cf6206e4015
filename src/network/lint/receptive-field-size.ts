import { formatShape } from '../../layers/shape.ts';
import type { Problem, Repair } from '../network.ts';
import { nameOf, type ProblemCheck, type ProblemContext } from '../problems/context.ts';
import { before, knownOf, walkBack } from './walk.ts';

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Below this share of the image the parts of an object are seen, but never the object. */
const least = 0.5;
/** Above this many images, most of what a unit sees is padding. */
const largest = 16;

/**
 * A pooling before the last convolution doubles how far that one reaches. Offered where it is enough, and the image is
 * large enough to be halved.
 */
function poolingBefore(context: ProblemContext, source: string, image: readonly number[]): readonly Repair[] {
  const own = knownOf(context, source);
  const last =
    own && own.macs > 0 ? { id: source, known: own } : walkBack(context, source, ({ macs }) => macs === 0);
  const above = last && before(context, last.id);
  const seen = above === null ? null : (context.fields.get(above) ?? null);
  const shape = above === null ? null : knownOf(context, above)?.shape;
  if (!last || !seen || shape?.length !== 3 || last.known.window.reach !== 'local') return [];
  const { size } = last.known.window;
  const enough = image.every((length, axis) => {
    const step = seen.stride[axis]!;
    return shape[axis]! >= 2 && seen.size[axis]! + step + (size[axis]! - 1) * 2 * step >= least * length;
  });
  if (!enough) return [];
  const label = `Insert a max pooling before ${nameOf(context, last.id)}`;
  return [{ label, action: 'insertBefore', layer: last.id, kind: 'maxPooling2d', params: {} }];
}

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
      const sees = `"${nameOf(context, source)}" sees ${formatShape(field.size)} of the ${formatShape(image)} pixels`;
      return [
        {
          severity: 'warning',
          code: share < least ? 'small-receptive-field' : 'large-receptive-field',
          layer: source,
          message:
            share < least
              ? `${sees} (${percent(share)}), and the global pooling after it forgets where things were: no part of the network sees an object whole. More layers, strides or pooling before it help.`
              : `${sees}, ${Math.round(share)} times the image: most of it is padding, and the last layers add cost more than sight.`,
          repairs: share < least ? poolingBefore(context, source, image) : [],
        },
      ];
    }),
};
