import { useAnalysis } from '../stores/analysisStore.ts';
import { useDocument } from '../stores/documentStore.ts';
import { useEngine } from '../stores/engineStore.ts';
import { useKeys } from '../stores/keyStore.ts';
import { useOpen } from '../stores/openStore.ts';
import { commitPendingEdit } from '../stores/pendingEdit.ts';
import { useRun } from '../stores/runStore.ts';
import { useSelection } from '../stores/selectionStore.ts';
import { alertError, useWorkspace } from '../stores/workspaceStore.ts';
import type { Command, CommandContext } from './command.ts';

/** The stores as they are now. */
export function commandContext(): CommandContext {
  return {
    workspace: useWorkspace.getState(),
    document: useDocument.getState(),
    open: useOpen.getState(),
    selection: useSelection.getState(),
    analysis: useAnalysis.getState().analysis,
    engine: useEngine.getState(),
    run: useRun.getState(),
  };
}

export const labelOf = (command: Command, context: CommandContext): string => command.label(context);

export function isEnabled(command: Command, context: CommandContext): boolean {
  return command.when?.(context) ?? true;
}

/** Does it, if it can be done now; says what went wrong, if something does. */
export function perform(command: Command): void {
  commitPendingEdit();
  const context = commandContext();
  if (!isEnabled(command, context)) return;
  try {
    Promise.resolve(command.perform(context)).catch((error: unknown) =>
      alertError(() => labelOf(command, context), error),
    );
  } catch (error) {
    alertError(() => labelOf(command, context), error);
  }
}

/** Commands that depend on the state are asked again whenever a store has changed. */
export function subscribeContext(listener: () => void): () => void {
  const stores = [useKeys, useWorkspace, useDocument, useOpen, useSelection, useAnalysis, useEngine, useRun];
  const ends = stores.map((store) => store.subscribe(listener));
  return () => {
    for (const end of ends) end();
  };
}
