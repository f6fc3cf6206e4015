import type { z } from 'zod';
import { issueText } from '../text/issue.ts';
import { message, type Text } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import type { LossKind } from './loss.ts';
import { losses, lossOf } from './losses/registry.ts';
import type { MetricKind } from './metric.ts';
import { metricOf, metrics } from './metrics/registry.ts';
import { watchable } from './monitor.ts';
import type { OptimizerKind } from './optimizer.ts';
import { optimizerOf, optimizers } from './optimizers/registry.ts';
import type { ScheduleKind } from './schedule.ts';
import { scheduleOf, schedules } from './schedules/registry.ts';
import type { TrainingSettings } from './settings.ts';
import { type TrainingGroup, titled } from './texts.ts';

type Values = Record<string, unknown>;

interface Chosen<Kind> {
  readonly kind: Kind;
  readonly params: Values;
}

/** Training settings with what comes from a catalogue found, its parameters checked and defaults filled in. */
export interface ResolvedSettings
  extends Omit<TrainingSettings, 'optimizer' | 'loss' | 'schedule' | 'metrics'> {
  readonly optimizer: Chosen<OptimizerKind>;
  readonly loss: Chosen<LossKind>;
  readonly schedule: Chosen<ScheduleKind>;
  readonly metrics: readonly MetricKind[];
  /** The optimizer's, before any schedule. */
  readonly learningRate: number;
  /** Decoupled weight decay beside the optimizer; 0 where the optimizer has its own (AdamW). */
  readonly weightDecay: number;
}

export type Resolution =
  | { readonly ok: true; readonly settings: ResolvedSettings }
  /** What is wrong, and what there is instead. */
  | { readonly ok: false; readonly error: Text };

/** Carries the text out of the depth. */
class Refusal extends TextError {}

interface Parameterized {
  readonly parameters: z.ZodType<Values>;
}

function find<Kind>(
  of: TrainingGroup | 'figures',
  name: string,
  kind: Kind | undefined,
  known: readonly string[],
): Kind {
  if (kind === undefined) throw new Refusal(message('training.unknown-member', { of, kind: name, known }));
  return kind;
}

/** Finds a member of a catalogue and checks its parameters. */
function choose<Kind extends Parameterized>(
  of: TrainingGroup,
  chosen: { readonly kind: string; readonly params: Values },
  kind: Kind | undefined,
  catalogue: object,
): Chosen<Kind> {
  const found = find(of, chosen.kind, kind, Object.keys(catalogue));
  const parsed = found.parameters.safeParse(chosen.params);
  if (parsed.success) return { kind: found, params: parsed.data };
  const issue = parsed.error.issues[0]!;
  const [title, reason, field] = [titled(of, chosen.kind), issueText(issue), issue.path.join('.')];
  throw new Refusal(
    field === ''
      ? message('training.wrong-parameters', { title, reason })
      : message('training.wrong-parameter', { title, field, reason }),
  );
}

/** @throws Refusal */
function resolve(settings: TrainingSettings): ResolvedSettings {
  const { earlyStopping, weightDecay } = settings;
  const optimizer = choose(
    'optimizers',
    settings.optimizer,
    optimizerOf(settings.optimizer.kind),
    optimizers,
  );
  const loss = choose('losses', settings.loss, lossOf(settings.loss.kind), losses);
  const schedule = choose('schedules', settings.schedule, scheduleOf(settings.schedule.kind), schedules);
  const measured = [...new Set(settings.metrics)].map((name) =>
    find('metrics', name, metricOf(name), Object.keys(metrics)),
  );
  if (earlyStopping) {
    const figures = [...watchable, ...measured.map(({ kind }) => kind)];
    const { monitor } = earlyStopping;
    find('figures', monitor, figures.includes(monitor) ? monitor : undefined, figures);
  }
  return {
    ...settings,
    optimizer,
    loss,
    schedule,
    metrics: measured,
    learningRate: optimizer.params['learningRate'] as number,
    weightDecay: 'weightDecay' in optimizer.params ? 0 : weightDecay,
  };
}

/** Checks settings against the catalogues of optimizers, losses, schedules and metrics. Never throws. */
export function resolveSettings(settings: TrainingSettings): Resolution {
  try {
    return { ok: true, settings: resolve(settings) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.text };
    throw error;
  }
}
