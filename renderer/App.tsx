import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Fragment, useMemo } from 'react';
import { ClipboardEvents } from './commands/ClipboardEvents.tsx';
import { CommandKeys } from './commands/CommandKeys.tsx';
import { CommandPalette } from './commands/CommandPalette.tsx';
import { useLanguage } from './stores/window/languageStore.ts';
import { colorSchemeManager } from './theme/colorScheme.ts';
import { cssVariables, themeIn } from './theme/theme.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { useCutTitles } from './ui/useCutTitles.ts';
import { Dialogs } from './workspace/Dialogs.tsx';
import { SuccessToasts } from './workspace/SuccessToasts.tsx';
import { Workspace } from './workspace/Workspace.tsx';

const manager = colorSchemeManager();

export function App() {
  useCutTitles();
  const language = useLanguage();
  const theme = useMemo(() => themeIn(language), [language]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-right" limit={3} autoClose={4000} />
      <Fragment key={language}>
        <SuccessToasts />
        <CommandKeys />
        <ClipboardEvents />
        <CommandPalette />
        <ErrorBoundary>
          <Workspace />
        </ErrorBoundary>
        <Dialogs />
      </Fragment>
    </MantineProvider>
  );
}
