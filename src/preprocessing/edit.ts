import { stepIds, stepOf } from './registry.ts';
import { type ChosenStep, maxSteps, stated } from './schema.ts';
import { type RescaleRange, rescaleRanges } from './steps/rescale.ts';

/** The steps that bring images of any size to that of the network's input. */
export const sizings = stepIds.filter((id) => stepOf(id)!.fits);
export type Sizing = (typeof sizings)[number];

const isSizing = ({ step }: ChosenStep): boolean => stepOf(step)?.fits === true;

const isRandom = ({ step }: ChosenStep): boolean => stepOf(step)?.random === true;
const isOn = ({ off }: ChosenStep): boolean => !off;

/** A step with its defaults. */
export const newStep = (step: ChosenStep['step']): ChosenStep => ({
  step,
  params: stated(step, stepOf(step)!.parameters.parse({})),
});

/** How images get the size of the input; null where nothing does it. */
export const sizingOf = (steps: readonly ChosenStep[]): Sizing | null =>
  steps.filter(isOn).find(isSizing)?.step ?? null;

/** Channels of images after the steps that change them on purpose; `stored` where none does. */
export function channelsAfter(steps: readonly ChosenStep[], stored: number): number {
  const last = steps
    .filter(isOn)
    .map(({ step }) => stepOf(step))
    .findLast((step) => step?.group === 'channels');
  return last?.infer({ shape: [1, 1, 1], dtype: 'uint8' }, {}, [1, 1, 1]).shape[2] ?? stored;
}

/** Replaces how images get the size of the input. What pads comes first, what mixes pixels last. */
export function withSizing(steps: readonly ChosenStep[], step: Sizing): ChosenStep[] {
  const others = steps.filter((chosen) => !isSizing(chosen));
  const chosen = newStep(step);
  return stepOf(step)!.mixes ? [...others, chosen] : [chosen, ...others];
}

/** The range that values are brought into; null: none, they stay bytes. */
export function rangeOf(steps: readonly ChosenStep[]): RescaleRange | null {
  const params = steps.find(({ step, off }) => step === 'rescale' && !off)?.params;
  return rescaleRanges.find((range) => range === params?.['range']) ?? null;
}

/** Replaces the range, where the step stands now, or before what mixes pixels and behind what does not. */
export function withRange(steps: readonly ChosenStep[], range: RescaleRange | null): ChosenStep[] {
  const others = steps.filter(({ step }) => step !== 'rescale');
  if (range === null) return others;
  const chosen: ChosenStep = { step: 'rescale', params: { range } };
  const at = steps.findIndex(({ step }) => step === 'rescale');
  const mixing = others.findIndex(({ step }) => stepOf(step)?.mixes);
  const to = at >= 0 ? at : mixing >= 0 ? mixing : others.length;
  return [...others.slice(0, to), chosen, ...others.slice(to)];
}

/** Whether one more step may be added. */
export const canAdd = (steps: readonly ChosenStep[]): boolean => steps.length < maxSteps;

/** Where a new step goes: behind all others, but a step that always acts before the random ones at the end. */
export function placeOf(steps: readonly ChosenStep[], step: ChosenStep): number {
  return isRandom(step) ? steps.length : steps.findLastIndex((other) => !isRandom(other)) + 1;
}

/** Adds a step of this kind, with its defaults, in its usual place. */
export function withStep(steps: readonly ChosenStep[], step: ChosenStep['step']): ChosenStep[] {
  const added = newStep(step);
  const place = placeOf(steps, added);
  return [...steps.slice(0, place), added, ...steps.slice(place)];
}

export const withoutStep = (steps: readonly ChosenStep[], index: number): ChosenStep[] =>
  steps.filter((_, at) => at !== index);

/** Moves a step so that it stands at `to`. */
export function withStepMoved(steps: readonly ChosenStep[], from: number, to: number): ChosenStep[] {
  const others = withoutStep(steps, from);
  return [...others.slice(0, to), steps[from]!, ...others.slice(to)];
}

/** Switches a step on or off; it keeps its parameters. */
export const withStepSwitched = (steps: readonly ChosenStep[], index: number, on: boolean): ChosenStep[] =>
  steps.map((chosen, at) => {
    const { step, params } = chosen;
    return at === index ? { step, params, ...(!on && { off: true as const }) } : chosen;
  });

/** Replaces some parameters of one step. */
export const withStepParams = (
  steps: readonly ChosenStep[],
  index: number,
  params: Readonly<Record<string, unknown>>,
): ChosenStep[] =>
  steps.map((chosen, at) => {
    if (at !== index) return chosen;
    const parsed = stepOf(chosen.step)!.parameters.parse({ ...chosen.params, ...params });
    return { ...chosen, params: stated(chosen.step, parsed) };
  });

/** Replaces some parameters of the first step of this name. */
export const withParams = (
  steps: readonly ChosenStep[],
  step: string,
  params: ChosenStep['params'],
): ChosenStep[] => {
  const at = steps.findIndex((chosen) => chosen.step === step);
  return steps.map((chosen, index) =>
    index === at ? { ...chosen, params: { ...chosen.params, ...params } } : chosen,
  );
};

/** The usual steps for images: brought to the size of the input, and into a range; null: values stay bytes. */
export const imageSteps = (sizing: Sizing, range: RescaleRange | null): ChosenStep[] =>
  withSizing(withRange([], range), sizing);

/** What a document without a choice of its own does: zeros around smaller images, values from 0 to 1. */
export const defaultSteps: readonly ChosenStep[] = imageSteps('pad', 'zero-one');
