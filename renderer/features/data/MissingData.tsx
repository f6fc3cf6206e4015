import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { setData } from '../../../src/document/operations/settings.ts';
import { dataReferenceSchema } from '../../../src/document/schema.ts';
import { t } from '../../i18n/index.ts';
import { useDatasets } from '../../stores/data/datasetStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { Note } from '../../ui/Note.tsx';
import css from './data.module.css';

const strings = t.data.missing;

/** The document's data is not known here: choose other data above, or say where it is. */
export function MissingData({ id }: { readonly id: string }) {
  const [path, setPath] = useState(id);
  const readOnly = useDocument((state) => state.readOnly);
  const ready = useEngine((state) => state.client !== null);
  const preparation = useDatasets((state) => state.preparing[path.trim()]);
  const { prepare } = useDatasets.getState();
  const busy = preparation !== undefined && preparation.error === '';
  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const dataset = path.trim();
    if (!(await prepare(dataset))) return;
    useDocument.getState().commit(
      () => strings.use,
      (document) => setData(document, dataReferenceSchema.parse({ ...document.data, dataset })),
    );
  };
  return (
    <Note tone="error" title={strings.title(id)}>
      {strings.about}
      <form className={css['locate']} onSubmit={(event) => void look(event)}>
        <TextInput
          label={strings.path}
          value={path}
          disabled={readOnly || busy}
          error={preparation?.error || null}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={busy}
          disabled={readOnly || !ready || path.trim() === ''}
        >
          {strings.look}
        </Button>
      </form>
    </Note>
  );
}
