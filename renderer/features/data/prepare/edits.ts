import { setData } from '../../../../src/document/operations/settings.ts';
import type { DataReference } from '../../../../src/document/schema.ts';
import {
  withoutStep,
  withStep,
  withStepMoved,
  withStepParams,
  withStepSwitched,
} from '../../../../src/preprocessing/edit.ts';
import type { ChosenStep } from '../../../../src/preprocessing/schema.ts';
import { stepText } from '../../../../src/preprocessing/texts.ts';
import type { LazyText } from '../../../../src/text/lazy-text.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';

type StepName = ChosenStep['step'];

const words = t.prepare.edits;

function change(
  label: LazyText,
  edit: (data: DataReference) => Partial<DataReference>,
  field?: string,
): boolean {
  return useDocument
    .getState()
    .commit(
      label,
      (document) =>
        document.data ? setData(document, { ...document.data, ...edit(document.data) }) : document,
      field,
    );
}

const changeSteps = (
  label: LazyText,
  edit: (steps: readonly ChosenStep[]) => ChosenStep[],
  field?: string,
): boolean => change(label, ({ preprocessing }) => ({ preprocessing: edit(preprocessing) }), field);

const title = (step: StepName): string => stepText(step).title;

export const setTarget = (target: DataReference['target']): boolean =>
  change(
    () => words.target,
    () => ({ target }),
  );

export const addStep = (step: StepName): boolean =>
  changeSteps(
    () => words.add(title(step)),
    (steps) => withStep(steps, step),
  );

export const removeStep = ({ step }: ChosenStep, index: number): boolean =>
  changeSteps(
    () => words.remove(title(step)),
    (steps) => withoutStep(steps, index),
  );

export const moveStep = ({ step }: ChosenStep, from: number, to: number): boolean =>
  changeSteps(
    () => words.move(title(step)),
    (steps) => withStepMoved(steps, from, to),
  );

export const switchStep = ({ step }: ChosenStep, index: number, on: boolean): boolean =>
  changeSteps(
    () => (on ? words.on : words.off)(title(step)),
    (steps) => withStepSwitched(steps, index, on),
  );

/** Edits of the same parameter in a row are one step of undo. @param parameter its title */
export const setStepParams = (
  { step }: ChosenStep,
  index: number,
  parameter: { readonly name: string; readonly title: string },
  params: Readonly<Record<string, unknown>>,
): boolean =>
  changeSteps(
    () => words.change(title(step), parameter.title),
    (steps) => withStepParams(steps, index, params),
    `data.preprocessing.${index}.${parameter.name}`,
  );

/** Takes fixed values out of the document: they are learned again when training begins. */
export const learnAgain = ({ step }: ChosenStep, index: number, names: readonly string[]): boolean =>
  changeSteps(
    () => words.learn(title(step)),
    (steps) => withStepParams(steps, index, Object.fromEntries(names.map((name) => [name, []]))),
  );
