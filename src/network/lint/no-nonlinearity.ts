import { message } from '../../text/message.ts';
import { type LocalCheck, nameOf, type ProblemContext } from '../problems/context.ts';
import { isLinear, isPointwise, isWeighted, knownOf, walkBack } from './walk.ts';

/** The weighted layer without activation that feeds a weighted layer through linear layers alone. */
function linearSource(context: ProblemContext, id: string) {
  const own = knownOf(context, id);
  if (!own || !isWeighted(own)) return null;
  const source = walkBack(context, id, isLinear);
  if (!source || !isWeighted(source.known) || source.known.params['activation'] !== 'linear') return null;
  // A projection to fewer channels is a linear bottleneck (Sandler et al. 2018); a convolution within channels
  // followed by a 1x1 one is a separable convolution. Both are meant to be linear between.
  const [from] = context.inferred.get(source.id)!.inputShapes;
  // The code of an autoencoder is often linear too (Hinton and Salakhutdinov 2006).
  const mayNarrow = isPointwise(source.known) || context.document.data?.target === 'input';
  const narrows = mayNarrow && from !== undefined && source.known.shape.at(-1)! < from.at(-1)!;
  const separable = source.known.kind.kind === 'depthwiseConv2d' && isPointwise(own);
  return narrows || separable ? null : source.id;
}

export const noNonlinearity: LocalCheck = {
  code: 'no-nonlinearity',
  at(context, id) {
    const source = linearSource(context, id);
    if (source === null) return [];
    return [
      {
        severity: 'warning',
        code: 'no-nonlinearity',
        layer: source,
        message: message('lints.no-nonlinearity', {
          first: nameOf(context, source),
          second: nameOf(context, id),
        }),
        repairs: [
          {
            label: message('repairs.set-activation', { activation: 'relu' }),
            action: 'setParams',
            layer: source,
            params: { activation: 'relu' },
          },
        ],
      },
    ];
  },
};
