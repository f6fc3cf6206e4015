import { IconArrowsRight, IconNote, IconPencil, IconPlus, IconRoute, IconSitemap } from '@tabler/icons-react';
import { downstream } from '../../src/document/operations/room.ts';
import { bypassLayers } from '../actions/bypass.ts';
import { addNoteAt } from '../actions/edits.ts';
import { editSelection } from '../actions/params.ts';
import { connectSelection } from '../actions/wires.ts';
import { isBypassed } from '../editing/bypass.ts';
import { card, grid } from '../editing/card.ts';
import { t } from '../i18n/index.ts';
import { type QuickAdd, useCanvas } from '../stores/window/canvasStore.ts';
import type { Command, CommandContext } from './command.ts';
import { anyItems, chosenLayers, editable, onCanvas } from './conditions.ts';

const strings = t.canvas.commands;
const keywords = t.keywords.network;

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

/** What can be done to the network on the canvas. */
export const networkCommands: readonly Command[] = [
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
];
