import { IconFocusCentered, IconMap, IconMouse, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import type { Command } from './command.ts';
import { anyItems, onCanvas } from './conditions.ts';

const strings = t.canvas.commands;
const keywords = t.keywords.network;

/** What of the network is seen, and how large. */
export const zoomCommands: readonly Command[] = [
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
