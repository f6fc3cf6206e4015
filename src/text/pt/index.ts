import { membersIn } from '../members/index.ts';
import { cli } from './cli/index.ts';
import { desktop } from './desktop.ts';
import { launch } from './launch.ts';
import { messages } from './messages/index.ts';
import { ui } from './ui/index.ts';

/** Brazilian Portuguese. */
export const pt = { name: 'Português (Brasil)', ui, cli, desktop, launch, messages, ...membersIn('pt-BR') };
