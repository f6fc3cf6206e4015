import { language } from '../../src/text/language.ts';

/** Days and times as the current language writes them, on a clock of 24 hours. */
const write = (date: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language(), { hourCycle: 'h23', ...options }).format(date);

/** `14:05:31`. */
export const formatClock = (date: Date): string =>
  write(date, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `November 23, 2026`; `23 de novembro de 2026`. */
export const formatDay = (date: Date, style: 'long' | 'medium' = 'long'): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: style }).format(date);

/** `Nov 23, 14:05`. */
export const formatDayAndTime = (date: Date): string =>
  write(date, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** `14:05`, of a time in ISO 8601; with the day where it is not today. */
export function formatMoment(moment: string): string {
  const date = new Date(moment);
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return date.toDateString() === new Date().toDateString()
    ? write(date, time)
    : write(date, { month: 'long', day: 'numeric', ...time });
}
