import { mixesExamples } from '../../preprocessing/mixing.ts';
import type { ChosenStep } from '../../preprocessing/schema.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { TargetKind } from '../../training/target.ts';

/**
 * Whether a run mixes examples.
 * @throws EngineError `settings` where examples have no class of which a share could be taken
 */
export function mixedFor(target: TargetKind, steps: readonly ChosenStep[]): boolean {
  const mixes = mixesExamples(steps);
  if (mixes && target !== 'class')
    throw new EngineError('settings', message('engine.mixing-of-others', { target }));
  return mixes;
}
