import {
  IconChartLine,
  IconDeviceDesktop,
  IconHeartbeat,
  IconLanguage,
  IconLayoutBottombar,
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { languageNames, languages } from '../../src/text/language.ts';
import { t } from '../i18n/index.ts';
import { type LanguageChoice, leftDockShown, stages } from '../stores/window/workspaceStore.ts';
import type { Command } from './command.ts';
import { isMac } from './keystroke.ts';

const strings = t.shell.commands;
const keywords = t.keywords.view;

const stageCommands: readonly Command[] = stages.map((stage, index) => ({
  id: `view.stage-${stage}`,
  group: 'view',
  label: () => strings.stage(t.shell.stages[stage]),
  keywords: () => keywords.stage,
  shortcut: `mod+${index + 1}`,
  inFields: true,
  checked: ({ workspace }) => workspace.stage === stage,
  perform: ({ workspace }) => workspace.setStage(stage),
}));

const languageChoices: readonly LanguageChoice[] = ['system', ...languages];
const languageCommands: readonly Command[] = languageChoices.map((choice) => ({
  id: `view.language-${choice}`,
  group: 'view',
  label: () => strings.language(choice === 'system' ? strings.systemLanguage : languageNames[choice]),
  keywords: () => keywords.language,
  icon: IconLanguage,
  checked: ({ workspace }) => workspace.language === choice,
  perform: ({ workspace }) => workspace.setLanguage(choice),
}));

/** Alt and a digit; 9 is the last, however many there are, as in browsers. */
const places = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const placeCommands: readonly Command[] = places.map((place) => {
  const last = place === places.length;
  return {
    id: `view.tab-${place}`,
    group: 'view',
    label: () => (last ? strings.lastTab : strings.tab(place)),
    keywords: () => t.keywords.file.tab,
    shortcut: `alt+${place}`,
    inFields: true,
    inMenu: false,
    when: ({ tabs: { tabs } }) => tabs.length > 1 && (last || place <= tabs.length),
    perform: ({ tabs: { tabs, show } }) => show(last ? tabs.at(-1)! : tabs[place - 1]!),
  };
});

const tabCommands: readonly Command[] = [
  {
    id: 'view.next-tab',
    group: 'view',
    label: () => strings.nextTab,
    keywords: () => t.keywords.file.tab,
    // Browsers keep Ctrl+Tab for their own tabs. On a Mac, too, it is Ctrl.
    shortcut: ['alt+PageDown', isMac() ? 'ctrl+Tab' : 'mod+Tab'],
    inFields: true,
    when: ({ tabs: { tabs } }) => tabs.length > 1,
    perform: ({ tabs }) => tabs.showNext(1),
  },
  {
    id: 'view.previous-tab',
    group: 'view',
    label: () => strings.previousTab,
    keywords: () => t.keywords.file.tab,
    shortcut: ['alt+PageUp', isMac() ? 'ctrl+shift+Tab' : 'mod+shift+Tab'],
    inFields: true,
    when: ({ tabs: { tabs } }) => tabs.length > 1,
    perform: ({ tabs }) => tabs.showNext(-1),
  },
  ...placeCommands,
];

export const viewCommands: readonly Command[] = [
  ...stageCommands,
  ...tabCommands,
  {
    id: 'view.left',
    group: 'view',
    label: () => strings.toggleLeft,
    keywords: () => keywords.left,
    icon: IconLayoutSidebar,
    shortcut: 'mod+B',
    inFields: true,
    checked: ({ workspace }) => leftDockShown(workspace),
    perform: ({ workspace }) => workspace.toggleLeft(),
  },
  {
    id: 'view.right',
    group: 'view',
    label: () => strings.toggleRight,
    keywords: () => keywords.right,
    icon: IconLayoutSidebarRight,
    shortcut: 'mod+alt+B',
    inFields: true,
    checked: ({ workspace }) => workspace.rightOpen,
    perform: ({ workspace }) => workspace.toggleRight(),
  },
  {
    id: 'view.bottom',
    group: 'view',
    label: () => strings.toggleBottom,
    keywords: () => keywords.bottom,
    icon: IconLayoutBottombar,
    shortcut: 'mod+J',
    inFields: true,
    checked: ({ workspace }) => workspace.bottomOpen,
    perform: ({ workspace }) => workspace.toggleBottom(),
  },
  {
    id: 'view.outline',
    group: 'view',
    label: () => strings.showOutline,
    keywords: () => keywords.outline,
    perform: ({ workspace }) => workspace.showLeft('outline'),
  },
  {
    id: 'view.lessons',
    group: 'view',
    label: () => strings.showLessons,
    keywords: () => keywords.lessons,
    perform: ({ workspace }) => workspace.showLeft('lessons'),
  },
  {
    id: 'view.problems',
    group: 'view',
    label: () => strings.showProblems,
    keywords: () => keywords.problems,
    shortcut: 'mod+shift+M',
    inFields: true,
    perform: ({ workspace }) => workspace.showBottom('problems'),
  },
  {
    id: 'view.curves',
    group: 'view',
    label: () => strings.showCurves,
    icon: IconChartLine,
    keywords: () => keywords.curves,
    perform: ({ workspace }) => workspace.showBottom('curves'),
  },
  {
    id: 'view.health',
    group: 'view',
    label: () => strings.showHealth,
    icon: IconHeartbeat,
    keywords: () => keywords.health,
    perform: ({ workspace }) => workspace.showBottom('health'),
  },
  {
    id: 'view.table',
    group: 'view',
    label: () => strings.showTable,
    keywords: () => keywords.table,
    perform: ({ workspace }) => workspace.showBottom('table'),
  },
  {
    id: 'view.log',
    group: 'view',
    label: () => strings.showLog,
    keywords: () => keywords.log,
    perform: ({ workspace }) => workspace.showBottom('log'),
  },
  {
    id: 'view.system-colors',
    group: 'view',
    label: () => strings.system,
    keywords: () => keywords.systemColors,
    icon: IconDeviceDesktop,
    checked: ({ workspace }) => workspace.colorScheme === 'auto',
    perform: ({ workspace }) => workspace.setColorScheme('auto'),
  },
  {
    id: 'view.light',
    group: 'view',
    label: () => strings.light,
    keywords: () => keywords.light,
    icon: IconSun,
    checked: ({ workspace }) => workspace.colorScheme === 'light',
    perform: ({ workspace }) => workspace.setColorScheme('light'),
  },
  {
    id: 'view.dark',
    group: 'view',
    label: () => strings.dark,
    keywords: () => keywords.dark,
    icon: IconMoon,
    checked: ({ workspace }) => workspace.colorScheme === 'dark',
    perform: ({ workspace }) => workspace.setColorScheme('dark'),
  },
  ...languageCommands,
];
