import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from './root.mjs';
import { engineOf, handlesOf, openServedPage, residentOf } from './served-page.mjs';

/**
 * Opens the list of many runs, again and again.
 * @param {number} runs in the home folder
 * @returns milliseconds from the key to the first row, the first time without an index; what is held afterwards
 */
export async function listRuns(runs) {
  const home = await mkdtemp(join(tmpdir(), 'convas-runs-'));
  execFileSync(process.execPath, [join(dist, 'bench', 'many-runs.mjs'), home, String(runs)], {
    stdio: 'ignore',
  });
  const { server, page, measure, engineReady, close } = await openServedPage(home);
  try {
    await page
      .getByRole('button', { name: /empty canvas/i })
      .first()
      .click();
    await engineReady();
    const bar = page.getByRole('navigation', { name: 'Stage' });
    const samples = [];
    for (let time = 1; time <= 20; time++) {
      const since = performance.now();
      await bar.getByText('Runs', { exact: true }).click();
      await page
        .getByRole('list', { name: 'Runs' })
        .getByRole('listitem')
        .nth(5)
        .waitFor({ timeout: 120_000 });
      const milliseconds = Math.round(performance.now() - since);
      await bar.getByText('Build', { exact: true }).click();
      if (time > 3 && time < 20) continue;
      const engine = await engineOf(server.pid);
      samples.push({
        time,
        milliseconds,
        ...(await measure()),
        'engine resident': await residentOf(engine),
        'engine handles': await handlesOf(engine),
      });
    }
    return { runs, samples };
  } finally {
    await close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
