// `npm start [-- FILE]`: obtains what is missing, builds what is stale, opens the window. Without a display, or with
// `--browser`, the browser face is served on loopback instead.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { orEnd } from './lib/end.mjs';
import { messageOf, say } from './lib/printable.mjs';
import { ensureElectron, ensureNative, otherBackend } from './lib/provision.mjs';
import { dist, root } from './lib/root.mjs';
import { hasDisplay, sandboxArguments } from './lib/system.mjs';

const args = process.argv.slice(2);

async function serveInBrowser(why, rest) {
  say(`${why}: serving the browser face instead`);
  await ensureBuilt(['cli', 'renderer'], say);
  const { main } = await import(pathToFileURL(join(dist, 'cli', 'main.mjs')).href);
  process.exitCode = await main(['serve', ...rest]);
}

function openWindow(electron, files) {
  if (electron.notice) say(electron.notice);
  const sandbox = sandboxArguments();
  if (sandbox.notice) say(sandbox.notice);
  const child = spawn(electron.executable, [root, ...sandbox.args, ...files], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    say(`the window could not be opened: ${messageOf(error)}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}

async function start() {
  if (!otherBackend()) await ensureNative();
  if (args.includes('--browser')) {
    await serveInBrowser(
      'asked to',
      args.filter((argument) => argument !== '--browser'),
    );
  } else if (!hasDisplay()) {
    await serveInBrowser('there is no display', args);
  } else {
    let electron = null;
    try {
      electron = await ensureElectron();
    } catch (error) {
      await serveInBrowser(`Electron cannot be had (${messageOf(error)})`, args);
    }
    if (electron) {
      await ensureBuilt(['electron', 'renderer'], say);
      openWindow(electron, args);
    }
  }
}

await orEnd(start);
