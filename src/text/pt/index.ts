import { ui } from '../en/ui/index.ts';
import { membersIn } from '../members/index.ts';
import { cli } from './cli/index.ts';
import { messages } from './messages/index.ts';

/** Brazilian Portuguese. */
export const pt = { ui, cli, messages, ...membersIn('pt-BR') };
