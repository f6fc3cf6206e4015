import type { CheckedDocument } from '../engine/training/prepare.ts';
import { preprocessingOf } from '../engine/training/prepare.ts';
import { stepOf } from '../preprocessing/registry.ts';
import { type Message, message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { titled } from '../training/texts.ts';

/** A job that cannot be written, or has failed. */
export class JobError extends TextError {
  override readonly name = 'JobError';
}

const optimizers = ['sgd', 'momentum', 'adam', 'adamw', 'rmsprop'];
const classLosses = ['categoricalCrossentropy'];
const numberLosses = ['meanSquaredError', 'meanAbsoluteError'];

const list = (group: 'optimizers' | 'losses', kinds: readonly string[]) =>
  kinds.map((kind) => titled(group, kind));

/** What of the document the program does not do; null where it does all of it. */
function unknownIn(checked: CheckedDocument): Message | null {
  const { settings, target, network, document } = checked;
  const { optimizer, loss, schedule, pretraining, transfer, earlyStopping } = settings;
  const { params } = optimizer;
  if (!optimizers.includes(optimizer.kind.kind))
    return message('job.optimizer', {
      title: titled('optimizers', optimizer.kind.kind),
      known: list('optimizers', optimizers),
    });
  if (
    params['amsgrad'] === true ||
    params['centered'] === true ||
    (optimizer.kind.kind === 'rmsprop' && params['momentum'] !== 0)
  )
    return message('job.optimizer-variant', { title: titled('optimizers', optimizer.kind.kind) });
  if (!['class', 'numbers', 'input'].includes(target)) return message('job.target');
  const known = target === 'class' ? classLosses : numberLosses;
  if (!known.includes(loss.kind.kind))
    return message('job.loss', { title: titled('losses', loss.kind.kind), known: list('losses', known) });
  if (schedule.kind.watches)
    return message('job.schedule', { title: titled('schedules', schedule.kind.kind) });
  if (pretraining !== null) return message('job.pretraining');
  if (transfer !== null) return message('job.transfer');
  if (earlyStopping !== null) return message('job.early-stopping');
  const ruled = network.layers.find(({ weights }) =>
    weights.some(({ penalty, constraint }) => penalty || constraint),
  );
  if (ruled) return message('job.rules', { layer: ruled.name });
  const { steps } = preprocessingOf(document, network);
  if (steps.some(({ step, off }) => !off && stepOf(step)?.random)) return message('job.random-steps');
  return null;
}

/** @throws JobError */
export function refuseUnknown(checked: CheckedDocument): void {
  const why = unknownIn(checked);
  if (why) throw new JobError(why);
}
