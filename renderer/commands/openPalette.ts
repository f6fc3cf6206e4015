import { spotlight } from '@mantine/spotlight';

/** Opens the palette of commands. */
export function openPalette(): void {
  spotlight.open();
}
