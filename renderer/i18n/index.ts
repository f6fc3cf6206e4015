import { en } from './en/index.ts';

/** Every string of the interface. A language is a value of this type. */
export type Catalogue = typeof en;

/** The strings in the language shown. `t.shell.topBar.train`; those with numbers in them are functions. */
export const t: Catalogue = en;
