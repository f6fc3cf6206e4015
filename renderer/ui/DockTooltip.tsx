import { Tooltip, type TooltipProps } from '@mantine/core';
import { type MouseEvent, useState } from 'react';

type DockTooltipProps = Omit<TooltipProps, 'position' | 'offset' | 'onMouseEnter'>;

/** Between it and the dock, in pixels. */
const gap = 8;

/** A tooltip beside the dock of what it explains: it covers none of the fields around that. */
export function DockTooltip(props: DockTooltipProps) {
  const [inset, setInset] = useState(0);
  const measure = ({ currentTarget }: MouseEvent): void => {
    const dock = currentTarget.closest('[data-region]');
    if (!dock) return;
    setInset(currentTarget.getBoundingClientRect().left - dock.getBoundingClientRect().left);
  };
  return <Tooltip {...props} position="left" offset={inset + gap} onMouseEnter={measure} />;
}
