import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The one folder that every checkout shares: `CONVAS_CACHE`, else the operating system's own place for caches
 * (XDG Base Directory on Linux, `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows).
 */
export function cacheRoot(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const own = env['CONVAS_CACHE'];
  if (own) return resolve(own);
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'convas');
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'convas', 'Cache');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'convas');
}
