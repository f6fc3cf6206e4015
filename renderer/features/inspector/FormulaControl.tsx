import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import type { LayerNode } from '../../../src/document/schema.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { type Reading, useDraft } from '../../ui/number/useDraft.ts';
import { formatTyped } from '../../ui/numbers.ts';
import css from './fields.module.css';
import type { Field } from './fields.ts';
import { computedValue, formulaOf, readFormula, withFormula } from './formulas.ts';

const words = t.blocks.parameter;
const written = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(written).join(' × ')
    : typeof value === 'number'
      ? formatTyped(value)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);

interface FormulaControlProps {
  readonly field: Field;
  readonly value: unknown;
  readonly values: LayerNode['params'];
  readonly refuse: (value: unknown) => string | null;
  readonly onChange: (value: unknown) => void;
  readonly labeledBy: string;
}

/** A field inside a block that follows the block's parameters: the formula, and what it comes to here. */
export function FormulaControl({ field, value, values, refuse, onChange, labeledBy }: FormulaControlProps) {
  const formula = formulaOf(value) ?? '';
  const readOnly = useDocument((state) => state.readOnly);
  const read = (text: string): Reading<string> => {
    const reading = readFormula(text);
    if ('wrong' in reading) return reading;
    const result = computedValue(withFormula(value, reading.value), values);
    const wrong = result === null ? words.wrong : refuse(result);
    return wrong === null ? reading : { wrong };
  };
  const held = read(formula);
  const fault = 'wrong' in held ? sentence(held.wrong) : null;
  const { input } = useDraft({
    written: formula,
    read,
    commit: (next) => onChange(withFormula(value, next)),
    fault,
    onLeave: () => useDocument.getState().seal(),
  });
  const now = computedValue(value, values);
  return (
    <div className={css['formula']}>
      <TextInput
        {...input}
        leftSection="="
        leftSectionWidth={22}
        aria-labelledby={labeledBy}
        disabled={readOnly}
        classNames={{ input: 'numbers', error: css['error'] ?? '' }}
        {...(input.error === null && now !== null ? { description: words.is(written(now)) } : {})}
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
