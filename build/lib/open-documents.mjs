import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlesOf, openServedPage } from './served-page.mjs';

/**
 * Opens a template and closes its tab, again and again.
 * @param {number} count
 * @returns {Promise<{count: number, samples: object[]}>} what the page and the server hold on the way
 */
export async function openDocuments(count) {
  const home = await mkdtemp(join(tmpdir(), 'convas-documents-'));
  const { server, page, measure, close } = await openServedPage(home);
  try {
    const samples = [];
    const card = page.getByRole('button', { name: /Open LeNet-5/ }).first();
    for (let opened = 1; opened <= count; opened++) {
      await card.click();
      await page.getByRole('group', { name: /^C1, / }).waitFor();
      await page.keyboard.press('Control+Alt+w');
      await page.getByRole('button', { name: 'Templates and files' }).waitFor();
      if (!(await card.isVisible())) await page.getByRole('button', { name: 'Templates and files' }).click();
      if (opened % Math.ceil(count / 10) === 0)
        samples.push({ opened, ...(await measure()), handles: await handlesOf(server.pid) });
    }
    return { count, samples };
  } finally {
    await close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
