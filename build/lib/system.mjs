import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const has = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
const sysctl = (name) => {
  const file = `/proc/sys/kernel/${name}`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
};

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * The arguments that Electron needs on this machine, and why, to be said aloud. Chromium refuses to run sandboxed as
 * root, and cannot where the kernel keeps user namespaces from ordinary users.
 */
export function sandboxArguments() {
  if (process.platform !== 'linux') return { args: [], because: null };
  if (process.getuid?.() === 0) return { args: ['--no-sandbox'], because: 'root' };
  const refused =
    sysctl('unprivileged_userns_clone') === '0' || sysctl('apparmor_restrict_unprivileged_userns') === '1';
  return refused ? { args: ['--no-sandbox'], because: 'namespaces' } : { args: [], because: null };
}

const libraries = () =>
  spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8', maxBuffer: 2 ** 24 }).stdout ?? '';
/** Whether the linker knows a library; true where that cannot be asked, so that nothing is demanded in vain. */
const hasLibrary = (file) => {
  if (process.platform !== 'linux') return true;
  const known = libraries();
  return known === '' || known.includes(`${file} `);
};

/** What a window needs of the system, each with Debian's package for it. */
const windowNeeds = [
  { name: 'Xvfb', debian: 'xvfb', met: () => hasDisplay() || has('Xvfb', '-help') },
  // Electron's own; a browser of the system brings most of them along.
  { name: 'libgtk-3', debian: 'libgtk-3-0', met: () => hasLibrary('libgtk-3.so.0') },
  { name: 'libnss3', debian: 'libnss3', met: () => hasLibrary('libnss3.so') },
  { name: 'libasound2', debian: 'libasound2', met: () => hasLibrary('libasound.so.2') },
  { name: 'libgbm1', debian: 'libgbm1', met: () => hasLibrary('libgbm.so.1') },
];

/** The Chromium of the browser tests: `CONVAS_CHROMIUM`, else the system's. */
export function chromium() {
  const places = [
    process.env.CONVAS_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/google-chrome',
  ];
  return places.find((place) => place && existsSync(place)) ?? null;
}

/** What a window lacks here, with the line that installs it; empty where it lacks nothing. */
export function missingForWindow() {
  const missing = windowNeeds.filter(({ met }) => !met());
  if (missing.length === 0) return '';
  const packages = missing.map(({ debian }) => debian).join(' ');
  return `${missing.map(({ name }) => name).join(', ')} missing. Run: apt-get install -y ${packages}`;
}
