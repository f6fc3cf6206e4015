import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { explain, textOf } from '../../src/text/text-error.ts';
import { t } from '../i18n/index.ts';
import { saveFileAs } from '../stores/document/files.ts';
import { log } from '../stores/engine/logStore.ts';

/**
 * Catches what fails while rendering. The document lives in its store, outside of what is rendered: it is
 * still there, can be saved, and is shown again on a new try.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
    log('error', textOf(error));
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const strings = t.shell.crash;
    return (
      <Stack role="alert" p="xl" gap="md" maw={520} m="auto" justify="center" h="100%">
        <Title order={2}>{strings.title}</Title>
        <Text>{strings.text}</Text>
        <Text size="sm" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {explain(error)}
        </Text>
        <Group>
          <Button onClick={() => this.setState({ error: null })}>{strings.retry}</Button>
          <Button variant="default" onClick={() => void saveFileAs()}>
            {strings.save}
          </Button>
        </Group>
      </Stack>
    );
  }
}
