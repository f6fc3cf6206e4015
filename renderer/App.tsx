import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { ClipboardEvents } from './commands/ClipboardEvents.tsx';
import { CommandKeys } from './commands/CommandKeys.tsx';
import { CommandPalette } from './commands/CommandPalette.tsx';
import { colourSchemeManager } from './theme/colourScheme.ts';
import { cssVariables, theme } from './theme/theme.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { Dialogs } from './workspace/Dialogs.tsx';
import { GoodNews } from './workspace/GoodNews.tsx';
import { Workspace } from './workspace/Workspace.tsx';

const manager = colourSchemeManager();

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-right" limit={3} autoClose={4000} />
      <GoodNews />
      <CommandKeys />
      <ClipboardEvents />
      <CommandPalette />
      <ErrorBoundary>
        <Workspace />
      </ErrorBoundary>
      <Dialogs />
    </MantineProvider>
  );
}
