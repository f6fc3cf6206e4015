import { ActionIcon, Button, FileButton, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFile, IconFolder, IconPhotoPlus, IconX } from '@tabler/icons-react';
import { type InputHTMLAttributes, useEffect } from 'react';
import type { RecentData } from '../../../../src/protocol/own-data.ts';
import { t } from '../../../i18n/index.ts';
import { useCollect } from '../../../stores/data/collectStore.ts';
import { useImports } from '../../../stores/data/importStore.ts';
import { chosenFiles } from '../../../stores/data/pickedFiles.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { alertError } from '../../../stores/window/workspaceStore.ts';
import { formatMoment } from '../../../ui/dates.ts';
import { Note } from '../../../ui/Note.tsx';
import { PrepareBar } from '../../../ui/PrepareBar.tsx';
import css from '../data.module.css';
import own from './own.module.css';
import { useDataDrop } from './useDataDrop.ts';

const words = t.ownData;
/** Makes an `<input>` choose a folder. */
const folder = { webkitdirectory: '' } as InputHTMLAttributes<HTMLInputElement>;

/** Bringing one's own data: chosen, dropped or pasted, and those used lately. */
export function OwnData() {
  const over = useDataDrop();
  const { importing, failed } = useImports();
  const { take, cancel, dismiss } = useImports.getState();
  const client = useEngine((state) => state.client);
  const readOnly = useDocument((state) => state.readOnly);
  useEffect(() => {
    if (client) useImports.getState().refreshRecents().catch(alertRecents);
  }, [client]);
  const chosen = (files: File[]): void => {
    if (files.length > 0) void take(chosenFiles(files));
  };
  const disabled = readOnly || client === null || importing !== null;
  return (
    <section aria-label={words.title}>
      <h2 className={css['title']}>{words.title}</h2>
      {importing ? (
        <PrepareBar title={words.importing(importing.name)} progress={importing.progress} onCancel={cancel} />
      ) : (
        <div className={own['drop']} data-over={over || undefined}>
          <IconPhotoPlus size={24} stroke={1.4} aria-hidden="true" />
          <p>{over ? words.dropHere : words.drop}</p>
          <p className={css['small']}>{words.formats}</p>
          <div className={own['buttons']}>
            <FileButton
              multiple
              onChange={chosen}
              disabled={disabled}
              inputProps={{ 'aria-label': words.files }}
            >
              {(props) => (
                <Button {...props} variant="default" disabled={disabled}>
                  {words.files}
                </Button>
              )}
            </FileButton>
            <FileButton
              multiple
              onChange={chosen}
              disabled={disabled}
              inputProps={{ ...folder, 'aria-label': words.folder }}
            >
              {(props) => (
                <Button {...props} variant="default" disabled={disabled}>
                  {words.folder}
                </Button>
              )}
            </FileButton>
            <Button
              variant="default"
              disabled={client === null || importing !== null}
              onClick={() => useCollect.getState().show(true)}
            >
              {t.collect.open}
            </Button>
          </div>
        </div>
      )}
      {failed && (
        <div className={css['below']}>
          <Note
            tone="error"
            title={words.failed(failed.name)}
            action={
              <Button variant="default" onClick={dismiss}>
                {words.dismiss}
              </Button>
            }
          >
            {failed.why}
          </Note>
        </div>
      )}
      <Recents disabled={disabled} />
    </section>
  );
}

const alertRecents = (error: unknown): void => alertError(() => words.recentsFailed, error);

function Recents({ disabled }: { readonly disabled: boolean }) {
  const recents = useImports((state) => state.recents);
  if (recents.length === 0) return null;
  return (
    <>
      <h3 className={own['subtitle']}>{words.recent}</h3>
      <ul className={own['recents']} aria-label={words.recent}>
        {recents.map((recent) => (
          <Recent key={recent.path} recent={recent} disabled={disabled} />
        ))}
      </ul>
    </>
  );
}

function Recent({ recent, disabled }: { readonly recent: RecentData; readonly disabled: boolean }) {
  const { path, name, usedAt, place, exists } = recent;
  const current = useDocument((state) => state.document.data?.dataset === path);
  const Icon = /\.[a-z0-9]{2,4}$/i.test(name) ? IconFile : IconFolder;
  const remove = async (): Promise<void> => {
    try {
      await useImports.getState().removeRecent(path);
    } catch (error) {
      alertRecents(error);
      return;
    }
    const id = notifications.show({
      color: 'gray',
      message: (
        <span className={own['undo']}>
          {words.removed(name)}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              notifications.hide(id);
              useImports.getState().restoreRecent(path).catch(alertRecents);
            }}
          >
            {words.restore}
          </Button>
        </span>
      ),
    });
  };
  return (
    <li className={own['recent']} data-current={current || undefined}>
      <Icon size={16} stroke={1.5} aria-hidden="true" />
      <Tooltip label={path} openDelay={400}>
        <button
          type="button"
          className={own['recentName']}
          disabled={disabled || !exists}
          onClick={() => void useImports.getState().use(path)}
        >
          <span>{name}</span>
          <span className={css['small']}>
            {exists ? `${words.places[place]} · ${formatMoment(usedAt)}` : words.gone}
          </span>
        </button>
      </Tooltip>
      <Tooltip label={place === 'elsewhere' ? words.forget(name) : words.discard(name)}>
        <ActionIcon
          size={24}
          aria-label={place === 'elsewhere' ? words.forget(name) : words.discard(name)}
          onClick={() => void remove()}
        >
          <IconX size={14} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
