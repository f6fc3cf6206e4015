import { IconClipboard, IconCopy, IconCut, IconSelectAll, IconTrash } from '@tabler/icons-react';
import { copySelection, cutSelection, pasteClipboard } from '../actions/clipboard.ts';
import { duplicateSelection, removeSelection } from '../actions/edits.ts';
import { t } from '../i18n/index.ts';
import type { Command } from './command.ts';
import { anyItems, anySelection, editable, noText, onCanvas, several } from './conditions.ts';

const strings = t.canvas.commands;

/** What can be done to selected layers, notes and wires. */
export const itemCommands: readonly Command[] = [
  {
    id: 'edit.cut',
    group: 'edit',
    label: () => strings.cut,
    icon: IconCut,
    shortcut: 'mod+X',
    clipboard: 'cut',
    when: (context) => anyItems(context) && editable(context) && noText(),
    perform: cutSelection,
  },
  {
    id: 'edit.copy',
    group: 'edit',
    label: () => strings.copy,
    icon: IconCopy,
    shortcut: 'mod+C',
    clipboard: 'copy',
    when: (context) => anyItems(context) && noText(),
    perform: copySelection,
  },
  {
    id: 'edit.paste',
    group: 'edit',
    label: () => strings.paste,
    icon: IconClipboard,
    shortcut: 'mod+V',
    clipboard: 'paste',
    when: (context) => editable(context) && onCanvas(),
    perform: pasteClipboard,
  },
  {
    id: 'edit.duplicate',
    group: 'edit',
    label: () => strings.duplicate,
    icon: IconCopy,
    shortcut: 'mod+D',
    when: several(1),
    perform: duplicateSelection,
  },
  {
    id: 'edit.remove',
    group: 'edit',
    label: () => strings.remove,
    icon: IconTrash,
    shortcut: ['Delete', 'Backspace'],
    when: (context) => anySelection(context) && editable(context),
    perform: () => removeSelection(),
  },
  {
    id: 'edit.remove-alone',
    group: 'edit',
    label: () => strings.removeAlone,
    shortcut: 'shift+Delete',
    inMenu: false,
    when: (context) => context.selection.layers.length > 0 && editable(context),
    perform: () => removeSelection({ alone: true }),
  },
  {
    id: 'edit.select-all',
    group: 'edit',
    label: () => strings.selectAll,
    icon: IconSelectAll,
    shortcut: 'mod+A',
    when: ({ open: { document } }) => document.layers.length + document.notes.length > 0,
    perform: ({ open: { document }, selection }) =>
      selection.select({
        layers: document.layers.map((layer) => layer.id),
        notes: document.notes.map((note) => note.id),
      }),
  },
  {
    id: 'edit.select-none',
    group: 'edit',
    label: () => strings.selectNone,
    inMenu: false,
    when: anySelection,
    perform: ({ selection }) => selection.clear(),
  },
];
