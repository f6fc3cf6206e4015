import { mobile } from './mobile.ts';
import { plain } from './plain.ts';
import { shortcuts } from './shortcuts.ts';
import { small } from './small.ts';
import { tasks } from './tasks.ts';

/** The networks that ship with the app. */
export const templates = {
  ...small,
  ...plain,
  ...shortcuts,
  ...mobile,
  ...tasks,
};
