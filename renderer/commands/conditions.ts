import { bypassable } from '../editing/bypass.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import type { CommandContext } from './command.ts';

/** When commands of the canvas can be given. */

export const chosenLayers = ({ open: { document }, selection }: CommandContext) =>
  bypassable(document, selection.layers);
export const anyItems = ({ selection }: CommandContext): boolean =>
  selection.layers.length + selection.notes.length > 0;
export const anySelection = (context: CommandContext): boolean =>
  anyItems(context) || context.selection.edges.length > 0;
export const onCanvas = (): boolean => useCanvas.getState().view !== null;
export const editable = ({ document }: CommandContext): boolean => !document.readOnly;
export const several =
  (count: number) =>
  (context: CommandContext): boolean =>
    editable(context) && context.selection.layers.length + context.selection.notes.length >= count;
/** Marked text is what a person means to copy then. */
export const noText = (): boolean => window.getSelection()?.isCollapsed ?? true;
