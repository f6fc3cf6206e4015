import { Tooltip, type TooltipProps } from '@mantine/core';
import css from './barTooltip.module.css';

/** A tooltip of the top bar: one line, so flat that it ends above the titles of the panels below the bar. */
export function BarTooltip(props: Omit<TooltipProps, 'multiline' | 'offset' | 'classNames'>) {
  return (
    <Tooltip
      {...props}
      multiline={false}
      maw="calc(100vw - 24px)"
      offset={0}
      classNames={{ tooltip: css['tooltip'] }}
    />
  );
}
