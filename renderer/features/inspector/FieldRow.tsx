import { Tooltip } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useDocument } from '../../stores/document/documentStore.ts';
import { Control } from './controls.tsx';
import css from './fields.module.css';
import type { Field } from './fields.ts';

interface FieldRowProps {
  readonly field: Field;
  readonly value: unknown;
  /** What there is against a value; null when it may be set. */
  readonly refuse?: (value: unknown) => string | null;
  readonly onChange: (value: unknown) => void;
  /** Of the layer's input; null where it is not known. */
  readonly channels?: number | null;
  /** What else can be done with the field, beside its name. */
  readonly action?: ReactNode;
  /** Stands in the place of the field's name. */
  readonly label?: ReactNode;
  /** Behind the control. */
  readonly after?: ReactNode;
  /** Stands in the place of the field's own control. */
  readonly children?: (labeledBy: string, describedBy: string) => ReactNode;
}

/** A field of a form: its name, which explains it, and its control. */
export function FieldRow(props: FieldRowProps) {
  const {
    field,
    value,
    refuse = () => null,
    onChange,
    channels = null,
    action,
    label,
    after,
    children,
  } = props;
  const id = useId();
  const readOnly = useDocument((state) => state.readOnly);
  const control = children ? 'formula' : field.control;
  return (
    <div className={css['row']} data-control={control}>
      <div className={css['labeled']}>
        <Tooltip label={field.description} position="left" disabled={field.description === ''}>
          <div id={`${id}label`} className={label ? 'visually-hidden' : css['label']}>
            {field.title}
          </div>
        </Tooltip>
        {label}
        {action}
      </div>
      <span id={`${id}description`} className="visually-hidden">
        {field.description}
      </span>
      <div className={css['control']} data-control={control}>
        {children ? (
          children(`${id}label`, `${id}description`)
        ) : (
          <Control
            field={field}
            value={value}
            refuse={refuse}
            onChange={onChange}
            channels={channels}
            disabled={readOnly}
            labeledBy={`${id}label`}
            describedBy={`${id}description`}
          />
        )}
        {after}
      </div>
    </div>
  );
}
