#!/usr/bin/env node
// The command `convas`: builds the command line if it is stale, then runs it in this very process, or, where it trains, in
// another one whose memory is handed out as training wants it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { orEnd } from './lib/end.mjs';
import { otherBackend, provisioning } from './lib/provision.mjs';
import { isRunAgain, runAgain } from './lib/respawn.mjs';
import { dist } from './lib/root.mjs';

/** These compute with TensorFlow, so they come after the native runtime; the others start at once. */
const computing = new Set([
  'train',
  'evaluate',
  'predict',
  'inspect',
  'export',
  'bench',
  'serve',
  'engine',
  'find-rate',
  'sweep',
  'search',
  'job',
  'transfer',
]);
/** These train in the command's own process. */
const training = new Set(['train', 'find-rate', 'sweep', 'search']);
/** Seconds before a machine that could not obtain the native runtime tries again. */
const retryAfter = 3600;

const words = process.argv.slice(2);
/** `--lang` may stand before the command. */
const command = words.find((word, at) => !word.startsWith('-') && words[at - 1] !== '--lang') ?? '';
const asked = words.indexOf('--backend');
const backend = asked < 0 ? otherBackend() : words[asked + 1];
/** Another machine computes. */
const remote =
  command !== 'job' &&
  (Boolean(process.env.CONVAS_ENGINE) || words.some((word) => word.startsWith('--engine')));
const asksForHelp = process.argv.includes('--help') || process.argv.includes('-h');

await orEnd(async () => {
  if (training.has(command) && !remote && !asksForHelp && !isRunAgain()) {
    const more = (await provisioning()).allocatorEnvironment();
    if (Object.keys(more).length > 0) {
      process.exitCode = await runAgain(more);
      return;
    }
  }
  await ensureBuilt(command === 'serve' ? ['cli', 'renderer'] : ['cli']);
  if (computing.has(command) && !remote && !asksForHelp && !['wasm', 'cpu'].includes(backend)) {
    const { ensureNative } = await import('./lib/provision.mjs');
    await ensureNative({ retryAfter });
  }
  const { main } = await import(pathToFileURL(join(dist, 'cli', 'main.mjs')).href);
  process.exitCode = await main(words);
});
