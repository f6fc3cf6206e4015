import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { useWorkspace } from '../stores/workspaceStore.ts';

/** Lets Mantine follow the workspace's choice of colours, wherever it is changed. */
export function colourSchemeManager(): MantineColorSchemeManager {
  let end: (() => void) | null = null;
  return {
    get: () => useWorkspace.getState().colourScheme,
    set: (scheme: MantineColorScheme) => useWorkspace.getState().setColourScheme(scheme),
    subscribe(onUpdate) {
      end = useWorkspace.subscribe((state, before) => {
        if (state.colourScheme !== before.colourScheme) onUpdate(state.colourScheme);
      });
    },
    unsubscribe() {
      end?.();
      end = null;
    },
    clear: () => useWorkspace.getState().setColourScheme('auto'),
  };
}
