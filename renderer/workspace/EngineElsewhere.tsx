import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { explain } from '../../src/text/text-error.ts';
import { t } from '../i18n/index.ts';
import { useEngine } from '../stores/engine/engineStore.ts';

const strings = t.shell.engine.elsewhere;

interface EngineElsewhereProps {
  /** It is connected with the other engine now. */
  readonly onMoved: () => void;
}

/** Connects with the engine of another machine, or with this one's again. */
export function EngineElsewhere({ onMoved }: EngineElsewhereProps) {
  const elsewhere = useEngine((state) => state.elsewhere);
  const [address, setAddress] = useState('');
  const [state, setState] = useState({ busy: false, error: '' });
  const moveTo = async (chosen: string | null): Promise<void> => {
    setState({ busy: true, error: '' });
    try {
      await useEngine.getState().moveTo(chosen);
      onMoved();
    } catch (error) {
      setState({ busy: false, error: explain(error) });
    }
  };
  return (
    <Stack gap={8} mt={12} component="section" aria-label={strings.title}>
      <Text size="sm" fw={600}>
        {strings.title}
      </Text>
      {elsewhere === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void moveTo(address.trim());
          }}
        >
          <Stack gap={8}>
            <Text size="xs" c="dimmed">
              {strings.about}
            </Text>
            <TextInput
              size="xs"
              label={strings.address}
              placeholder={strings.placeholder}
              // It has a secret in it.
              type="password"
              autoComplete="off"
              value={address}
              error={state.error}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <Button
              type="submit"
              variant="default"
              size="xs"
              loading={state.busy}
              disabled={address.trim() === ''}
            >
              {strings.connect}
            </Button>
          </Stack>
        </form>
      ) : (
        <>
          <Text size="sm">{strings.connected(elsewhere)}</Text>
          <Button variant="default" size="xs" loading={state.busy} onClick={() => void moveTo(null)}>
            {strings.own}
          </Button>
        </>
      )}
    </Stack>
  );
}
