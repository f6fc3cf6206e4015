import { Button, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { sentence } from '../../src/text/message.ts';
import { host } from '../host/current.ts';
import { runsInPage } from '../host/web/engineWorker.ts';
import { t } from '../i18n/index.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { EngineElsewhere } from './EngineElsewhere.tsx';
import { EngineKernels } from './EngineKernels.tsx';
import { engineWords } from './engineWords.ts';
import { ObtainRuntime } from './NativeRuntime.tsx';
import css from './topBar.module.css';

const strings = t.shell.engine;

function Explanation({ onLeave }: { readonly onLeave: () => void }) {
  const status = useEngine((state) => state.status);
  const { state: pulse, activity } = useEngine((state) => state.pulse);
  if (pulse !== 'steady')
    return <Text size="sm">{pulse === 'hung' ? strings.hung[activity] : strings.aboutBusy}</Text>;
  if (status.state === 'connecting') return <Text size="sm">{strings.aboutConnecting}</Text>;
  if (status.state !== 'ready')
    return (
      <Text size="sm">
        {status.reason} {strings.crashSafe}
      </Text>
    );
  const { backend, step, reason, version, pid, kernels } = status.info;
  return (
    <Stack gap={8}>
      <Text size="sm">
        {strings.aboutBackend[backend]} {strings.aboutStep[step]}
      </Text>
      {reason !== '' && (
        <div>
          <Text size="xs" c="dimmed">
            {runsInPage() ? strings.chosen : strings.why}
          </Text>
          <Text size="sm">{sentence(reason)}</Text>
        </div>
      )}
      <ObtainRuntime onStart={onLeave} />
      {runsInPage() && <Text size="sm">{strings.pageLimits}</Text>}
      {kernels && <EngineKernels kernels={kernels} />}
      <Text size="xs" c="dimmed" className="numbers">
        {strings.version(version)} · {strings.process(pid)}
      </Text>
      <Button
        variant="default"
        size="xs"
        mt={4}
        onClick={() => {
          onLeave();
          useWorkspace.getState().setDialog('speed');
        }}
      >
        {t.speed.open}
      </Button>
    </Stack>
  );
}

/** The engine's state in words; pressed, it says what they mean and why it is so. */
export function EngineState() {
  const status = useEngine((state) => state.status);
  const pulse = useEngine((state) => state.pulse.state);
  const elsewhere = useEngine((state) => state.elsewhere);
  const [opened, setOpened] = useState(false);
  const words = engineWords(status, pulse);
  return (
    <Popover position="bottom-end" width={300} opened={opened} onChange={setOpened} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={css['engine']} onClick={() => setOpened((open) => !open)}>
          <span className={css['dot']} data-state={pulse === 'steady' ? status.state : pulse} />
          <span aria-live="polite">
            {elsewhere === null ? words : `${words} ${strings.elsewhere.at(elsewhere)}`}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Explanation onLeave={() => setOpened(false)} />
        {host().chooseEngine && <EngineElsewhere onMoved={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}
