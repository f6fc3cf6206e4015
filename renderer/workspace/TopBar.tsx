import { ActionIcon, SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { IconLayoutGrid } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { useAssignment } from '../stores/course/assignmentStore.ts';
import { hiddenIn, useHidden } from '../stores/course/hidden.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { type Stage, stages, useWorkspace } from '../stores/window/workspaceStore.ts';
import { BarTooltip } from '../ui/BarTooltip.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { DocumentName } from './DocumentName.tsx';
import { EngineState } from './EngineState.tsx';
import { MainMenu } from './MainMenu.tsx';
import { TrainButtons } from './TrainButtons.tsx';
import css from './topBar.module.css';

const strings = t.shell.topBar;

function ColorSwitch() {
  const dark = useComputedColorScheme('light') === 'dark';
  return <CommandButton id={dark ? 'view.light' : 'view.dark'} />;
}

/** Document, stage, the one primary action, and the engine. */
export function TopBar() {
  const stage = useWorkspace((state) => state.stage);
  const name = useDocument((state) => state.document.name);
  const gallery = useWorkspace((state) => state.galleryOpen);
  const hidden: readonly string[] = useAssignment(hiddenIn);
  const mayTrain = !useHidden('training');
  const { setStage, setGallery } = useWorkspace.getState();
  return (
    <section className={css['bar']} aria-label={t.shell.regions.topBar} data-region>
      <h1 className="visually-hidden">{`${name} – ${t.shell.app}`}</h1>
      <div className={css['left']}>
        <MainMenu />
        <BarTooltip label={gallery ? t.shell.gallery.back : strings.gallery}>
          <ActionIcon
            aria-label={strings.gallery}
            aria-pressed={gallery}
            variant={gallery ? 'light' : 'subtle'}
            color={gallery ? 'accent' : 'gray'}
            onClick={() => setGallery(!gallery)}
          >
            <IconLayoutGrid size={18} stroke={1.5} />
          </ActionIcon>
        </BarTooltip>
        <DocumentName />
        <CommandButton id="edit.undo" />
        <CommandButton id="edit.redo" />
      </div>
      <nav aria-label={t.shell.stageSwitch}>
        <SegmentedControl
          value={gallery ? '' : hidden.includes(stage) ? 'build' : stage}
          onChange={(value) => setStage(value as Stage)}
          data={stages
            .filter((value) => !hidden.includes(value))
            .map((value) => ({ value, label: t.shell.stages[value] }))}
          aria-label={t.shell.stageSwitch}
          transitionDuration={100}
          withItemsBorders={false}
        />
      </nav>
      <div className={css['right']}>
        <EngineState />
        <CommandButton id="help.palette" />
        <ColorSwitch />
        {mayTrain && <TrainButtons />}
      </div>
    </section>
  );
}
