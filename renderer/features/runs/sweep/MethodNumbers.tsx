import { type Method, methodSchema } from '../../../../src/sweep/spec.ts';
import { boundsAt } from '../../../../src/text/describe.ts';
import { t } from '../../../i18n/index.ts';
import { NumberInput } from '../../../ui/number/NumberInput.tsx';
import css from './sweep.module.css';

const strings = t.runs.sweep;

export interface Numbers {
  readonly trials: number;
  readonly seed: number;
  readonly eta: number;
  readonly minEpochs: number;
  readonly maxEpochs: number;
}

const numbersOf: Readonly<Record<Method['kind'], readonly (keyof Numbers)[]>> = {
  grid: [],
  random: ['trials', 'seed'],
  halving: ['trials', 'seed', 'eta', 'minEpochs', 'maxEpochs'],
  search: ['trials', 'seed', 'minEpochs', 'eta'],
};
const halving = methodSchema.options[2];

interface MethodNumbersProps {
  readonly kind: Method['kind'];
  readonly numbers: Numbers;
  readonly onChange: (numbers: Numbers) => void;
}

/** The numbers of a method. */
export function MethodNumbers({ kind, numbers, onChange }: MethodNumbersProps) {
  if (numbersOf[kind].length === 0) return null;
  return (
    <div className={css['buttons']}>
      {numbersOf[kind].map((name) => (
        <NumberInput
          key={name}
          label={strings.numbers[name]}
          value={numbers[name]}
          bounds={boundsAt(halving, name)}
          step={1}
          w={120}
          onChange={(next) => onChange({ ...numbers, [name]: next })}
        />
      ))}
    </div>
  );
}
