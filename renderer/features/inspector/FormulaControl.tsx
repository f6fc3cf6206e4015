import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import type { LayerNode } from '../../../src/document/schema.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/documentStore.ts';
import type { Field } from './fields.ts';
import { computedValue, formulaOf, withFormula } from './formulas.ts';
import css from './inspector.module.css';

const words = t.blocks.parameter;
const written = (value: unknown): string =>
  Array.isArray(value)
    ? value.join(' × ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

interface FormulaControlProps {
  readonly field: Field;
  readonly value: unknown;
  readonly values: LayerNode['params'];
  readonly refuse: (value: unknown) => string | null;
  readonly onChange: (value: unknown) => void;
  readonly labelledBy: string;
}

/** A field inside a block that follows the block's parameters: the formula, and what it comes to here. */
export function FormulaControl({ field, value, values, refuse, onChange, labelledBy }: FormulaControlProps) {
  const formula = formulaOf(value) ?? '';
  const [draft, setDraft] = useState<string | null>(null);
  const readOnly = useDocument((state) => state.readOnly);
  const text = draft ?? formula;
  const faultOf = (next: string): string | null => {
    const result = computedValue(withFormula(value, next), values);
    return result === null ? words.wrong : refuse(result);
  };
  const now = computedValue(value, values);
  const fault = faultOf(text);
  return (
    <div className={css['formula']}>
      <TextInput
        value={text}
        leftSection="="
        leftSectionWidth={22}
        aria-labelledby={labelledBy}
        disabled={readOnly}
        error={fault}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setDraft(next);
          if (faultOf(next) === null) onChange(withFormula(value, next));
        }}
        onBlur={() => {
          useDocument.getState().seal();
          if (fault === null) setDraft(null);
        }}
        classNames={{ input: 'numbers', error: css['error'] ?? '' }}
        {...(fault === null && now !== null ? { description: words.is(written(now)) } : {})}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      <Tooltip label={words.free(field.title)}>
        <ActionIcon
          size={28}
          aria-label={words.free(field.title)}
          disabled={readOnly || now === null}
          onClick={() => onChange(now)}
        >
          <IconUnlink size={14} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
