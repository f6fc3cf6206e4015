import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from './root.mjs';

/** What Chromium did meanwhile, as events of its trace. */
export async function trace(browser, page, work) {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await work();
  return JSON.parse((await browser.stopTracing()).toString()).traceEvents;
}

const manyRuns = 1000;

/** A run of one epoch, its record and its network copied as often as it takes; each has a time of its own. */
export async function makeRuns(home) {
  const args = ['train', 'mlp', '--dataset', 'mnist-10k', '--epochs', '1', '--seed', '1'];
  execFileSync(process.execPath, [inRoot('build', 'convas.mjs'), ...args], {
    env: { ...process.env, CONVAS_HOME: home },
    stdio: 'ignore',
  });
  const folder = join(home, 'runs');
  const [name] = (await readdir(folder)).filter((each) => each.includes('-'));
  const record = JSON.parse(await readFile(join(folder, name, 'run.json'), 'utf8'));
  for (let at = 1; at < manyRuns; at++) {
    const startedAt = new Date(Date.parse(record.startedAt) - 60_000 * at).toISOString();
    const other = `${startedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-copy-${at}`;
    await mkdir(join(folder, other));
    await cp(join(folder, name, 'document.convas'), join(folder, other, 'document.convas'));
    const copy = { ...record, id: other, startedAt };
    await writeFile(join(folder, other, 'run.json'), JSON.stringify(copy));
  }
}

/** Opens Runs: what the page's main thread computes until its rows are on the screen, and how long that takes. */
export async function openRuns(browser, page) {
  const tab = page.getByRole('navigation', { name: 'Stage' }).getByText('Runs', { exact: true });
  await tab.waitFor();
  await page.waitForTimeout(3000);
  let milliseconds = 0;
  const events = await trace(browser, page, async () => {
    const painted = page.evaluate(
      () =>
        new Promise((resolve) => {
          const since = performance.now();
          const look = () => {
            if (!document.querySelector('[aria-posinset="1"]')) return requestAnimationFrame(look);
            requestAnimationFrame(() => resolve(performance.now() - since));
          };
          look();
        }),
    );
    await tab.click();
    milliseconds = await painted;
  });
  const main = events.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const own = events.filter(
    ({ pid, tid, name }) => pid === main.pid && tid === main.tid && name === 'RunTask',
  );
  const computed = own.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
  const rows = await page.locator('[aria-posinset]').count();
  const [first] = await page.locator('[aria-setsize]').all();
  const listed = Number(await first.getAttribute('aria-setsize'));
  return { listed, rows, paintedIn: Math.round(milliseconds), mainThread: Math.round(computed) };
}
