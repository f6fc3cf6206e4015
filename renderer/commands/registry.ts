import { blockCommands } from './blockCommands.ts';
import { canvasCommands } from './canvasCommands.ts';
import type { Command } from './command.ts';
import { editCommands } from './editCommands.ts';
import { fileCommands } from './fileCommands.ts';
import { heatCommands } from './heatCommands.ts';
import { helpCommands } from './helpCommands.ts';
import { presentCommands } from './presentCommands.ts';
import { regionCommands } from './regionCommands.ts';
import { trainCommands } from './trainCommands.ts';
import { viewCommands } from './viewCommands.ts';

/** Every command, in the order of the menus. A feature adds its list in one line. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...canvasCommands,
  ...blockCommands,
  ...viewCommands,
  ...presentCommands,
  ...regionCommands,
  ...heatCommands,
  ...trainCommands,
  ...helpCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));

export const commandOf = (id: string): Command | undefined => byId.get(id);
