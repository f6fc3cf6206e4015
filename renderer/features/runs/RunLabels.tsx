import { TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';

const strings = t.runs;

type RunLabelValues = Pick<RunSummary, 'name' | 'tags' | 'notes'>;

interface RunLabelsProps {
  readonly values: RunLabelValues;
  /** Tags that other runs have, to choose from. */
  readonly known: readonly string[];
  readonly onChange: (changed: Partial<RunLabelValues>) => void;
}

/** What a person says of a run: its name, tags and notes, written when the field is left. */
export function RunLabels({ values, known, onChange }: RunLabelsProps) {
  return (
    <>
      <NameField key={values.name} name={values.name} onRename={(name) => onChange({ name })} />
      <TagsInput
        size="xs"
        label={strings.tags}
        placeholder={values.tags.length === 0 ? strings.tagsHint : ''}
        data={[...known]}
        value={[...values.tags]}
        maxTags={50}
        clearable={false}
        splitChars={[',', ';']}
        acceptValueOnBlur
        onChange={(tags) => onChange({ tags: tags.map((tag) => tag.slice(0, 50)) })}
      />
      <NotesField key={values.notes} notes={values.notes} onWrite={(notes) => onChange({ notes })} />
    </>
  );
}

function NameField({ name, onRename }: { readonly name: string; readonly onRename: (name: string) => void }) {
  const [typed, setTyped] = useState(name);
  const finish = (): void => {
    const next = typed.trim().slice(0, 200);
    if (next === '') setTyped(name);
    else if (next !== name) onRename(next);
  };
  return (
    <TextInput
      label={strings.rename}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(name);
      }}
    />
  );
}

function NotesField({
  notes,
  onWrite,
}: {
  readonly notes: string;
  readonly onWrite: (notes: string) => void;
}) {
  const [typed, setTyped] = useState(notes);
  return (
    <Textarea
      label={strings.notes}
      placeholder={strings.notesHint}
      value={typed}
      rows={typed.includes('\n') || typed.length > 60 ? 4 : 1}
      resize="vertical"
      maxLength={20_000}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => typed !== notes && onWrite(typed)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(notes);
      }}
    />
  );
}
