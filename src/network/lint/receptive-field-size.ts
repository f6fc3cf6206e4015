import { formatShape } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import type { Repair } from '../network.ts';
import { type LocalCheck, nameOf, type ProblemContext } from '../problems/context.ts';
import { knownOf, onlyPredecessor, walkBack } from './walk.ts';

/** Below this share of the image the parts of an object are seen, but never the object. */
const minCoverage = 0.5;
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
  const above = last && onlyPredecessor(context, last.id);
  const seen = above === null ? null : (context.fields.get(above) ?? null);
  const shape = above === null ? null : knownOf(context, above)?.shape;
  if (!last || !seen || shape?.length !== 3 || last.known.window.reach !== 'local') return [];
  const { size } = last.known.window;
  const enough = image.every((length, axis) => {
    const step = seen.stride[axis]!;
    return (
      shape[axis]! >= 2 && seen.size[axis]! + step + (size[axis]! - 1) * 2 * step >= minCoverage * length
    );
  });
  if (!enough) return [];
  const label = message('repairs.insert-pooling', { name: nameOf(context, last.id) });
  return [{ label, action: 'insertBefore', layer: last.id, kind: 'maxPooling2d', params: {} }];
}

/**
 * Looks at the layer before a global pooling: what it sees is all that is known of the arrangement, since
 * pooling over all places forgets where things were.
 */
export const receptiveFieldSize: LocalCheck = {
  code: 'receptive-field',
  at(context, id) {
    const known = knownOf(context, id);
    if (known?.kind.family !== 'pooling' || known.window.reach !== 'whole') return [];
    const source = onlyPredecessor(context, id);
    const field = source === null ? null : (context.fields.get(source) ?? null);
    const image = context.imageSize;
    if (source === null || !field || !image || image.length !== field.size.length) return [];
    const share = Math.min(...field.size.map((length, axis) => length / image[axis]!));
    if (share >= minCoverage && share <= largest) return [];
    const sight = {
      name: nameOf(context, source),
      field: formatShape(field.size),
      image: formatShape(image),
    };
    return [
      {
        severity: 'warning',
        code: share < minCoverage ? 'small-receptive-field' : 'large-receptive-field',
        layer: source,
        message:
          share < minCoverage
            ? message('lints.small-receptive-field', { ...sight, share })
            : message('lints.large-receptive-field', { ...sight, times: Math.round(share) }),
        repairs: share < minCoverage ? poolingBefore(context, source, image) : [],
      },
    ];
  },
};
