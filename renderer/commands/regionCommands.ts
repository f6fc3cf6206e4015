import { t } from '../i18n/index.ts';
import type { Command } from './command.ts';

const strings = t.shell.commands;

const focusable =
  'button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), a[href], [tabindex="0"]';

const isVisible = (element: HTMLElement): boolean => element.getClientRects().length > 0;

/** Where the keyboard goes in a part of the window: what was chosen in a group of tabs or choices, else what comes first. */
function entryOf(region: HTMLElement): HTMLElement | undefined {
  const all = [...region.querySelectorAll<HTMLElement>(focusable)];
  return [...(region.matches(focusable) ? [region] : []), ...all].find(isVisible);
}

/** Gives the keyboard to the next part of the window, or the one before: in a circle, those that are empty left out. */
function moveToRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(entryOf);
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  const next =
    now < 0 ? (step === 1 ? 0 : regions.length - 1) : (now + step + regions.length) % regions.length;
  const region = regions[next];
  if (region) entryOf(region)?.focus();
}

export const regionCommands: readonly Command[] = [
  {
    id: 'view.next-region',
    group: 'view',
    label: () => strings.nextRegion,
    keywords: () => t.keywords.view.region,
    shortcut: 'F6',
    inFields: true,
    inMenu: false,
    perform: () => moveToRegion(1),
  },
  {
    id: 'view.previous-region',
    group: 'view',
    label: () => strings.previousRegion,
    keywords: () => t.keywords.view.region,
    shortcut: 'shift+F6',
    inFields: true,
    inMenu: false,
    perform: () => moveToRegion(-1),
  },
];
