import { IconFlame, IconFlameOff } from '@tabler/icons-react';
import { measures } from '../../src/network/measures.ts';
import { t } from '../i18n/index.ts';
import { useCanvas } from '../stores/canvasStore.ts';
import type { Command } from './command.ts';

const words = t.measures;
const onCanvas = (): boolean => useCanvas.getState().view !== null;

/** Colours on the canvas, one command a measure. */
export const heatCommands: readonly Command[] = [
  ...measures.map(
    ({ id }): Command => ({
      id: `heat.${id}`,
      group: 'view',
      label: words.heat.by(words[id]),
      keywords: words.heat.keywords,
      icon: IconFlame,
      inMenu: false,
      checked: () => useCanvas.getState().heat === id,
      when: onCanvas,
      perform: () => useCanvas.getState().set({ heat: id }),
    }),
  ),
  {
    id: 'heat.off',
    group: 'view',
    label: words.heat.off,
    keywords: words.heat.keywords,
    icon: IconFlameOff,
    inMenu: false,
    when: () => onCanvas() && useCanvas.getState().heat !== null,
    perform: () => useCanvas.getState().set({ heat: null }),
  },
];
