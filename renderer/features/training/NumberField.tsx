import { NumberInput, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { formatValue } from '../../ui/tensor/values.ts';

interface NumberFieldProps {
  readonly label: string;
  /** One sentence, as a tooltip and for screen readers. */
  readonly about: string;
  readonly value: number;
  readonly integer: boolean;
  readonly step: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly accepts: (value: number) => boolean;
  readonly onChange: (value: number) => void;
}

/** A number of the settings. What does not fit is kept in the field and said, never written to the document. */
export function NumberField({
  label,
  about,
  value,
  integer,
  step,
  min,
  max,
  accepts,
  onChange,
}: NumberFieldProps) {
  const [typed, setTyped] = useState<number | string>(value);
  // Undo, or another face of the same field, changes the value from outside.
  useEffect(() => setTyped(value), [value]);
  const wrong = typed !== value && (typeof typed !== 'number' || !accepts(typed));
  const error =
    wrong &&
    t.training.settings.invalid(
      min === null ? '−∞' : formatValue(min),
      max === null ? '∞' : formatValue(max),
    );
  return (
    <Tooltip label={about} disabled={about === ''} position="left">
      <NumberInput
        label={label}
        aria-description={about}
        value={typed}
        step={step}
        allowDecimal={!integer}
        allowNegative={min === null || min < 0}
        thousandSeparator={integer ? ',' : ''}
        error={error}
        onChange={(next) => {
          setTyped(next);
          if (typeof next === 'number' && accepts(next)) onChange(next);
        }}
        onBlur={() => {
          useDocument.getState().seal();
          if (wrong) setTyped(value);
        }}
      />
    </Tooltip>
  );
}
