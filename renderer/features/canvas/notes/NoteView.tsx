import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import { clip, limits } from '../../../../src/document/limits.ts';
import { place } from '../../../../src/document/operations/arrange.ts';
import { editNote } from '../../../../src/document/operations/notes.ts';
import { snap } from '../../../editing/card.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import { truncationNote } from '../../../ui/LongText.tsx';
import type { NoteFlowNode } from '../flow.ts';
import css from './note.module.css';

function Editor({ id, text }: { id: string; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
    return () => useDocument.getState().seal();
  }, []);
  const leave = () => useCanvas.getState().set({ editingNote: null });
  return (
    <textarea
      ref={field}
      className={`${css['text']} nodrag nopan nowheel`}
      defaultValue={text}
      aria-label={t.canvas.note.edit}
      placeholder={t.canvas.note.placeholder}
      onChange={(event) => {
        const field = event.currentTarget;
        const cut = truncationNote(field.value);
        if (cut !== null) {
          field.value = clip(field.value, limits.text);
          const { left, top } = field.getBoundingClientRect();
          useCanvas.getState().set({ refusal: { text: cut, screen: { x: left, y: top } } });
        }
        const { value } = field;
        useOpen.getState().commit(
          () => t.canvas.edits.note,
          (document) => editNote(document, id, { text: value }),
          `${id}.text`,
        );
      }}
      onBlur={leave}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') leave();
      }}
    />
  );
}

/** A note on the canvas: text that may be edited in place, in a box that may be resized. */
export const NoteView = memo(function NoteView({ id, data, selected }: NodeProps<NoteFlowNode>) {
  const editing = useCanvas((state) => state.editingNote === id);
  const { note } = data;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard edits a note with Enter, on its node
    <div
      className={css['note']}
      data-selected={selected || undefined}
      onDoubleClick={(event) => {
        event.stopPropagation();
        useCanvas.getState().set({ editingNote: id });
      }}
    >
      <NodeResizer
        isVisible={selected}
        minWidth={80}
        minHeight={40}
        lineClassName={css['edge'] ?? ''}
        handleClassName={css['corner'] ?? ''}
        onResizeEnd={(_event, { x, y, width, height }) => {
          const size = { width: snap(width), height: snap(height) };
          useCanvas.getState().set({ moving: null, resizing: null });
          useOpen.getState().commit(
            () => t.canvas.edits.resizeNote,
            (document) =>
              editNote(place(document, new Map([[id, { x: snap(x), y: snap(y) }]])), id, { size }),
          );
        }}
      />
      {editing ? (
        <Editor id={id} text={note.text} />
      ) : (
        <div className={css['text']} data-empty={note.text === '' || undefined}>
          {note.text === '' ? t.canvas.note.placeholder : note.text}
        </div>
      )}
    </div>
  );
});
