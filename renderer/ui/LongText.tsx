import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { clip, limits } from '../../src/document/limits.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { formatCount } from './numbers.ts';

/** Why a text was cut; null where a document may hold all of it. */
export const truncationNote = (text: string): string | null =>
  text.length > limits.text ? t.shell.textCut(formatCount(limits.text)) : null;

interface LongTextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly minRows: number;
  readonly maxRows: number;
  /** Called with each letter; what is typed in one go is one step of undo. */
  readonly onWrite: (value: string) => void;
}

/** A text of the document. One longer than a document may hold is cut, with a note below it. */
export function LongText({ label, value, placeholder, minRows, maxRows, onWrite }: LongTextProps) {
  const readOnly = useDocument((state) => state.readOnly);
  const [cut, setCut] = useState<string | null>(null);
  return (
    <Textarea
      aria-label={label}
      value={value}
      placeholder={placeholder}
      disabled={readOnly}
      error={cut}
      autosize
      minRows={minRows}
      maxRows={maxRows}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setCut(truncationNote(text));
        onWrite(clip(text, limits.text));
      }}
      onBlur={() => {
        useDocument.getState().seal();
        setCut(null);
      }}
    />
  );
}
