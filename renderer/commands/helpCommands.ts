import {
  IconBook,
  IconCamera,
  IconCommand,
  IconGauge,
  IconInfoCircle,
  IconKeyboard,
  IconRefresh,
} from '@tabler/icons-react';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { demoIds, useDemo } from '../stores/course/demoStore.ts';
import type { Command } from './command.ts';
import { openPalette } from './openPalette.ts';

const strings = t.shell.commands;
const keywords = t.keywords.help;

const demoCommands: readonly Command[] = demoIds.map((id) => ({
  id: `help.${id}`,
  group: 'help',
  label: () => t.demo.demos[id].title,
  keywords: () => keywords.demo,
  icon: IconCamera,
  perform: () => useDemo.getState().show(id),
}));

export const helpCommands: readonly Command[] = [
  {
    id: 'help.guide',
    group: 'help',
    label: () => t.shell.guide.title,
    keywords: () => keywords.guide,
    icon: IconBook,
    shortcut: 'F1',
    inFields: true,
    perform: ({ workspace }) => workspace.setDialog('guide'),
  },
  {
    id: 'help.palette',
    group: 'help',
    label: () => strings.palette,
    icon: IconCommand,
    shortcut: 'mod+K',
    inFields: true,
    perform: openPalette,
  },
  {
    id: 'help.shortcuts',
    group: 'help',
    label: () => strings.shortcuts,
    keywords: () => keywords.shortcuts,
    icon: IconKeyboard,
    shortcut: 'shift+?',
    perform: ({ workspace }) => workspace.setDialog('shortcuts'),
  },
  {
    id: 'help.speed',
    group: 'help',
    label: () => t.speed.open,
    keywords: () => keywords.speed,
    icon: IconGauge,
    perform: ({ workspace }) => workspace.setDialog('speed'),
  },
  {
    id: 'help.updates',
    group: 'help',
    label: () => t.updates.title,
    keywords: () => keywords.updates,
    icon: IconRefresh,
    when: () => host().update !== undefined,
    perform: ({ workspace }) => workspace.setDialog('updates'),
  },
  {
    id: 'help.about',
    group: 'help',
    label: () => strings.about,
    keywords: () => keywords.about,
    icon: IconInfoCircle,
    perform: ({ workspace }) => workspace.setDialog('about'),
  },
  ...demoCommands,
];
