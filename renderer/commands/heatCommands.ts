import { IconFlame, IconFlameOff } from '@tabler/icons-react';
import { measures } from '../../src/network/measures.ts';
import { t } from '../i18n/index.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { useHeatChoice } from '../stores/window/heatStore.ts';
import type { Command } from './command.ts';

const words = t.measures;
const onCanvas = (): boolean => useCanvas.getState().view !== null;

/** Colors on the canvas, one command a measure. */
export const heatCommands: readonly Command[] = [
  ...measures.map(
    ({ id }): Command => ({
      id: `heat.${id}`,
      group: 'view',
      label: () => words.heat.by(words[id]),
      keywords: () => t.keywords.view.heat,
      icon: IconFlame,
      inMenu: false,
      checked: () => useHeatChoice.getState().measure === id,
      when: onCanvas,
      perform: () => useHeatChoice.getState().choose(id),
    }),
  ),
  {
    id: 'heat.off',
    group: 'view',
    label: () => words.heat.off,
    keywords: () => t.keywords.view.heat,
    icon: IconFlameOff,
    inMenu: false,
    when: () => {
      const { measure, own } = useHeatChoice.getState();
      return onCanvas() && (measure !== null || own !== null);
    },
    perform: () => useHeatChoice.getState().choose(null),
  },
];
