import { trace } from './many-runs.mjs';
import { openServedPage } from './served-page.mjs';

const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
const round = (value) => Math.round(10 * value) / 10;

/** The times of the page's frames while `work` goes on, as milliseconds between one and the next. */
async function intervals(page, work) {
  await page.evaluate(() => {
    const times = [];
    const look = (time) => {
      times.push(time);
      if (globalThis.frameTimes === times) requestAnimationFrame(look);
    };
    globalThis.frameTimes = times;
    requestAnimationFrame(look);
  });
  await work();
  const times = await page.evaluate(() => {
    const { frameTimes } = globalThis;
    globalThis.frameTimes = null;
    return frameTimes;
  });
  return times.slice(1).map((time, at) => time - times[at]);
}

/**
 * Opens the feature maps of a run's layer in Chromium, all of them, and scrolls through them by the wheel.
 * @param {string} home whose newest run it is
 * @param {string} layer its name
 * @returns how many maps there are, milliseconds from frame to frame, and the main thread's time of each
 */
export async function scrollMaps(home, layer) {
  const { page, close, engineReady } = await openServedPage(home);
  try {
    await page.getByRole('button', { name: /Open LeNet-5/ }).click();
    await engineReady();
    await page.getByRole('navigation', { name: 'Stage' }).getByText('Runs', { exact: true }).click();
    await page.getByRole('button', { name: 'Inspect the network' }).first().click();
    await page.getByRole('combobox', { name: 'Layer', exact: true }).click();
    await page.getByRole('option', { name: new RegExp(`^${layer}`) }).click();
    const view = page.getByRole('combobox', { name: 'View', exact: true });
    await view.click();
    await view.fill('Feature maps');
    await page.getByRole('option', { name: 'Feature maps', exact: true }).click();
    await page.getByRole('button', { name: /^Show all/ }).click();
    const grid = page.locator('[data-view="feature-maps"] ul').first();
    await grid.locator('canvas').nth(500).waitFor({ state: 'attached' });
    const maps = await grid.locator('canvas').count();
    const box = await page.getByRole('region', { name: 'Right' }).or(grid).first().boundingBox();
    await page.mouse.move(box.x + 100, 600);
    const scroll = async () => {
      for (const direction of [1, -1])
        for (let turn = 0; turn < 60; turn++) {
          await page.mouse.wheel(0, 80 * direction);
          await page.waitForTimeout(16);
        }
    };
    await scroll();
    const between = await intervals(page, scroll);
    const events = await trace(page.context().browser(), page, scroll);
    const main = events.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
    const tasks = events.filter(
      ({ pid, tid, name }) => pid === main.pid && tid === main.tid && name === 'RunTask',
    );
    const frames = events.filter(
      ({ pid, tid, name }) => pid === main.pid && tid === main.tid && name === 'Commit',
    ).length;
    const computed = tasks.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
    return {
      maps,
      frames: between.length,
      milliseconds: { median: round(quantile(between, 0.5)), p95: round(quantile(between, 0.95)) },
      late: between.filter((each) => each > 1.5 * (1000 / 60)).length,
      mainThread: round(computed / Math.max(1, frames)),
    };
  } finally {
    await close();
  }
}
