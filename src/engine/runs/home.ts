import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const places: Readonly<Partial<Record<NodeJS.Platform, () => string>>> = {
  darwin: () => join(homedir(), 'Library', 'Application Support', 'Convas'),
  win32: () => join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Convas'),
};

/** Where runs are kept: `CONVAS_HOME`, else where the system keeps an application's data. */
export function convasHome(): string {
  const named = process.env['CONVAS_HOME'];
  if (named) return resolve(named);
  const usual = () => join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'convas');
  return (places[process.platform] ?? usual)();
}
