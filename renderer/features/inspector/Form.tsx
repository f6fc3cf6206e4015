import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LayerNode } from '../../../src/document/schema.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { setField } from '../../actions/params.ts';
import { faultOf } from '../../editing/params.ts';
import { t } from '../../i18n/index.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { FieldRow } from './FieldRow.tsx';
import { FormulaControl } from './FormulaControl.tsx';
import fieldsCss from './fields.module.css';
import { type Field, fieldsOf } from './fields.ts';
import { formulaOf } from './formulas.ts';
import { applies, type InnerField, innerLayerOf, innerOf, sharedParams } from './inner.ts';
import css from './inspector.module.css';
import { ParameterButton } from './ParameterButton.tsx';

const words = t.canvas.inspector;

/** The value that all layers have; undefined where they differ. */
function sharedValue(layers: readonly LayerNode[], field: Field): unknown {
  const [first, ...others] = layers.map((layer) => layer.params[field.name] ?? field.initial);
  return others.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined;
}

interface Shown {
  readonly layers: readonly LayerNode[];
  /** Leads to the layer inside of each that is shown; empty for the layers themselves. */
  readonly path?: readonly InnerField[];
}

const own: readonly InnerField[] = [];

interface LayerFieldProps extends Shown {
  readonly field: Field;
  /** Beside the field's name. */
  readonly action?: ReactNode;
}

/** A parameter of layers of the open part: its value, or inside a block the formula that it follows. */
export function LayerField({ field, layers, path = own, action }: LayerFieldProps) {
  const first = layers[0]?.id ?? '';
  const channels = useOpen((state) => state.byLayer.get(first)?.inputShapes[0]?.at(-1) ?? null);
  const block = useOpen((state) => state.definition);
  const values = useOpen((state) => state.values);
  const shown = layers.flatMap((layer) => innerLayerOf(layer, path) ?? []);
  const refuse = (value: unknown): string | null => {
    for (const { now } of shown) {
      const kind = kindOf(now.kind);
      const fault = kind ? faultOf(kind, now.params, field.name, value) : null;
      if (fault !== null) return fault;
    }
    return null;
  };
  const written = shown.map((layer) => layer.written);
  const value = sharedValue(written, field);
  const [only] = written;
  const inner = only && kindOf(only.kind) && innerOf(only.kind, field.name);
  const onChange = (next: unknown): void => {
    // With the kind of a layer inside go the parameters that the new kind does not take.
    const others = (layer: LayerNode): LayerNode['params'] =>
      inner
        ? { [inner.name]: sharedParams(innerLayerOf(layer, path)?.written.params[inner.name], String(next)) }
        : {};
    const { name, title } = field;
    const at = path.map((step) => step.name);
    setField(layers, { name, title, value: next, path: at, ...(inner ? { others } : {}) });
  };
  const promotes =
    block &&
    only &&
    path.length === 0 &&
    layers.length === 1 &&
    value !== undefined &&
    formulaOf(value) === null;
  const row = {
    field,
    value,
    refuse,
    onChange,
    channels,
    action:
      action ?? (promotes && <ParameterButton block={block} layer={only} field={field} value={value} />),
  };
  if (field.control === 'inner' && formulaOf(value) === null) {
    const within = [...path, field];
    const held = layers.map((layer) => innerLayerOf(layer, within)?.now.kind);
    if (held.every((kind) => kind !== undefined))
      return <InnerForm layers={layers} path={within} kinds={held} />;
  }
  if (!values || formulaOf(value) === null) return <FieldRow {...row} />;
  return (
    <FieldRow {...row}>
      {(labeledBy) => (
        <FormulaControl
          key={first}
          field={field}
          value={value}
          values={values}
          refuse={refuse}
          onChange={onChange}
          labeledBy={labeledBy}
        />
      )}
    </FieldRow>
  );
}

/** The form of the layer inside of each layer, by the kind that they hold. */
function InnerForm({ layers, path, kinds }: Required<Shown> & { readonly kinds: readonly string[] }) {
  const kind = new Set(kinds).size === 1 ? kindOf(kinds[0]!) : undefined;
  if (!kind) return <p className={css['lesson']}>{words.insideMixed}</p>;
  const fields = fieldsOf(kind);
  if (fields.length === 0) return null;
  return (
    <fieldset className={fieldsCss['inside']} key={kind.kind}>
      <legend>{words.inside(kind.title)}</legend>
      <Form fields={fields} layers={layers} path={path} />
    </fieldset>
  );
}

const folds = ['regularization', 'initializers'] as const;

interface FoldProps extends Shown {
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Parameters that are seldom changed: folded away as long as none of them has been. */
function Fold({ title, fields, layers, path = own }: FoldProps) {
  const written = layers.flatMap((layer) => innerLayerOf(layer, path)?.written ?? []);
  const changed = fields.some(
    (field) => JSON.stringify(sharedValue(written, field)) !== JSON.stringify(field.initial),
  );
  const [open, { toggle }] = useDisclosure(changed);
  if (fields.length === 0) return null;
  return (
    <>
      <UnstyledButton className={fieldsCss['fold'] ?? ''} onClick={toggle} aria-expanded={open}>
        <IconChevronRight size={14} stroke={1.5} data-open={open || undefined} />
        {title}
      </UnstyledButton>
      <Collapse expanded={open} transitionDuration={0}>
        <div className={fieldsCss['form']}>
          {fields.map((field) => (
            <LayerField key={field.name} field={field} layers={layers} path={path} />
          ))}
        </div>
      </Collapse>
    </>
  );
}

/** The parameters of one layer, or those that several have in common, as their schemas ask for them. */
export function Form(props: Shown & { readonly fields: readonly Field[] }) {
  const { layers, path = own } = props;
  const fields = props.fields.filter(({ name }) => layers.every((layer) => applies(layer, path, name)));
  const key = layers.map((layer) => layer.id).join(' ');
  return (
    <div className={fieldsCss['form']} key={key} data-form="">
      {fields
        .filter(({ group }) => group === undefined)
        .map((field) => (
          <LayerField key={field.name} field={field} layers={layers} path={path} />
        ))}
      {folds.map((group) => (
        <Fold
          key={group}
          title={words.folds[group]}
          fields={fields.filter((field) => field.group === group)}
          layers={layers}
          path={path}
        />
      ))}
    </div>
  );
}
