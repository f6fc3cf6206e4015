import { message } from '../../text/message.ts';
import type { DataShape, MissingData, Problem, Repair } from '../network.ts';
import { type ProblemCheck, type ProblemContext, soleOutput } from './context.ts';
import { soleInputShape } from './reconstruction.ts';

const maxOffered = 3;

/** How well data suits the network as it is drawn: its channels enter, its classes come out. */
function suitability(context: ProblemContext, { sampleShape, classes }: DataShape): number {
  const input = soleInputShape(context);
  const output = soleOutput(context);
  const out = output === null ? null : context.inferred.get(output)?.known?.shape;
  return (input?.at(-1) === sampleShape.at(-1) ? 2 : 0) + (out?.length === 1 && out[0] === classes ? 1 : 0);
}

function repairs(context: ProblemContext, { known }: MissingData): Repair[] {
  const ranked = known
    .map((data, at) => ({ data, rank: suitability(context, data) * known.length - at }))
    .sort((a, b) => b.rank - a.rank);
  return [
    ...ranked.slice(0, maxOffered).map(
      ({ data }): Repair => ({
        label: message('repairs.use-data', { data: data.title }),
        action: 'setData',
        data: { dataset: data.id },
      }),
    ),
    { label: message('repairs.choose-data'), action: 'chooseData' },
  ];
}

/** The document names data that this machine does not know: the network is sound, but cannot be trained. */
export const missingData: ProblemCheck = {
  code: 'missing-data',
  find(context): readonly Problem[] {
    const { missing, document } = context;
    if (!missing || !document.data) return [];
    const why = missing.reason || message('network.unknown-data', { dataset: document.data.dataset });
    return [
      {
        severity: 'error',
        code: 'missing-data',
        layer: null,
        onlyTraining: true,
        message: message('network.missing-data', { why }),
        repairs: repairs(context, missing),
      },
    ];
  },
};
