/** Numbers as Convas writes them. */

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `61,706`. */
export const formatCount = (count: number): string => grouped.format(count);

const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });

/** `65,536`, `0.95`: every figure, for a bound that is to be kept to. */
export const formatExact = (value: number): string => exact.format(value).replace('-', '−');

/** `61.7 k`, `25.6 M`: three figures, for where room is short. */
export function formatShort(count: number): string {
  const units = ['', ' k', ' M', ' G', ' T', ' P'];
  let value = count;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? grouped.format(value) : `${value.toPrecision(3)}${units[unit]}`;
}

/** `241 KB`, in steps of 1,024. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value >= 99.5 || unit === 0 ? Math.round(value) : value.toPrecision(3)} ${units[unit]}`;
}

/** `5.4 GB`, in steps of 1,000, as memory is sold. */
export const formatGigabytes = (bytes: number): string =>
  `${(bytes / 1e9).toFixed(bytes < 9.95e9 ? 1 : 0)} GB`;

/** `98.24 %`. */
export const formatPercent = (share: number, digits = 2): string => `${(share * 100).toFixed(digits)} %`;

/** `1.23 ms`, `45 µs`: of a computation. */
export function formatSpan(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds >= 1) return `${seconds.toPrecision(3)} s`;
  const thousandths = seconds * 1000;
  if (thousandths >= 99.5) return `${Math.round(thousandths)} ms`;
  return thousandths >= 0.0995 ? `${thousandths.toPrecision(2)} ms` : `${Math.round(thousandths * 1000)} µs`;
}

/** A time that is not known well: `0.4 s`, `12 s`, `4 min`, `2.5 h`; two figures at most. */
export function formatRoughly(seconds: number): string {
  if (seconds < 0.1) return 'less than 0.1 s';
  const figures = (value: number): string => String(Number(value.toPrecision(value < 100 ? 2 : 3)));
  if (seconds < 59.5) return `${figures(seconds)} s`;
  if (seconds < 3570) return `${figures(seconds / 60)} min`;
  return seconds < 99 * 3600 ? `${figures(seconds / 3600)} h` : `${figures(seconds / 86400)} days`;
}

/** `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
