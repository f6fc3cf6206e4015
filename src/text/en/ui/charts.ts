import { groupDigits } from '../words.ts';

/** The table behind each chart. */
export const charts = {
  showTable: 'Show as table',
  table: (chart: string) => `Table: ${chart}`,
  some: (shown: number, all: number) =>
    `${groupDigits(shown)} of ${groupDigits(all)} rows, at equal distances`,
  from: 'From',
  to: 'To',
  count: 'Count',
  step: 'Step',
};
