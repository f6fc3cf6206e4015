import {
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
} from '@tabler/icons-react';
import { alignSelection, distributeSelection } from '../actions/edits.ts';
import { t } from '../i18n/index.ts';
import type { Command } from './command.ts';
import { several } from './conditions.ts';

const strings = t.canvas.commands;
const keywords = t.keywords.network;

const aligns = {
  left: IconLayoutAlignLeft,
  center: IconLayoutAlignCenter,
  right: IconLayoutAlignRight,
  top: IconLayoutAlignTop,
  middle: IconLayoutAlignMiddle,
  bottom: IconLayoutAlignBottom,
} as const;
const distributes = {
  horizontal: IconLayoutDistributeHorizontal,
  vertical: IconLayoutDistributeVertical,
} as const;

const keysOf = <T extends object>(record: T) => Object.keys(record) as (keyof T & string)[];

/** Aligning and distributing selected layers and notes. */
export const arrangeCommands: readonly Command[] = [
  ...keysOf(aligns).map(
    (alignment): Command => ({
      id: `network.align-${alignment}`,
      group: 'network',
      label: () => strings.align[alignment],
      keywords: () => keywords.align,
      icon: aligns[alignment],
      inMenu: false,
      when: several(2),
      perform: () => alignSelection(alignment),
    }),
  ),
  ...keysOf(distributes).map(
    (axis): Command => ({
      id: `network.distribute-${axis}`,
      group: 'network',
      label: () => strings.distribute[axis],
      keywords: () => keywords.align,
      icon: distributes[axis],
      inMenu: false,
      when: several(3),
      perform: () => distributeSelection(axis),
    }),
  ),
];
