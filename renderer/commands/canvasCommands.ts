import { arrangeCommands } from './arrangeCommands.ts';
import type { Command } from './command.ts';
import { itemCommands } from './itemCommands.ts';
import { networkCommands } from './networkCommands.ts';
import { zoomCommands } from './zoomCommands.ts';

/** Commands of the canvas, in the order of their menus. */
export const canvasCommands: readonly Command[] = [
  ...itemCommands,
  ...networkCommands,
  ...arrangeCommands,
  ...zoomCommands,
];
