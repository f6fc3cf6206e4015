import type { LossKind } from './loss.ts';
import { losses, lossOf } from './losses/registry.ts';
import type { OptimizerKind } from './optimizer.ts';
import { optimizerOf, optimizers } from './optimizers/registry.ts';
import type { TrainingSettings } from './settings.ts';

type Values = Record<string, unknown>;

/** Training settings with optimizer and loss found and their parameters checked, defaults filled in. */
export interface ResolvedSettings extends Omit<TrainingSettings, 'optimizer' | 'loss'> {
  readonly optimizer: { readonly kind: OptimizerKind; readonly params: Values };
  readonly loss: { readonly kind: LossKind; readonly params: Values };
  /** The optimizer's, before any schedule. */
  readonly learningRate: number;
}

export type Resolution =
  | { readonly ok: true; readonly settings: ResolvedSettings }
  /** One sentence: what is wrong, and what there is instead. */
  | { readonly ok: false; readonly error: string };

interface Described {
  readonly title: string;
  readonly parameters: OptimizerKind['parameters'];
}

function checkParameters({ title, parameters }: Described, params: Values): Values | string {
  const parsed = parameters.safeParse(params);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  return `${title}: ${issue.path.join('.') || 'its parameters'}: ${issue.message}.`;
}

/** Checks settings against the catalogue of optimizers and losses. Never throws. */
export function resolveSettings(settings: TrainingSettings): Resolution {
  const optimizer = optimizerOf(settings.optimizer.kind);
  if (!optimizer) {
    const known = Object.keys(optimizers).join(', ');
    return { ok: false, error: `There is no optimizer "${settings.optimizer.kind}"; there are ${known}.` };
  }
  const loss = lossOf(settings.loss.kind);
  if (!loss) {
    const known = Object.keys(losses).join(', ');
    return { ok: false, error: `There is no loss "${settings.loss.kind}"; there are ${known}.` };
  }
  const optimizerParams = checkParameters(optimizer, settings.optimizer.params);
  if (typeof optimizerParams === 'string') return { ok: false, error: optimizerParams };
  const lossParams = checkParameters(loss, settings.loss.params);
  if (typeof lossParams === 'string') return { ok: false, error: lossParams };
  return {
    ok: true,
    settings: {
      ...settings,
      optimizer: { kind: optimizer, params: optimizerParams },
      loss: { kind: loss, params: lossParams },
      learningRate: optimizerParams['learningRate'] as number,
    },
  };
}
