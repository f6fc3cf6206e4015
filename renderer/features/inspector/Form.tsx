import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LayerNode } from '../../../src/document/schema.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { faultOf, setField } from '../../editing/params.ts';
import { t } from '../../i18n/index.ts';
import { computed, useOpen } from '../../stores/openStore.ts';
import { FieldRow } from './FieldRow.tsx';
import { FormulaControl } from './FormulaControl.tsx';
import type { Field } from './fields.ts';
import { formulaOf } from './formulas.ts';
import css from './inspector.module.css';
import { ParameterButton } from './ParameterButton.tsx';

/** The value that all layers have; undefined where they differ. */
function sharedValue(layers: readonly LayerNode[], field: Field): unknown {
  const [first, ...others] = layers.map((layer) => layer.params[field.name] ?? field.initial);
  return others.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined;
}

interface LayerFieldProps {
  readonly field: Field;
  readonly layers: readonly LayerNode[];
  /** Beside the field's name. */
  readonly action?: ReactNode;
}

/** A parameter of layers of the open part: its value, or inside a block the formula that it follows. */
export function LayerField({ field, layers, action }: LayerFieldProps) {
  const first = layers[0]?.id ?? '';
  const channels = useOpen((state) => state.byLayer.get(first)?.inputShapes[0]?.at(-1) ?? null);
  const block = useOpen((state) => state.definition);
  const values = useOpen((state) => state.values);
  const refuse = (value: unknown): string | null => {
    for (const layer of layers) {
      const kind = kindOf(layer.kind);
      const fault = kind ? faultOf(kind, computed(layer).params, field.name, value) : null;
      if (fault !== null) return fault;
    }
    return null;
  };
  const value = sharedValue(layers, field);
  const onChange = (next: unknown): void => setField(layers, field.name, field.title, next);
  const [only] = layers;
  const promotes = block && only && layers.length === 1 && value !== undefined && formulaOf(value) === null;
  const row = {
    field,
    value,
    refuse,
    onChange,
    channels,
    action:
      action ?? (promotes && <ParameterButton block={block} layer={only} field={field} value={value} />),
  };
  if (!values || formulaOf(value) === null) return <FieldRow {...row} />;
  return (
    <FieldRow {...row}>
      {(labelledBy) => (
        <FormulaControl
          key={first}
          field={field}
          value={value}
          values={values}
          refuse={refuse}
          onChange={onChange}
          labelledBy={labelledBy}
        />
      )}
    </FieldRow>
  );
}

const folds = ['regularization', 'initializers'] as const;

interface FoldProps {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly layers: readonly LayerNode[];
}

/** Parameters that are seldom changed: folded away as long as none of them has been. */
function Fold({ title, fields, layers }: FoldProps) {
  const changed = fields.some(
    (field) => JSON.stringify(sharedValue(layers, field)) !== JSON.stringify(field.initial),
  );
  const [open, { toggle }] = useDisclosure(changed);
  if (fields.length === 0) return null;
  return (
    <>
      <UnstyledButton className={css['fold'] ?? ''} onClick={toggle} aria-expanded={open}>
        <IconChevronRight size={14} stroke={1.5} data-open={open || undefined} />
        {title}
      </UnstyledButton>
      <Collapse expanded={open} transitionDuration={0}>
        <div className={css['form']}>
          {fields.map((field) => (
            <LayerField key={field.name} field={field} layers={layers} />
          ))}
        </div>
      </Collapse>
    </>
  );
}

/** The parameters of one layer, or those that several have in common, as their schemas ask for them. */
export function Form({ fields, layers }: { fields: readonly Field[]; layers: readonly LayerNode[] }) {
  const key = layers.map((layer) => layer.id).join(' ');
  return (
    <div className={css['form']} key={key} data-form="">
      {fields
        .filter(({ group }) => group === undefined)
        .map((field) => (
          <LayerField key={field.name} field={field} layers={layers} />
        ))}
      {folds.map((group) => (
        <Fold
          key={group}
          title={t.canvas.inspector.folds[group]}
          fields={fields.filter((field) => field.group === group)}
          layers={layers}
        />
      ))}
    </div>
  );
}
