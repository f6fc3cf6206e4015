import { text } from '../../src/text/language.ts';

/** The page's own text in the current language: `t.shell.topBar.train`; texts with numbers in them are functions. */
export const t = text.ui;
