// @module-tag browser
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { layers } from './support/network.ts';
import { build } from './support/window.ts';

let face: BrowserFace;
let home: string;
beforeAll(async () => {
  await build('cli', 'renderer');
  home = await mkdtemp(join(tmpdir(), 'convas-import-'));
  face = await startBrowserFace({ env: { CONVAS_HOME: home } });
});
afterAll(async () => {
  await face?.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

/** Written by real Keras. */
const golden = join(import.meta.dirname, '..', 'golden', 'keras', 'branches.keras');

/** Drops a file on the window, as a file manager does. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ([file, base64]) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], file!));
      const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    [name, bytes.toString('base64')],
  );
}

it.each([
  ['en', 'Imported branches.keras', 'Show conv2d', 'are a run now', 'was not imported'],
  ['pt-BR', 'branches.keras importado', 'Mostrar conv2d', 'agora são uma execução', 'não foi importado'],
] as const)(
  'a dropped model becomes a network, a run and a report: %s',
  async (locale, title, show, run, failed) => {
    const page = await face.visit({ locale });
    await page
      .getByRole('button', { name: /empty canvas|área em branco/i })
      .first()
      .click();
    const bytes = await readFile(golden);
    const report = page.getByRole('dialog', { name: title });
    // Until the engine answers, a drop is not taken.
    await expect
      .poll(
        async () => {
          if (!(await report.isVisible())) await drop(page, 'branches.keras', bytes);
          return report.waitFor({ timeout: 5_000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(true);
    expect(await report.textContent()).toContain(run);
    if (process.env['CONVAS_SHOTS'])
      await page.screenshot({ path: join(process.env['CONVAS_SHOTS'], `import-${locale}.png`) });
    await report.getByRole('button', { name: show, exact: true }).click();
    await report.waitFor({ state: 'hidden' });
    expect(await page.locator('.react-flow__node.selected').count()).toBe(1);

    await drop(page, 'broken.keras', bytes.subarray(0, 200));
    await page.getByText(failed).first().waitFor();
    expect(face.errors).toEqual([]);
  },
);

it('a dropped document is opened, and what is neither document nor model is refused by its name', async () => {
  const page = await face.visit();
  await page
    .getByRole('button', { name: /empty canvas/i })
    .first()
    .click();
  await page.getByRole('application', { name: 'Network' }).waitFor();
  const address = page.url();
  await drop(page, 'broken.convas', Buffer.from('{"format": "convas"'));
  await page.getByText(/broken\.convas/).waitFor();
  await drop(page, 'letter.docx', Buffer.from('PK'));
  await page.getByText(/letter\.docx/).waitFor();
  await drop(page, 'net.convas', await readFile(join(import.meta.dirname, '..', 'documents', 'v3.convas')));
  await expect.poll(() => layers(page).count()).toBeGreaterThan(2);
  expect(page.url()).toBe(address);
});
