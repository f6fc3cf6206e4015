import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus, IconSitemap } from '@tabler/icons-react';
import { Panel, useStore } from '@xyflow/react';
import type { ReactNode } from 'react';
import { perform } from '../../../commands/context.ts';
import { commandOf } from '../../../commands/registry.ts';
import { t } from '../../../i18n/index.ts';
import { formatPercent } from '../../../ui/numbers.ts';
import css from '../canvas.module.css';
import { HeatLegend } from '../heat/HeatLegend.tsx';
import { HeatMenu } from '../heat/HeatMenu.tsx';

function Tool({ command, label, children }: { command: string; label: string; children: ReactNode }) {
  return (
    <Tooltip label={label} position="top">
      <ActionIcon
        aria-label={label}
        onClick={() => {
          const found = commandOf(command);
          if (found) perform(found);
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Zoom, fit, automatic layout and colors, in the canvas's corner. */
export function CanvasBar() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100) / 100);
  const words = t.canvas.controls;
  return (
    <Panel position="bottom-left" className={css['bar'] ?? ''}>
      <HeatLegend />
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar, not a set of fields */}
      <div role="group" aria-label={words.bar} className={css['tools']}>
        <Tool command="view.zoom-out" label={words.zoomOut}>
          <IconMinus size={16} stroke={1.5} />
        </Tool>
        <span className={`numbers ${css['percent']}`}>{formatPercent(percent, 0)}</span>
        <Tool command="view.zoom-in" label={words.zoomIn}>
          <IconPlus size={16} stroke={1.5} />
        </Tool>
        <Tool command="view.fit" label={words.fit}>
          <IconFocusCentered size={16} stroke={1.5} />
        </Tool>
        <Tool command="network.lay-out" label={words.layOut}>
          <IconSitemap size={16} stroke={1.5} style={{ transform: 'rotate(-90deg)' }} />
        </Tool>
        <HeatMenu />
      </div>
    </Panel>
  );
}
