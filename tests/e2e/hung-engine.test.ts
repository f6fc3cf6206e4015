import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeFaces, engineButton, type Face } from './support/face.ts';

/** What a loaded machine may take for anything that is waited for. */
const patience = { timeout: 90_000, interval: 100 };

/** The engine's process, as the person sees it. */
async function enginePid(page: Page): Promise<number> {
  await page.getByRole('button', { name: engineButton }).click(patience);
  const words = await page.getByText(/Process \d+/).textContent();
  await page.keyboard.press('Escape');
  return Number(/Process (\d+)/.exec(words ?? '')?.[1]);
}

const stepShown = async (page: Page): Promise<number> => {
  const written = await page
    .getByRole('listitem')
    .filter({ hasText: 'Step' })
    .locator('output')
    .textContent();
  return Number(written?.replaceAll(/\D/g, '')) || 0;
};

describeFaces('an engine that hangs,', (start) => {
  let face: Face;
  let page: Page;
  beforeAll(async () => {
    face = await start();
    page = face.page;
  });
  afterAll(async () => {
    await face?.end();
    expect(face?.errors).toEqual([]);
  });

  it('is noticed and restarted; the run is resumed where it was', async () => {
    await page.getByRole('button', { name: 'Open LeNet-5' }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).click(patience);
    await page.getByRole('radiogroup', { name: 'Stage' }).getByText('Train', { exact: true }).click();
    await expect.poll(() => stepShown(page), patience).toBeGreaterThan(5);
    const hung = await enginePid(page);
    process.kill(hung, 'SIGSTOP');
    const detail = page.getByRole('alert').filter({ hasText: 'The engine does not answer.' });
    await detail.waitFor(patience);
    expect(await detail.textContent()).toContain('Its process is suspended');
    await detail.getByRole('button', { name: 'Restart the engine' }).click();
    await page.getByText('The run was interrupted.').waitFor(patience);
    expect(await enginePid(page)).not.toBe(hung);
    expect(await detail.count()).toBe(0);
    await page.getByRole('button', { name: 'Resume run', exact: true }).click(patience);
    await expect.poll(() => stepShown(page), patience).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Stop', exact: true }).click(patience);
  });

  it('that answers again is left alone', async () => {
    const pid = await enginePid(page);
    process.kill(pid, 'SIGSTOP');
    const detail = page.getByRole('alert').filter({ hasText: 'The engine does not answer.' });
    await detail.waitFor(patience);
    process.kill(pid, 'SIGCONT');
    await detail.waitFor({ state: 'detached', ...patience });
    await page.getByRole('button', { name: engineButton }).waitFor(patience);
    expect(process.kill(pid, 0)).toBe(true);
  });
});
