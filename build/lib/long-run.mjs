import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from './inspected.mjs';
import { dist } from './root.mjs';
import { engineOf, handlesOf, megabytes, openServedPage, openText, residentOf } from './served-page.mjs';

async function sizeOf(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Has a process open its inspector, and connects to it. */
async function inspectorOf(server, pid) {
  const address = new Promise((resolve) => {
    let detail = '';
    server.stderr.on('data', (chunk) => {
      detail += chunk;
      const found = /ws:\/\/\S+/.exec(detail);
      if (found) resolve(found[0]);
    });
  });
  process.kill(pid, 'SIGUSR1');
  return inspect(await address);
}

/**
 * One training of many steps with the page attached that shows it.
 * @param {number} steps
 * @param {number} count of samples on the way
 * @returns what the engine, the server and the page hold on the way, in megabytes, handles, and the disk's share
 */
export async function longRun(steps, count = 5) {
  const home = await mkdtemp(join(tmpdir(), 'convas-long-'));
  const document = execFileSync(process.execPath, [join(dist, 'bench', 'long-document.mjs'), home, steps], {
    encoding: 'utf8',
  });
  const { server, page, measure, engineReady, close } = await openServedPage(home, {
    NODE_OPTIONS: '--inspect-port=0',
  });
  try {
    await page
      .getByRole('button', { name: /empty canvas/i })
      .first()
      .click();
    await engineReady();
    await openText(page, document);
    await page.getByRole('group', { name: /^conv, / }).waitFor();
    const bar = page.getByRole('navigation', { name: 'Stage' });
    await bar.getByText('Train', { exact: true }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    const readout = page.getByRole('listitem').filter({ hasText: /^Step/ }).first();
    await readout.waitFor({ timeout: 60_000 });
    const engine = await engineOf(server.pid);
    const inspector = await inspectorOf(server, engine);
    const region = page.getByRole('region', { name: 'Train', exact: true });
    const samples = [];
    const sample = async (step) => {
      const { heapUsed, external, arrayBuffers } = await inspector.memory();
      const { heap, nodes, listeners } = await measure();
      samples.push({
        step,
        'engine resident': await residentOf(engine),
        'engine heap': megabytes(heapUsed),
        'engine external': megabytes(external + arrayBuffers),
        'engine handles': await handlesOf(engine),
        'server resident': await residentOf(server.pid),
        'server handles': await handlesOf(server.pid),
        'page heap': heap,
        'page nodes': nodes,
        'page listeners': listeners,
        disk: megabytes(await sizeOf(home)),
      });
    };
    for (let next = 1; ; ) {
      await wait(500);
      const step = Number((await readout.textContent())?.replace(/\D/g, ''));
      const finished = /finished/i.test((await region.getByRole('status').first().textContent()) ?? '');
      if (step < (next * steps) / count && !finished) continue;
      await sample(step);
      next = Math.floor((step * count) / steps) + 1;
      if (finished) break;
    }
    inspector.close();
    return { steps, samples };
  } finally {
    await close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
