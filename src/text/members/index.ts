import { inLanguage } from './members.ts';
import { views } from './views.ts';

/** The texts of the registries' members in one language. */
export const membersIn = <L extends 'en' | 'pt-BR'>(to: L) => ({ views: inLanguage(views, to) });
