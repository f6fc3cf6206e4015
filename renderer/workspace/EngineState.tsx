import { Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { useEngine } from '../stores/engineStore.ts';
import { engineWords } from './engineWords.ts';
import css from './topBar.module.css';

const strings = t.shell.engine;

function Explanation() {
  const status = useEngine((state) => state.status);
  if (status.state === 'connecting') return <Text size="sm">{strings.aboutConnecting}</Text>;
  if (status.state !== 'ready')
    return (
      <Text size="sm">
        {status.reason} {strings.crashSafe}
      </Text>
    );
  const { backend, step, reason, version, pid } = status.info;
  return (
    <Stack gap={8}>
      <Text size="sm">
        {strings.aboutBackend[backend]} {strings.aboutStep[step]}
      </Text>
      {reason !== '' && (
        <div>
          <Text size="xs" c="dimmed">
            {strings.why}
          </Text>
          <Text size="sm">{reason}</Text>
        </div>
      )}
      <Text size="xs" c="dimmed" className="numbers">
        {strings.version(version)} · {strings.process(pid)}
      </Text>
    </Stack>
  );
}

/** The engine's state in words; pressed, it says what they mean and why it is so. */
export function EngineState() {
  const status = useEngine((state) => state.status);
  return (
    <Popover position="bottom-end" width={300}>
      <Popover.Target>
        <UnstyledButton className={css['engine']}>
          <span className={css['dot']} data-state={status.state} />
          <span aria-live="polite">{engineWords(status)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Explanation />
      </Popover.Dropdown>
    </Popover>
  );
}
