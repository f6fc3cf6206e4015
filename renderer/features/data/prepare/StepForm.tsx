import { Button } from '@mantine/core';
import { stepOf } from '../../../../src/preprocessing/registry.ts';
import type { ChosenStep } from '../../../../src/preprocessing/schema.ts';
import { fieldsOfStep, stepText } from '../../../../src/preprocessing/texts.ts';
import type { CallResult } from '../../../../src/protocol/protocol.ts';
import type { Field } from '../../../../src/text/describe.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { formatCount } from '../../../ui/numbers.ts';
import { ParameterForm } from '../../../ui/ParameterForm.tsx';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../data.module.css';
import { learnAgain, setStepParams } from './edits.ts';
import own from './prepare.module.css';

const words = t.prepare;
/** Values of one parameter that are written out. */
const maxWritten = 4;

export type LearnedFrom = CallResult<'preparation.preview'>['learnedFrom'];

interface StepFormProps {
  readonly step: ChosenStep;
  readonly index: number;
  /** The same with what it has learned; null until that is known. */
  readonly fitted: ChosenStep | null;
  readonly learnedFrom: LearnedFrom;
  readonly disabled: boolean;
}

/** The parameters of a step by its schema; what it learns is shown and not edited. */
export function StepForm({ step, index, fitted, learnedFrom, disabled }: StepFormProps) {
  const fields = fieldsOfStep(step.step);
  const learned: readonly string[] = stepOf(step.step)!.fit?.learned ?? [];
  const edited = fields.filter(({ name }) => !learned.includes(name));
  return (
    <div className={own['form']}>
      <p className={css['small']}>{stepText(step.step).about}</p>
      <ParameterForm
        fields={edited}
        values={step.params}
        disabled={disabled}
        onChange={(values, name) => {
          const field = fields.find((each) => each.name === name);
          setStepParams(step, index, { name, title: field?.title ?? name }, { [name]: values[name] });
        }}
        onLeave={() => useDocument.getState().seal()}
      />
      {learned.length > 0 && (
        <Learned
          step={step}
          index={index}
          fields={fields.filter(({ name }) => learned.includes(name))}
          fitted={fitted}
          learnedFrom={learnedFrom}
          disabled={disabled}
        />
      )}
    </div>
  );
}

function written(value: unknown): string {
  const values = Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
  const shown = values.slice(0, maxWritten).map(formatValue).join('; ');
  return values.length > maxWritten ? `${shown} ${words.learned.more(values.length - maxWritten)}` : shown;
}

/** What a step has learned, or what the document says in its place. */
function Learned({
  step,
  index,
  fields,
  fitted,
  learnedFrom,
  disabled,
}: StepFormProps & { readonly fields: readonly Field[] }) {
  const fixed = !stepOf(step.step)!.fit!.wanted(stepOf(step.step)!.parameters.parse(step.params));
  const shown = fixed ? step : fitted;
  return (
    <div className={own['learned']}>
      <p className={css['small']}>{fixed ? words.learned.fixed : words.learned.title}</p>
      <dl className={css['figures']}>
        {fields.map(({ name, title }) => (
          <div key={name}>
            <dt>{title}</dt>
            <dd className="numbers">{shown ? written(shown.params[name]) : words.learned.busy}</dd>
          </div>
        ))}
      </dl>
      {!fixed && learnedFrom && (
        <p className={css['small']}>
          {words.learned.from(formatCount(learnedFrom.examples), formatCount(learnedFrom.of))}
        </p>
      )}
      {fixed && (
        <Button
          variant="default"
          disabled={disabled}
          onClick={() =>
            learnAgain(
              step,
              index,
              fields.map(({ name }) => name),
            )
          }
        >
          {words.learned.again}
        </Button>
      )}
    </div>
  );
}
