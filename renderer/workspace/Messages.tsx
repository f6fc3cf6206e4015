import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { resolveText } from '../../src/text/lazy-text.ts';
import { sentence } from '../../src/text/message.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { useRun } from '../stores/runs/runStore.ts';
import { useTrainingElsewhere } from '../stores/runs/trainingTab.ts';
import { useTrainObstacle } from '../stores/runs/trainObstacle.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { FileMessages } from './FileMessages.tsx';
import { Message } from './Message.tsx';
import { NativeRuntimeMessage } from './NativeRuntime.tsx';

function EngineMessage() {
  const status = useEngine((state) => state.status);
  const lost = useRun(({ training }) => training.phase === 'run' && training.run.state === 'lost');
  if (status.state !== 'crashed') return null;
  const strings = t.shell.engine;
  const restart = (
    <Button variant="default" onClick={() => void useEngine.getState().connect()}>
      {strings.restart}
    </Button>
  );
  return (
    <Message
      tone="danger"
      title={status.wasReady ? strings.crashTitle : strings.missingTitle}
      action={restart}
    >
      {status.reason} {strings.crashSafe} {lost && strings.runLost}
    </Message>
  );
}

/** An engine that gives no sign of life: it may be restarted, and may yet answer. */
function HungMessage() {
  const pulse = useEngine((state) => state.pulse);
  const [ending, setEnding] = useState(false);
  if (pulse.state !== 'hung') return null;
  const strings = t.shell.engine;
  const end = async (): Promise<void> => {
    setEnding(true);
    await useEngine.getState().restart();
    setEnding(false);
  };
  const restart = (
    <Button variant="default" loading={ending} onClick={() => void end()}>
      {strings.restartHung}
    </Button>
  );
  return (
    <Message tone="warning" title={strings.hungTitle} action={restart}>
      {strings.hung[pulse.activity]} {strings.hungSafe}
    </Message>
  );
}

/** A training that was refused; in the Train stage its panel says so itself. */
function RefusalMessage() {
  const reason = useRun(({ training }) => (training.phase === 'refused' ? training.reason : null));
  const reportedElsewhere = useWorkspace(
    (state) => state.stage === 'train' && state.rightOpen && !state.galleryOpen,
  );
  if (reason === null || reportedElsewhere) return null;
  return (
    <Message tone="danger" title={t.shell.engine.refusedTitle} onDismiss={useRun.getState().forget}>
      {reason}
    </Message>
  );
}

/** Training was asked for: what is in its way, until that is gone. */
function ObstacleMessage() {
  const session = useDocument((state) => state.session);
  const asked = useWorkspace((state) => state.trainAsked === session);
  const own = useTrainObstacle();
  const elsewhere = useTrainingElsewhere();
  const obstacle = own ?? elsewhere;
  const { setTrainAsked } = useWorkspace.getState();
  useEffect(() => {
    if (asked && obstacle === null) setTrainAsked(null);
  }, [asked, obstacle, setTrainAsked]);
  if (!asked || obstacle === null) return null;
  return (
    <Message tone="warning" title={t.shell.engine.obstacleTitle} onDismiss={() => setTrainAsked(null)}>
      {obstacle}
    </Message>
  );
}

/** Once a new engine has started: what became of the run that trained on the old one, and how to continue. */
function RunMessage() {
  const status = useEngine((state) => state.status.state);
  const run = useRun(({ training }) => (training.phase === 'run' ? training.run : null));
  if (status === 'crashed' || run?.state !== 'lost') return null;
  const { forget, resumeLost } = useRun.getState();
  const strings = t.shell.engine;
  const resumeButton = (
    <Button variant="default" disabled={status !== 'ready'} onClick={() => void resumeLost()}>
      {strings.resumeRun}
    </Button>
  );
  return (
    <Message tone="warning" title={strings.cutTitle} action={resumeButton} onDismiss={forget}>
      {sentence(run.message)} {strings.crashSafe} {strings.runKept}
    </Message>
  );
}

/** What a person has to know, above the work, until it is dismissed or over. Never in the way of it. */
export function Messages() {
  const alerts = useWorkspace((state) => state.alerts);
  const { dismissAlert } = useWorkspace.getState();
  return (
    <div>
      <EngineMessage />
      <HungMessage />
      <RefusalMessage />
      <ObstacleMessage />
      <RunMessage />
      {alerts.map(({ id, title, message }) => (
        <Message key={id} tone="danger" title={resolveText(title)} onDismiss={() => dismissAlert(id)}>
          {resolveText(message)}
        </Message>
      ))}
      <NativeRuntimeMessage />
      <FileMessages />
    </div>
  );
}
