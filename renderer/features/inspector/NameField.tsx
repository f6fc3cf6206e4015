import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { limits } from '../../../src/document/limits.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import { rename } from '../../actions/params.ts';
import { refuseName } from '../../editing/params.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import css from './inspector.module.css';

const words = t.canvas.inspector;

/** The name, changed in place; a name that cannot be is kept as typed, with the reason beside it. */
export function NameField({ layer }: { layer: LayerNode }) {
  const [draft, setDraft] = useState<string | null>(null);
  const readOnly = useDocument((state) => state.readOnly);
  const part = useOpen((state) => state.document);
  const text = draft ?? layer.name;
  const error = draft === null ? null : refuseName(part, layer.id, draft);
  return (
    <TextInput
      value={text}
      aria-label={words.name}
      error={error}
      maxLength={limits.name}
      disabled={readOnly}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setDraft(next);
        if (refuseName(part, layer.id, next) === null) rename(layer, next);
      }}
      onBlur={() => {
        useDocument.getState().seal();
        if (error === null) setDraft(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
      classNames={{ input: css['name'] ?? '' }}
    />
  );
}
