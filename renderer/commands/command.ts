import type { Icon } from '@tabler/icons-react';
import type { useAnalysis } from '../stores/document/analysisStore.ts';
import type { useDocument } from '../stores/document/documentStore.ts';
import type { useOpen } from '../stores/document/openStore.ts';
import type { useSelection } from '../stores/document/selectionStore.ts';
import type { useEngine } from '../stores/engine/engineStore.ts';
import type { useRun } from '../stores/runs/runStore.ts';
import type { useTabs } from '../stores/tabs/tabsStore.ts';
import type { useWorkspace } from '../stores/window/workspaceStore.ts';

type StateOf<Store extends { getState(): unknown }> = ReturnType<Store['getState']>;

/** What a command may look at and act on: the stores as they are at that moment. */
export interface CommandContext {
  readonly workspace: StateOf<typeof useWorkspace>;
  readonly tabs: StateOf<typeof useTabs>;
  readonly document: StateOf<typeof useDocument>;
  /** The part on the canvas: the network, or the inside of a block. */
  readonly open: StateOf<typeof useOpen>;
  readonly selection: StateOf<typeof useSelection>;
  readonly analysis: StateOf<typeof useAnalysis>['analysis'];
  readonly engine: StateOf<typeof useEngine>;
  readonly run: StateOf<typeof useRun>;
}

export const commandGroups = ['file', 'edit', 'view', 'network', 'train', 'help'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** Something a person can do: one value that feeds the menu, the palette and the keys. */
export interface Command {
  /** Stable, dotted: `file.save`. */
  readonly id: string;
  readonly group: CommandGroup;
  /** In the current language; it may say what the command would do now ("Undo Add Conv2D"). */
  readonly label: (context: CommandContext) => string;
  /** What it is called in lists of commands, where that is not the label. */
  readonly title?: () => string;
  /** Other words that find it in the palette, in the current language. */
  readonly keywords?: () => readonly string[];
  readonly icon?: Icon;
  /** `mod+shift+S` (`mod` is Ctrl, on a Mac Cmd); keys as `KeyboardEvent.key` names them. The first is shown. */
  readonly shortcut?: string | readonly string[];
  /** The browser's event that does it by key, instead of a shortcut of ours. */
  readonly clipboard?: 'copy' | 'cut' | 'paste';
  /** Whether the keys work while a text field has the focus. Never for keys that edit text. */
  readonly inFields?: boolean;
  /** False for what the menu would only clutter. */
  readonly inMenu?: boolean;
  readonly checked?: (context: CommandContext) => boolean;
  /** Whether it can be done now; always, where it is missing. */
  readonly when?: (context: CommandContext) => boolean;
  readonly perform: (context: CommandContext) => void | Promise<void>;
}
