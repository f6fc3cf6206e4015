import { useAssignment } from '../stores/course/assignmentStore.ts';
import { isHiddenCommand } from '../stores/course/hidden.ts';
import { useAnalysis } from '../stores/document/analysisStore.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { commitPendingEdit } from '../stores/document/pendingEdit.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { useRun } from '../stores/runs/runStore.ts';
import { useTabs } from '../stores/tabs/tabsStore.ts';
import { useKeys } from '../stores/window/keyStore.ts';
import { alertError, useWorkspace } from '../stores/window/workspaceStore.ts';
import type { Command, CommandContext } from './command.ts';

/** The stores as they are now. */
export function commandContext(): CommandContext {
  return {
    workspace: useWorkspace.getState(),
    tabs: useTabs.getState(),
    document: useDocument.getState(),
    open: useOpen.getState(),
    selection: useSelection.getState(),
    analysis: useAnalysis.getState().analysis,
    engine: useEngine.getState(),
    run: useRun.getState(),
  };
}

export const labelOf = (command: Command, context: CommandContext): string => command.label(context);

/** What a command is called whatever it would do now: "Undo". */
export const titleOf = (command: Command): string => command.title?.() ?? labelOf(command, commandContext());

export function isEnabled(command: Command, context: CommandContext): boolean {
  return !isHiddenCommand(command.id) && (command.when?.(context) ?? true);
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
  const stores = [
    useKeys,
    useWorkspace,
    useTabs,
    useDocument,
    useOpen,
    useSelection,
    useAnalysis,
    useEngine,
    useRun,
    useAssignment,
  ];
  const ends = stores.map((store) => store.subscribe(listener));
  return () => {
    for (const end of ends) end();
  };
}
