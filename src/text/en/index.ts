import { membersIn } from '../members/index.ts';
import { cli } from './cli/index.ts';
import { desktop } from './desktop.ts';
import { launch } from './launch.ts';
import { messages } from './messages/index.ts';
import { ui } from './ui/index.ts';

/** English. */
export const en = { name: 'English', ui, cli, desktop, launch, messages, ...membersIn('en') };
