import { IconPresentation } from '@tabler/icons-react';
import { lessonsIn } from '../../src/course/lessons.ts';
import { language } from '../../src/text/language.ts';
import { t } from '../i18n/index.ts';
import { useLessons } from '../stores/course/lessonStore.ts';
import { leftDockShown } from '../stores/window/workspaceStore.ts';
import type { Command, CommandContext } from './command.ts';

const strings = t.shell.commands;
const keywords = (): readonly string[] => t.keywords.view.present;

const presenting = ({ workspace }: CommandContext): boolean => workspace.presenting;

/** Goes on: to the next step of the lesson that is seen, else to the next layer of the part that is open. */
function go({ workspace, open, selection }: CommandContext, by: 1 | -1): void {
  const lesson = lessonsIn(language()).find(({ id }) => id === useLessons.getState().open);
  if (lesson && workspace.leftTab === 'lessons' && leftDockShown(workspace)) {
    const { step, goTo } = useLessons.getState();
    const next = (step[lesson.id] ?? 0) + by;
    if (next >= 0 && next < lesson.steps.length) goTo(lesson.id, next);
    return;
  }
  const { layers } = open.document;
  const at = layers.findIndex(({ id }) => selection.layers.includes(id));
  const next = layers[at < 0 ? (by > 0 ? 0 : layers.length - 1) : at + by];
  if (next) selection.select({ layers: [next.id] });
}

/** For a lecture hall. The keys are those that remote controls for slides send. */
export const presentCommands: readonly Command[] = [
  {
    id: 'view.present',
    group: 'view',
    label: () => strings.present,
    keywords,
    icon: IconPresentation,
    shortcut: 'alt+shift+P',
    inFields: true,
    checked: presenting,
    perform: ({ workspace }) => workspace.setPresenting(!workspace.presenting),
  },
  {
    id: 'view.present-next',
    group: 'view',
    label: () => strings.presentNext,
    keywords,
    shortcut: 'PageDown',
    inMenu: false,
    when: presenting,
    perform: (context) => go(context, 1),
  },
  {
    id: 'view.present-previous',
    group: 'view',
    label: () => strings.presentPrevious,
    keywords,
    shortcut: 'PageUp',
    inMenu: false,
    when: presenting,
    perform: (context) => go(context, -1),
  },
];
