// `npm start [-- FILE]`: obtains what is missing, builds what is stale, opens the window. Without a display, or with
// `--browser`, the browser face is served on loopback instead.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { orEnd } from './lib/end.mjs';
import { print, printable } from './lib/printable.mjs';
import { ensureElectron, ensureNative, otherBackend, provisioning } from './lib/provision.mjs';
import { dist, root } from './lib/root.mjs';
import { hasDisplay, sandboxArguments } from './lib/system.mjs';

const args = process.argv.slice(2);

const { explain, text } = await provisioning();
const printBuilt = (built) => print(text.launch.built(built));

async function serveInBrowser(why, rest) {
  print(text.launch.browserInstead({ why }));
  await ensureBuilt(['cli', 'renderer'], printBuilt);
  const { main } = await import(pathToFileURL(join(dist, 'cli', 'main.mjs')).href);
  process.exitCode = await main(['serve', ...rest]);
}

function openWindow(electron, files) {
  if (electron.notice) print(electron.notice);
  const sandbox = sandboxArguments();
  if (sandbox.because) print(text.launch.noSandbox({ root: sandbox.because === 'root' }));
  const child = spawn(electron.executable, [root, ...sandbox.args, ...files], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    print(text.launch.noWindow({ reason: printable(explain(error)) }));
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
      text.launch.asked,
      args.filter((argument) => argument !== '--browser'),
    );
  } else if (!hasDisplay()) {
    await serveInBrowser(text.launch.noDisplay, args);
  } else {
    let electron = null;
    try {
      electron = await ensureElectron();
    } catch (error) {
      await serveInBrowser(text.launch.noElectron({ reason: printable(explain(error)) }), args);
    }
    if (electron) {
      await ensureBuilt(['electron', 'renderer'], printBuilt);
      openWindow(electron, args);
    }
  }
}

await orEnd(start);
