import { Button, Group, Modal, Text } from '@mantine/core';
import { DemoFeature } from '../features/demo/index.tsx';
import { GuideFeature } from '../features/guide/index.tsx';
import { SweepDialog } from '../features/runs/index.tsx';
import { SpeedFeature } from '../features/speed/index.tsx';
import { TransferDialog } from '../features/transfer/index.tsx';
import { t } from '../i18n/index.ts';
import { useConflict } from '../stores/document/conflictStore.ts';
import { useGuard } from '../stores/document/guardStore.ts';
import { useClosing } from '../stores/runs/closingStore.ts';
import { useTabs } from '../stores/tabs/tabsStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { About } from './About.tsx';
import { EditTogether } from './EditTogether.tsx';
import { Find } from './Find.tsx';
import { ModelImport } from './ModelImport.tsx';
import { ShareLink } from './ShareLink.tsx';
import { Shortcuts } from './shortcuts/Shortcuts.tsx';
import { Updates } from './Updates.tsx';

function Guard() {
  const question = useGuard((state) => state.question);
  const strings = t.shell.files;
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer('cancel')}
      title={question && strings.guardTitle(question.name)}
      closeButtonProps={{ 'aria-label': t.shell.close }}
      size="sm"
    >
      <Text>{strings.guardText}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="subtle" color="gray" onClick={() => question?.answer('cancel')}>
          {strings.guardCancel}
        </Button>
        <Button variant="default" onClick={() => question?.answer('discard')}>
          {strings.guardDiscard}
        </Button>
        <Button data-autofocus onClick={() => question?.answer('save')}>
          {strings.guardSave}
        </Button>
      </Group>
    </Modal>
  );
}

/** A tab whose run trains is about to close. */
function ClosingDialog() {
  const question = useClosing((state) => state.question);
  const strings = t.training.closing;
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer('cancel')}
      title={question && strings.title(question.name)}
      closeButtonProps={{ 'aria-label': t.shell.close }}
      size="sm"
    >
      <Text>{strings.text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="subtle" color="gray" onClick={() => question?.answer('cancel')}>
          {t.shell.files.guardCancel}
        </Button>
        <Button variant="default" onClick={() => question?.answer('stop')}>
          {strings.stop}
        </Button>
        <Button data-autofocus onClick={() => question?.answer('keep')}>
          {strings.keep}
        </Button>
      </Group>
    </Modal>
  );
}

/** A file that is to be saved is not what was read: nothing is written over before the person says so. */
function ConflictDialog() {
  const question = useConflict((state) => state.question);
  const strings = t.shell.files;
  const words = strings.conflict[question?.conflict ?? 'changed'];
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer('cancel')}
      title={question && words.title(question.name)}
      closeButtonProps={{ 'aria-label': t.shell.close }}
      size="md"
    >
      <Text>{words.text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="subtle" color="gray" onClick={() => question?.answer('cancel')}>
          {strings.guardCancel}
        </Button>
        <Button variant="default" onClick={() => question?.answer('overwrite')}>
          {words.overwrite}
        </Button>
        {question?.conflict === 'changed' && (
          <Button variant="default" onClick={() => question.answer('reload')}>
            {strings.reload}
          </Button>
        )}
        <Button data-autofocus onClick={() => question?.answer('save-as')}>
          {strings.saveAs}
        </Button>
      </Group>
    </Modal>
  );
}

const dialogs = {
  about: { words: t.shell.about, size: 'md', Content: About },
  shortcuts: { words: t.keys, size: 'lg', Content: Shortcuts },
  sweep: {
    words: {
      get title() {
        return t.runs.sweep.dialog;
      },
    },
    size: 'md',
    Content: SweepDialog,
  },
  transfer: { words: t.transfer, size: 'md', Content: TransferDialog },
  find: { words: t.shell.find, size: 'md', Content: Find },
  guide: { words: t.shell.guide, size: 'xl', Content: GuideFeature },
  share: { words: t.share, size: 'lg', Content: ShareLink },
  speed: { words: t.speed, size: 'lg', Content: SpeedFeature },
  together: { words: t.together, size: 'md', Content: EditTogether },
  updates: { words: t.updates, size: 'md', Content: Updates },
} as const;

/** What lies over the work for a moment. */
export function Dialogs() {
  const dialog = useWorkspace((state) => state.dialog);
  const tab = useTabs((state) => state.active);
  const { setDialog } = useWorkspace.getState();
  const shown = dialog === null ? null : dialogs[dialog];
  return (
    <>
      <Guard />
      <ClosingDialog />
      <ConflictDialog />
      <ModelImport />
      <DemoFeature />
      <Modal
        opened={shown !== null}
        onClose={() => setDialog(null)}
        title={shown?.words.title}
        closeButtonProps={{ 'aria-label': t.shell.close }}
        size={shown?.size ?? 'md'}
      >
        {shown && <shown.Content key={tab.id} />}
      </Modal>
    </>
  );
}
