import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { useWorkspace } from '../stores/window/workspaceStore.ts';

/** Lets Mantine follow the workspace's choice of colors, wherever it is changed. */
export function colorSchemeManager(): MantineColorSchemeManager {
  let end: (() => void) | null = null;
  return {
    get: () => useWorkspace.getState().colorScheme,
    set: (scheme: MantineColorScheme) => useWorkspace.getState().setColorScheme(scheme),
    subscribe(onUpdate) {
      end = useWorkspace.subscribe((state, before) => {
        if (state.colorScheme !== before.colorScheme) onUpdate(state.colorScheme);
      });
    },
    unsubscribe() {
      end?.();
      end = null;
    },
    clear: () => useWorkspace.getState().setColorScheme('auto'),
  };
}
