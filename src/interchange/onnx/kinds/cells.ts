import type { ActivationName } from '../../../layers/activations.ts';
import type { Call } from '../layer.ts';

/** Gates in Keras's order, as ONNX lays them out. */
export const cells = {
  lstm: { op: 'LSTM', gates: 4, order: [0, 3, 1, 2] },
  gru: { op: 'GRU', gates: 3, order: [0, 1, 2] },
} as const;

export interface RecurrentParams {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly activation: ActivationName;
  readonly recurrentActivation: ActivationName;
  readonly useBias: boolean;
  readonly resetAfter?: boolean;
}

export type RecurrentCall = Call<RecurrentParams>;
