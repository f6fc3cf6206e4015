import { Collapse, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { LayerNode } from '../../../src/document/schema.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { faultOf, setField } from '../../editing/params.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/analysisStore.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { Control } from './controls.tsx';
import type { Field } from './fields.ts';
import css from './inspector.module.css';

/** The value that all layers have; undefined where they differ. */
function sharedValue(layers: readonly LayerNode[], field: Field): unknown {
  const [first, ...others] = layers.map((layer) => layer.params[field.name] ?? field.initial);
  return others.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined;
}

function Row({ field, layers }: { field: Field; layers: readonly LayerNode[] }) {
  const id = useId();
  const first = layers[0]?.id ?? '';
  const channels = useAnalysis((state) => state.byLayer.get(first)?.inputShapes[0]?.at(-1) ?? null);
  const readOnly = useDocument((state) => state.readOnly);
  const refuse = (value: unknown): string | null => {
    for (const layer of layers) {
      const kind = kindOf(layer.kind);
      const fault = kind ? faultOf(kind, layer.params, field.name, value) : null;
      if (fault !== null) return fault;
    }
    return null;
  };
  return (
    <div className={css['row']} data-control={field.control}>
      <Tooltip label={field.description} position="left" disabled={field.description === ''}>
        <div id={`${id}label`} className={css['label']}>
          {field.title}
        </div>
      </Tooltip>
      <span id={`${id}description`} className="visually-hidden">
        {field.description}
      </span>
      <div className={css['control']} data-control={field.control}>
        <Control
          field={field}
          value={sharedValue(layers, field)}
          refuse={refuse}
          onChange={(value) => setField(layers, field.name, field.title, value)}
          channels={channels}
          disabled={readOnly}
          labelledBy={`${id}label`}
          describedBy={`${id}description`}
        />
      </div>
    </div>
  );
}

const isInitializer = (field: Field): boolean => field.name.endsWith('Initializer');

/** The parameters of one layer, or those that several have in common, as their schemas ask for them. */
export function Form({ fields, layers }: { fields: readonly Field[]; layers: readonly LayerNode[] }) {
  const [open, { toggle }] = useDisclosure(false);
  const plain = fields.filter((field) => !isInitializer(field));
  const initializers = fields.filter(isInitializer);
  const key = layers.map((layer) => layer.id).join(' ');
  return (
    <div className={css['form']} key={key} data-form="">
      {plain.map((field) => (
        <Row key={field.name} field={field} layers={layers} />
      ))}
      {initializers.length > 0 && (
        <>
          <UnstyledButton className={css['fold'] ?? ''} onClick={toggle} aria-expanded={open}>
            <IconChevronRight size={14} stroke={1.5} data-open={open || undefined} />
            {t.canvas.inspector.advanced}
          </UnstyledButton>
          <Collapse expanded={open} transitionDuration={0}>
            <div className={css['form']}>
              {initializers.map((field) => (
                <Row key={field.name} field={field} layers={layers} />
              ))}
            </div>
          </Collapse>
        </>
      )}
    </div>
  );
}
