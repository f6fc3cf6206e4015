import { notifications } from '@mantine/notifications';
import {
  IconAdjustmentsHorizontal,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconPlaylistAdd,
  IconRefresh,
  IconTransfer,
} from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { askToTrain } from '../stores/document/analysisStore.ts';
import { addToQueue } from '../stores/runs/queueStore.ts';
import { isBusy } from '../stores/runs/runMachine.ts';
import { trainingElsewhere } from '../stores/runs/trainingTab.ts';
import { trainObstacle } from '../stores/runs/trainObstacle.ts';
import { openTransfer } from '../stores/runs/transferStore.ts';
import type { Command, CommandContext } from './command.ts';

const strings = t.shell.commands;
const keywords = t.keywords.train;
const stateOf = ({ run: { training } }: CommandContext): string =>
  training.phase === 'run' ? training.run.state : training.phase;

export const trainCommands: readonly Command[] = [
  {
    id: 'train.start',
    group: 'train',
    label: () => strings.train,
    keywords: () => keywords.start,
    icon: IconPlayerPlay,
    shortcut: 'mod+Enter',
    inFields: true,
    when: ({ run }) => !isBusy(run.training),
    perform: ({ run, workspace, document, analysis, engine }) => {
      // A refusal says why, and goes where it can be fixed.
      if (trainObstacle(document.document, analysis, engine.status) !== null) {
        workspace.setTrainAsked(document.session);
        askToTrain();
        if (analysis.problems.length > 0) workspace.showBottom('problems');
        else if (document.document.data === null && document.document.layers.length > 0)
          workspace.setStage('data');
        return;
      }
      if (trainingElsewhere() !== null) return workspace.setTrainAsked(document.session);
      workspace.setStage('train');
      workspace.showBottom('curves');
      return run.start();
    },
  },
  {
    id: 'train.queue',
    group: 'train',
    label: () => strings.queue,
    keywords: () => keywords.queue,
    icon: IconPlaylistAdd,
    shortcut: 'mod+shift+Enter',
    inFields: true,
    when: ({ document, analysis, engine }) =>
      trainObstacle(document.document, analysis, engine.status) === null,
    perform: async ({ document }) => {
      await addToQueue();
      notifications.show({ color: 'green', message: t.runs.queue.added(document.document.name) });
    },
  },
  {
    id: 'train.sweep',
    group: 'train',
    label: () => strings.sweep,
    keywords: () => keywords.sweep,
    icon: IconAdjustmentsHorizontal,
    when: ({ document, analysis, engine }) =>
      trainObstacle(document.document, analysis, engine.status) === null,
    perform: ({ workspace }) => workspace.setDialog('sweep'),
  },
  {
    id: 'train.transfer',
    group: 'train',
    label: () => strings.transfer,
    keywords: () => keywords.transfer,
    icon: IconTransfer,
    when: ({ engine }) => engine.client !== null,
    perform: () => openTransfer(),
  },
  {
    id: 'train.pause',
    group: 'train',
    label: () => strings.pause,
    icon: IconPlayerPause,
    when: (context) => stateOf(context) === 'running',
    perform: ({ run }) => run.pause(),
  },
  {
    id: 'train.resume',
    group: 'train',
    label: () => strings.resume,
    keywords: () => keywords.resume,
    icon: IconPlayerPlay,
    when: (context) => stateOf(context) === 'paused',
    perform: ({ run }) => run.resume(),
  },
  {
    id: 'train.step',
    group: 'train',
    label: () => strings.step,
    keywords: () => keywords.step,
    icon: IconPlayerSkipForward,
    when: (context) => stateOf(context) === 'paused',
    perform: ({ run }) => run.step(),
  },
  {
    id: 'train.stop',
    group: 'train',
    label: () => strings.stop,
    keywords: () => keywords.stop,
    icon: IconPlayerStop,
    shortcut: 'mod+.',
    inFields: true,
    when: (context) => ['preparing', 'running', 'paused'].includes(stateOf(context)),
    perform: ({ run }) => run.stop(),
  },
  {
    id: 'engine.restart',
    group: 'train',
    label: () => strings.restartEngine,
    keywords: () => keywords.restart,
    icon: IconRefresh,
    when: ({ engine }) => engine.status.state === 'crashed' || engine.pulse.state !== 'steady',
    perform: ({ engine }) => (engine.status.state === 'crashed' ? engine.connect() : engine.restart()),
  },
];
