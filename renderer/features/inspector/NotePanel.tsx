import { editNote } from '../../../src/document/operations/notes.ts';
import type { Note } from '../../../src/document/schema.ts';
import { t } from '../../i18n/index.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { LongText } from '../../ui/LongText.tsx';
import css from './inspector.module.css';
import { Section } from './Section.tsx';

/** A note's text, with more room than the canvas may give it. */
export function NotePanel({ note }: { note: Note }) {
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <h2 className={css['heading']}>{t.canvas.inspector.note}</h2>
      </header>
      <Section>
        <LongText
          label={t.canvas.note.edit}
          placeholder={t.canvas.note.placeholder}
          value={note.text}
          minRows={4}
          maxRows={20}
          onWrite={(text) =>
            useOpen.getState().commit(
              () => t.canvas.edits.note,
              (document) => editNote(document, note.id, { text }),
              `${note.id}.text`,
            )
          }
        />
      </Section>
    </div>
  );
}
