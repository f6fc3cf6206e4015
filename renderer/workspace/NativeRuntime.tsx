import { Button, Group, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RuntimeRequest } from '../../src/protocol/runtime.ts';
import { t } from '../i18n/index.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { useRuntime } from '../stores/window/runtimeStore.ts';
import { alertError } from '../stores/window/workspaceStore.ts';
import { formatBytes } from '../ui/numbers.ts';
import { Message } from './Message.tsx';

const strings = t.runtime;

function send(request: RuntimeRequest): void {
  useRuntime
    .getState()
    .send(request)
    .catch((error: unknown) => alertError(() => strings.failedTitle, error));
}

function Ask({ request, label }: { readonly request: RuntimeRequest; readonly label: string }) {
  return (
    <Button variant="default" onClick={() => send(request)}>
      {label}
    </Button>
  );
}

/** A package without native TensorFlow offers to download it, shows how far it is, and says what came of it. */
export function NativeRuntimeMessage() {
  const runtime = useRuntime((state) => state.runtime);
  const awaitsRestart = useRuntime((state) => state.awaitsRestart);
  const native = useEngine(({ status }) => status.state === 'ready' && status.info.backend === 'native');
  const [dismissed, setDismissed] = useState(false);
  const phase = runtime?.phase;
  useEffect(() => send('state'), []);
  // What is new is shown, whatever was dismissed before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the phase is what is new
  useEffect(() => {
    setDismissed(false);
  }, [phase]);
  if (runtime === null) return null;
  if (runtime.phase === 'complete') {
    if (!awaitsRestart || native) return null;
    const restart = (
      <Button variant="default" onClick={() => void useRuntime.getState().use()}>
        {strings.restart}
      </Button>
    );
    return (
      <Message tone="info" title={strings.installed} action={restart}>
        {strings.waitingForRun}
      </Message>
    );
  }
  const { done, total, failure, declined } = runtime;
  if (runtime.phase === 'missing') {
    if (declined || dismissed) return null;
    const answers = (
      <Group gap={8} wrap="nowrap">
        <Ask request="download" label={strings.download} />
        <Ask request="decline" label={strings.decline} />
      </Group>
    );
    return (
      <Message tone="info" title={strings.missingTitle} action={answers} onDismiss={() => setDismissed(true)}>
        {strings.missing(total === null ? null : formatBytes(total))}
      </Message>
    );
  }
  if (runtime.phase === 'failed') {
    if (dismissed) return null;
    return (
      <Message
        tone="warning"
        title={strings.failedTitle}
        action={<Ask request="download" label={t.shell.retry} />}
        onDismiss={() => setDismissed(true)}
      >
        {failure} {strings.failed}
      </Message>
    );
  }
  const known = done !== null && total !== null;
  const words = strings.phases[runtime.phase];
  return (
    <Message
      tone="info"
      title={strings.underwayTitle}
      action={<Ask request="cancel" label={strings.cancel} />}
    >
      <Group component="span" gap={8} wrap="nowrap">
        <span className="numbers" aria-live="off">
          {words}
          {known && ` ${strings.amount(formatBytes(done), formatBytes(total))}`}
        </span>
        <Progress
          flex={1}
          maw={320}
          aria-label={words}
          value={known && total > 0 ? (100 * done) / total : 100}
          animated={!known}
        />
      </Group>
    </Message>
  );
}

/** The way to native TensorFlow for those who did not want it at the start. */
export function ObtainRuntime({ onStart }: { readonly onStart: () => void }) {
  const runtime = useRuntime((state) => state.runtime);
  if (runtime === null || (runtime.phase !== 'missing' && runtime.phase !== 'failed')) return null;
  return (
    <Button
      variant="default"
      size="xs"
      onClick={() => {
        onStart();
        send('download');
      }}
    >
      {strings.open}
    </Button>
  );
}
