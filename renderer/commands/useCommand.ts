import { useSyncExternalStore } from 'react';
import type { Command } from './command.ts';
import { commandContext, isEnabled, labelOf, perform, subscribeContext } from './context.ts';
import { commandOf } from './registry.ts';

export interface CommandState {
  readonly command: Command;
  readonly label: string;
  readonly enabled: boolean;
  run(): void;
}

/** A command as a button needs it: its label and whether it can be done, kept up to date. */
export function useCommand(id: string): CommandState {
  const command = commandOf(id);
  if (!command) throw new Error(`There is no command "${id}".`);
  const label = useSyncExternalStore(subscribeContext, () => labelOf(command, commandContext()));
  const enabled = useSyncExternalStore(subscribeContext, () => isEnabled(command, commandContext()));
  return { command, label, enabled, run: () => perform(command) };
}
