import { Textarea } from '@mantine/core';
import { editNote } from '../../../src/document/operations/notes.ts';
import type { Note } from '../../../src/document/schema.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useOpen } from '../../stores/openStore.ts';
import css from './inspector.module.css';
import { Section } from './Section.tsx';

/** A note's text, with more room than the canvas may give it. */
export function NotePanel({ note }: { note: Note }) {
  const readOnly = useDocument((state) => state.readOnly);
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <h2 className={css['heading']}>{t.canvas.inspector.note}</h2>
      </header>
      <Section>
        <Textarea
          aria-label={t.canvas.note.edit}
          placeholder={t.canvas.note.placeholder}
          value={note.text}
          disabled={readOnly}
          autosize
          minRows={4}
          maxRows={20}
          onChange={(event) => {
            const text = event.currentTarget.value;
            useOpen
              .getState()
              .commit(
                t.canvas.edits.note,
                (document) => editNote(document, note.id, { text }),
                `${note.id}.text`,
              );
          }}
          onBlur={() => useDocument.getState().seal()}
        />
      </Section>
    </div>
  );
}
