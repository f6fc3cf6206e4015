import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { host } from '../../../host/current.ts';
import { t } from '../../../i18n/index.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { alertError } from '../../../stores/window/workspaceStore.ts';
import own from './explore.module.css';
import { type ChosenExamples, maxInPicture, selectionCsv, selectionPng } from './selectionFiles.ts';

const words = t.explore.save;

/** The examples that the filters leave, as a table or as one picture. */
export function ExportSelection({ selection }: { readonly selection: ChosenExamples }) {
  const [busy, setBusy] = useState(false);
  const save = async (ending: 'csv' | 'png'): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client) return;
    setBusy(true);
    try {
      const bytes =
        ending === 'csv'
          ? new TextEncoder().encode(selectionCsv(selection))
          : await selectionPng(client, selection);
      const name = `selection.${ending}`;
      const place = await host().saveFiles(name, [{ name, bytes }]);
      if (place !== null) notifications.show({ message: words.saved(place) });
    } catch (error) {
      alertError(() => words.failed, error);
    } finally {
      setBusy(false);
    }
  };
  const isLong = selection.indices.length > maxInPicture;
  return (
    <div className={own['save']}>
      <Button variant="default" disabled={busy} onClick={() => void save('csv')}>
        {words.csv}
      </Button>
      <Button variant="default" loading={busy} onClick={() => void save('png')}>
        {isLong ? words.firstPng(maxInPicture) : words.png}
      </Button>
    </div>
  );
}
