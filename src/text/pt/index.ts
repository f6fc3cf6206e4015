import { ui } from '../en/ui/index.ts';
import { membersIn } from '../members/index.ts';
import { messages } from './messages/index.ts';

/** Brazilian Portuguese. */
export const pt = { ui, messages, ...membersIn('pt-BR') };
