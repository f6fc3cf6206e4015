import { UnstyledButton } from '@mantine/core';
import { limits } from '../../src/document/limits.ts';
import { setName } from '../../src/document/operations/settings.ts';
import { t } from '../i18n/index.ts';
import { isEdited, useDocument } from '../stores/document/documentStore.ts';
import { saveFile } from '../stores/document/files.ts';
import { BarTooltip } from '../ui/BarTooltip.tsx';
import css from './topBar.module.css';

const strings = t.shell.topBar;

/** The network's name, to be changed in place, and whether it is saved. */
export function DocumentName() {
  const name = useDocument((state) => state.document.name);
  const edited = useDocument(isEdited);
  const { readOnly, fileName } = useDocument();
  const { commit, seal } = useDocument.getState();
  const state = edited ? strings.edited : fileName === null ? strings.neverSaved : strings.saved;
  return (
    <>
      <input
        className={css['name']}
        aria-label={strings.rename}
        value={name}
        readOnly={readOnly}
        maxLength={limits.name}
        size={Math.max(6, Math.min(32, name.length))}
        onChange={(event) => {
          const next = event.currentTarget.value;
          commit(
            () => strings.renamed,
            (document) => setName(document, next),
            'document.name',
          );
        }}
        onBlur={seal}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <BarTooltip
        label={[fileName, edited && strings.saveNow].filter(Boolean).join(' · ') || strings.neverSaved}
      >
        <UnstyledButton className={css['state']} onClick={() => void saveFile()}>
          {readOnly ? strings.readOnly : state}
        </UnstyledButton>
      </BarTooltip>
    </>
  );
}
