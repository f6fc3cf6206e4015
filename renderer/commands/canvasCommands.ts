import {
  IconArrowsRight,
  IconClipboard,
  IconCopy,
  IconCut,
  IconFocusCentered,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconMap,
  IconMouse,
  IconNote,
  IconPencil,
  IconPlus,
  IconRoute,
  IconSelectAll,
  IconSitemap,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { downstream } from '../../src/document/operations/room.ts';
import { bypassable, bypassLayers, isBypassed } from '../editing/bypass.ts';
import { card, grid } from '../editing/card.ts';
import { copySelection, cutSelection, pasteClipboard } from '../editing/clipboard.ts';
import {
  addNoteAt,
  alignSelection,
  distributeSelection,
  duplicateSelection,
  removeSelection,
} from '../editing/edits.ts';
import { editSelection } from '../editing/params.ts';
import { connectSelection } from '../editing/wires.ts';
import { t } from '../i18n/index.ts';
import { type QuickAdd, useCanvas } from '../stores/window/canvasStore.ts';
import type { Command, CommandContext } from './command.ts';

const strings = t.canvas.commands;
const keywords = t.keywords.network;

const chosenLayers = ({ open: { document }, selection }: CommandContext) =>
  bypassable(document, selection.layers);
const anyItems = ({ selection }: CommandContext): boolean =>
  selection.layers.length + selection.notes.length > 0;
const anything = (context: CommandContext): boolean =>
  anyItems(context) || context.selection.edges.length > 0;
const onCanvas = (): boolean => useCanvas.getState().view !== null;
const editable = ({ document }: CommandContext): boolean => !document.readOnly;
const several =
  (count: number) =>
  (context: CommandContext): boolean =>
    editable(context) && context.selection.layers.length + context.selection.notes.length >= count;
/** Marked text is what a person means to copy then. */
const noText = (): boolean => window.getSelection()?.isCollapsed ?? true;

/** Where quick-add opens by key: on the selected wire, behind the selected layer, else in the middle. */
function quickAddHere({ selection, open: { document } }: CommandContext): QuickAdd | null {
  const { view, menu } = useCanvas.getState();
  if (!view) return null;
  const [edge] = selection.edges;
  const screen = menu?.screen ?? view.toScreen(view.center());
  if (edge !== undefined && selection.edges.length === 1) return { screen, edge };
  if (menu) return { screen, position: menu.position };
  const [source] = selection.layers;
  if (source === undefined || selection.layers.length > 1) return { screen };
  const leaving = document.edges.filter((wire) => wire.source === source);
  const at = document.layers.find((layer) => layer.id === source)?.position;
  const beside = at ? view.toScreen({ x: at.x + card.width + grid, y: at.y + grid }) : screen;
  return leaving.length === 1 ? { screen: beside, edge: leaving[0]!.id } : { screen: beside, source };
}

const aligns = {
  left: IconLayoutAlignLeft,
  center: IconLayoutAlignCenter,
  right: IconLayoutAlignRight,
  top: IconLayoutAlignTop,
  middle: IconLayoutAlignMiddle,
  bottom: IconLayoutAlignBottom,
} as const;
const distributes = {
  horizontal: IconLayoutDistributeHorizontal,
  vertical: IconLayoutDistributeVertical,
} as const;

const keysOf = <T extends object>(record: T) => Object.keys(record) as (keyof T & string)[];

const arrangeCommands: readonly Command[] = [
  ...keysOf(aligns).map(
    (alignment): Command => ({
      id: `network.align-${alignment}`,
      group: 'network',
      label: () => strings.align[alignment],
      keywords: () => keywords.align,
      icon: aligns[alignment],
      inMenu: false,
      when: several(2),
      perform: () => alignSelection(alignment),
    }),
  ),
  ...keysOf(distributes).map(
    (axis): Command => ({
      id: `network.distribute-${axis}`,
      group: 'network',
      label: () => strings.distribute[axis],
      keywords: () => keywords.align,
      icon: distributes[axis],
      inMenu: false,
      when: several(3),
      perform: () => distributeSelection(axis),
    }),
  ),
];

/** What can be done to the network on the canvas. */
export const canvasCommands: readonly Command[] = [
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
    when: (context) => anything(context) && editable(context),
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
    when: anything,
    perform: ({ selection }) => selection.clear(),
  },
  {
    id: 'network.add',
    group: 'network',
    label: () => strings.add,
    keywords: () => keywords.add,
    icon: IconPlus,
    shortcut: 'shift+A',
    when: (context) => editable(context) && onCanvas(),
    perform: (context) => useCanvas.getState().set({ quickAdd: quickAddHere(context) }),
  },
  {
    id: 'network.add-note',
    group: 'network',
    label: () => strings.addNote,
    keywords: () => keywords.note,
    icon: IconNote,
    when: (context) => editable(context) && onCanvas(),
    perform: () => addNoteAt(useCanvas.getState().menu?.position),
  },
  {
    id: 'network.edit',
    group: 'network',
    label: () => strings.edit,
    icon: IconPencil,
    inMenu: false,
    when: (context) => anyItems(context),
    perform: editSelection,
  },
  {
    id: 'network.connect',
    group: 'network',
    label: () => strings.connect,
    icon: IconRoute,
    shortcut: 'mod+L',
    when: (context) => editable(context) && context.selection.layers.length >= 2,
    perform: () => {
      const refusal = connectSelection();
      if (refusal) throw new Error(refusal);
    },
  },
  {
    id: 'network.bypass',
    group: 'network',
    label: (context) => (isBypassed(chosenLayers(context)) ? strings.removeBypass : strings.bypass),
    keywords: () => keywords.bypass,
    icon: IconArrowsRight,
    shortcut: 'M',
    when: (context) => editable(context) && chosenLayers(context).length > 0,
    perform: (context) => bypassLayers(context.selection.layers, !isBypassed(chosenLayers(context))),
  },
  {
    id: 'network.select-downstream',
    group: 'network',
    label: () => strings.selectDownstream,
    inMenu: false,
    when: ({ selection }) => selection.layers.length > 0,
    perform: ({ open: { document }, selection }) =>
      selection.select({
        layers: [...new Set(selection.layers.flatMap((id) => [...downstream(document, id)]))],
      }),
  },
  {
    id: 'network.lay-out',
    group: 'network',
    label: () => strings.layOut,
    keywords: () => keywords.layOut,
    icon: IconSitemap,
    shortcut: 'mod+shift+L',
    when: (context) => editable(context) && onCanvas() && context.open.document.layers.length > 0,
    perform: () => useCanvas.getState().view?.layOut(null),
  },
  {
    id: 'network.lay-out-selection',
    group: 'network',
    label: () => strings.layOutSelection,
    keywords: () => keywords.layOut,
    icon: IconSitemap,
    inMenu: false,
    when: (context) => editable(context) && onCanvas() && context.selection.layers.length > 1,
    perform: ({ selection }) => useCanvas.getState().view?.layOut(selection.layers),
  },
  ...arrangeCommands,
  {
    id: 'view.fit',
    inFields: true,
    group: 'view',
    label: () => strings.fit,
    keywords: () => keywords.fit,
    icon: IconFocusCentered,
    shortcut: ['mod+0', 'shift+1'],
    when: onCanvas,
    perform: () => useCanvas.getState().view?.fit(),
  },
  {
    id: 'view.fit-selection',
    group: 'view',
    label: () => strings.fitSelection,
    keywords: () => keywords.fit,
    shortcut: ['F', 'shift+2'],
    when: (context) => onCanvas() && anyItems(context),
    perform: ({ selection }) => useCanvas.getState().view?.fit([...selection.layers, ...selection.notes]),
  },
  {
    id: 'view.zoom-in',
    inFields: true,
    group: 'view',
    label: () => strings.zoomIn,
    icon: IconZoomIn,
    shortcut: ['mod+=', 'mod+shift+=', 'mod+Plus'],
    when: onCanvas,
    perform: () => useCanvas.getState().view?.zoomIn(),
  },
  {
    id: 'view.zoom-out',
    inFields: true,
    group: 'view',
    label: () => strings.zoomOut,
    icon: IconZoomOut,
    shortcut: 'mod+-',
    when: onCanvas,
    perform: () => useCanvas.getState().view?.zoomOut(),
  },
  {
    id: 'view.zoom-reset',
    group: 'view',
    label: () => strings.zoomReset,
    inMenu: false,
    when: onCanvas,
    perform: () => useCanvas.getState().view?.zoomTo(1),
  },
  {
    id: 'view.wheel-zooms',
    group: 'view',
    label: () => strings.wheelZooms,
    keywords: () => keywords.wheel,
    icon: IconMouse,
    checked: ({ workspace }) => workspace.wheel === 'zoom',
    perform: ({ workspace }) => workspace.setWheel(workspace.wheel === 'zoom' ? 'pan' : 'zoom'),
  },
  {
    id: 'view.minimap',
    group: 'view',
    label: () => strings.minimap,
    icon: IconMap,
    checked: () => useCanvas.getState().minimap,
    perform: () => useCanvas.getState().set({ minimap: !useCanvas.getState().minimap }),
  },
];
