import { EngineError } from '../../protocol/client.ts';
import { type KernelChoice, kernels as kernelsSchema } from '../../protocol/kernels.ts';
import { message } from '../../text/message.ts';
import { isBusy, type Load, watchLoad } from '../speed/load.ts';
import { installedLibrary, type KernelChoices, type Measured, openKernelChoices } from './choice.ts';
import { type CompareParts, type Comparison, compareKernels } from './compare.ts';
import { canUseOneDnn, unmeasuredKernels } from './defaults.ts';
import { describeProcessor } from './processor.ts';
import { createTrialRunners } from './run-trials.ts';

/** The kernels of new runs. */
export interface Chosen {
  readonly choice: KernelChoice;
  readonly source: 'measured' | 'default' | 'pinned';
  /** Null where they were not measured. */
  readonly measured: Measured | null;
  /** The kind of network that TensorFlow is loaded for where it is not known what is to be trained. */
  readonly last: keyof KernelChoice;
}

/** `default` measures nothing; kernels as JSON are taken as they are, for all networks. */
const variable = 'CONVAS_KERNELS';

/** @throws EngineError `invalid` where the variable is set to something else */
function pinned(text: string): KernelChoice {
  if (text === 'default') return unmeasuredKernels();
  try {
    const kernels = kernelsSchema.parse(JSON.parse(text));
    return { separable: kernels, whole: kernels };
  } catch {
    throw new EngineError('invalid', message('engine.kernels-variable', { variable, value: text }));
  }
}

/** Whether the environment leaves no choice. */
const isPinned = (): boolean => (process.env[variable] ?? '') !== '';

/** @throws EngineError `invalid` */
export function chosenKernels(choices: KernelChoices = openKernelChoices()): Chosen {
  const text = process.env[variable] ?? '';
  if (text !== '') return { choice: pinned(text), source: 'pinned', measured: null, last: 'separable' };
  const measured = choices.read();
  const { last } = choices;
  if (measured) return { choice: measured.choice, source: 'measured', measured, last };
  return { choice: unmeasuredKernels(), source: 'default', measured: null, last };
}

/** Remembers the kind of network that is trained, for the next engine. */
export async function rememberKind(
  kind: keyof KernelChoice,
  choices: KernelChoices = openKernelChoices(),
): Promise<void> {
  if (!isPinned() && choices.last !== kind) await choices.keepLast(kind);
}

/** Milliseconds after which a measurement that was disturbed is done again. */
const retryDisturbedAfter = 3600_000;

/** Whether kernels are to be measured on this machine: they were not, or other programs were in the way. */
export function isToMeasure(
  choices: KernelChoices = openKernelChoices(),
  library = installedLibrary(),
): boolean {
  if (isPinned() || library === null) return false;
  const measured = choices.read();
  return (
    measured === null || (measured.disturbed && Date.now() - Date.parse(measured.at) > retryDisturbedAfter)
  );
}

/** TensorFlow for macOS has no oneDNN kernels. */
const hasOneDnn = process.platform !== 'darwin';

interface MeasureParts {
  readonly choices?: KernelChoices;
  readonly onProgress: CompareParts['onProgress'];
  readonly signal: AbortSignal;
  readonly compare?: (parts: CompareParts) => Promise<Comparison | null>;
  readonly watch?: (own: () => number) => () => Load;
}

/**
 * Measures which kernels are the fastest, in processes of their own, and remembers them. It takes some ten seconds.
 * @returns false where nothing could be measured
 * @throws the signal's reason where it is aborted; EngineError where they cannot be remembered
 */
export async function measureKernels({
  choices = openKernelChoices(),
  onProgress,
  signal,
  compare = compareKernels,
  watch = (own) => watchLoad({ own }),
}: MeasureParts): Promise<boolean> {
  const runners = createTrialRunners();
  const load = watch(runners.processorSeconds);
  const disturbed = (): boolean => isBusy(load());
  const processor = describeProcessor();
  const found = await compare({
    first: unmeasuredKernels(processor),
    threads: processor.threads,
    hasOneDnn: hasOneDnn && canUseOneDnn(processor),
    openRunner: runners.open,
    onProgress,
    disturbed,
    signal,
  });
  if (!found) return false;
  await choices.keep({ choice: found.choice, tried: [...found.tried], disturbed: disturbed() });
  return true;
}
