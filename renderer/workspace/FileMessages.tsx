import { Button, Group } from '@mantine/core';
import { sentence } from '../../src/text/message.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { reloadFile, useFile } from '../stores/document/fileStore.ts';
import { overwriteFile, saveFileAs } from '../stores/document/files.ts';
import { discard, recover, restoreDiscarded } from '../stores/document/recovery.ts';
import { useRecovery } from '../stores/document/recoveryStore.ts';
import { formatMoment } from '../ui/dates.ts';
import { Message } from './Message.tsx';

const strings = t.shell.files;

function Action({ label, act }: { readonly label: string; readonly act: () => Promise<unknown> }) {
  return (
    <Button variant="default" onClick={() => void act()}>
      {label}
    </Button>
  );
}

/** The file is not what was read. */
function TroubleMessage() {
  const trouble = useFile((state) => state.trouble);
  const name = useDocument((state) => state.fileName ?? '');
  if (!trouble) return null;
  const { kind } = trouble;
  const actions = (
    <Group gap={8} wrap="nowrap">
      {kind === 'changed' && <Action label={strings.reload} act={reloadFile} />}
      <Action
        label={strings.conflict[kind === 'missing' ? 'missing' : 'changed'].overwrite}
        act={overwriteFile}
      />
      <Action label={strings.saveAs} act={saveFileAs} />
    </Group>
  );
  return (
    <Message tone="warning" title={strings.trouble[kind](name)} action={actions}>
      {kind === 'unreadable' && `${trouble.reason} `}
      {strings.trouble[`${kind}Text`]}
    </Message>
  );
}

/** Others have the same file open; shown once. */
function OthersMessage() {
  const { others, knownOthers } = useFile();
  const name = useDocument((state) => state.fileName);
  if (name === null || others <= knownOthers) return null;
  const words = strings.alsoOpen;
  return (
    <Message tone="info" title={words.title(name)} onDismiss={useFile.getState().dismissOthers}>
      {words[host().kind](others)} {words.text}
    </Message>
  );
}

/** Unsaved work of windows and tabs that are gone, one after the other. */
function RecoveryMessages() {
  const { offers, discarded } = useRecovery();
  const [offer, ...more] = offers;
  const words = strings.recovery;
  return (
    <>
      {discarded && (
        <Message
          tone="info"
          title={words.discarded(discarded.name)}
          action={<Action label={words.bringBack} act={restoreDiscarded} />}
          onDismiss={() => useRecovery.setState({ discarded: null })}
        >
          {null}
        </Message>
      )}
      {offer && (
        <Message
          tone="info"
          title={words.title(offer.name)}
          action={
            <Group gap={8} wrap="nowrap">
              <Action label={words.recover} act={() => recover(offer.id)} />
              <Action label={words.discard} act={() => discard(offer.id)} />
            </Group>
          }
          onDismiss={() => useRecovery.getState().withdraw(offer.id)}
        >
          {words.text(formatMoment(offer.savedAt))} {more.length > 0 && words.more(more.length)}
        </Message>
      )}
    </>
  );
}

function ReadingMessages() {
  const notices = useDocument((state) => state.notices);
  const readOnly = useDocument((state) => state.readOnly);
  const { dismissNotices } = useDocument.getState();
  return (
    <>
      {notices.length > 0 && (
        <Message tone="info" title={strings.noticesTitle} onDismiss={dismissNotices}>
          {notices.map((notice) => sentence(notice)).join(' ')}
        </Message>
      )}
      {readOnly && (
        <Message
          tone="warning"
          title={t.shell.topBar.readOnly}
          action={<Action label={strings.saveCopy} act={saveFileAs} />}
        >
          {strings.readOnlyBanner}
        </Message>
      )}
    </>
  );
}

/** What there is to know of the document's file, and of work that was left unsaved. */
export function FileMessages() {
  return (
    <>
      <RecoveryMessages />
      <TroubleMessage />
      <OthersMessage />
      <ReadingMessages />
    </>
  );
}
