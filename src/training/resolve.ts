import type { z } from 'zod';
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
  /** One sentence: what is wrong, and what there is instead. */
  | { readonly ok: false; readonly error: string };

/** Carries the sentence out of the depth. */
class Refusal extends Error {}

interface Described {
  readonly title: string;
  readonly parameters: z.ZodType<Values>;
}

function find<Kind>(what: string, name: string, kind: Kind | undefined, known: readonly string[]): Kind {
  if (kind === undefined) throw new Refusal(`There is no ${what} "${name}"; there are ${known.join(', ')}.`);
  return kind;
}

/** Finds a member of a catalogue and checks its parameters. */
function choose<Kind extends Described>(
  what: string,
  chosen: { readonly kind: string; readonly params: Values },
  kind: Kind | undefined,
  catalogue: object,
): Chosen<Kind> {
  const found = find(what, chosen.kind, kind, Object.keys(catalogue));
  const parsed = found.parameters.safeParse(chosen.params);
  if (parsed.success) return { kind: found, params: parsed.data };
  const issue = parsed.error.issues[0]!;
  throw new Refusal(`${found.title}: ${issue.path.join('.') || 'its parameters'}: ${issue.message}.`);
}

/** @throws Refusal */
function resolve(settings: TrainingSettings): ResolvedSettings {
  const { earlyStopping, weightDecay } = settings;
  const optimizer = choose('optimizer', settings.optimizer, optimizerOf(settings.optimizer.kind), optimizers);
  const loss = choose('loss', settings.loss, lossOf(settings.loss.kind), losses);
  const schedule = choose('schedule', settings.schedule, scheduleOf(settings.schedule.kind), schedules);
  const measured = [...new Set(settings.metrics)].map((name) =>
    find('metric', name, metricOf(name), Object.keys(metrics)),
  );
  if (earlyStopping) {
    const figures = [...watchable, ...measured.map(({ kind }) => kind)];
    const { monitor } = earlyStopping;
    find('figure to watch', monitor, figures.includes(monitor) ? monitor : undefined, figures);
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
    if (error instanceof Refusal) return { ok: false, error: error.message };
    throw error;
  }
}
