import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from '../../src/cli/write.ts';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

const patience = { timeout: 150_000 };
const fakeCamera = '--use-fake-device-for-media-stream';

const stage = (page: Page, name: string) =>
  page
    .locator('label')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .click();

/** Trains for an epoch, and looks inside. */
async function trainAndInspect(page: Page): Promise<void> {
  await stage(page, 'Train');
  const epochs = page.getByRole('textbox', { name: 'Epochs' });
  await epochs.fill('1');
  await epochs.press('Enter');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('heading', { name: 'Finished' }).waitFor(patience);
  await stage(page, 'Inspect');
  await page.getByTestId('prediction').waitFor();
  await stage(page, 'Photo');
}

/** The picture that the network gets, as it is shown. */
const caption = (page: Page) => page.getByText('As the network sees it: 28 × 28, gray');

/** A white page with a dark stroke, `[height, width]`. */
async function drawing(height: number, width: number): Promise<number[]> {
  const data = new Uint8Array(height * width * 3).fill(255);
  for (let row = 10; row < height - 10; row++)
    for (let column = width / 2 - 4; column < width / 2 + 4; column++)
      data.fill(0, (row * width + column) * 3, (row * width + column) * 3 + 3);
  return [...(await encodePng({ height, width, data }))];
}

/** As the system hands a file over: an event of the page with the file in it. */
const handOver = (page: Page, type: 'drop' | 'paste', name: string, bytes: readonly number[]) =>
  page.evaluate(
    ([kind, fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], fileName, { type: 'image/png' }));
      const options = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...options, clipboardData: transfer }),
      );
    },
    [type, name, bytes] as const,
  );

describe('a picture in the browser', { tags: ['browser'] }, () => {
  let face: BrowserFace;
  let page: Page;
  let folder: string;
  beforeAll(async () => {
    await build('cli', 'renderer');
    folder = await mkdtemp(join(tmpdir(), 'convas-photo-'));
    face = await startBrowserFace({
      env: { CONVAS_HOME: join(folder, 'home') },
      args: [fakeCamera, '--use-fake-ui-for-media-stream'],
    });
    page = await face.open({ template: /Open LeNet-5/ });
    await trainAndInspect(page);
  });
  afterAll(async () => {
    await face?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('is taken with the camera, cropped by the rule that is shown, and told apart', async () => {
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByRole('button', { name: 'Take the photo' }).click();
    await caption(page).waitFor();
    await page.getByText(/^Photo, \d+ × \d+$/).waitFor();
    expect(await page.getByTestId('photo-rule').textContent()).toMatch(/middle is kept .* 28 × 28/);
    await expect.poll(() => page.getByTestId('prediction').textContent()).toMatch(/^\d$/);
    // The camera is off again.
    expect(await page.locator('video').count()).toBe(0);
  });

  it('is dropped, pasted or chosen', async () => {
    const bytes = await drawing(60, 90);
    await handOver(page, 'drop', 'dropped.png', bytes);
    await page.getByText('dropped.png, 90 × 60').waitFor();
    await handOver(page, 'paste', 'pasted.png', bytes);
    await page.getByText('pasted.png, 90 × 60').waitFor();
    const file = join(folder, 'chosen.png');
    await writeFile(file, Uint8Array.from(bytes));
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('chosen.png, 90 × 60').waitFor();
    await page.getByRole('switch', { name: /^Invert light and dark/ }).check();
    await caption(page).waitFor();
  });

  it('that cannot be read is refused by its name', async () => {
    await handOver(page, 'drop', 'broken.png', [1, 2, 3]);
    await page.getByText(/broken\.png cannot be read as an image\. Use a PNG/).waitFor();
    await page.getByText('chosen.png, 90 × 60').waitFor();
    expect(face.errors).toEqual([]);
  });
});

describe('without a camera', { tags: ['browser'] }, () => {
  it('says what is missing and the way out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convas-photo-'));
    const face = await startBrowserFace({ env: { CONVAS_HOME: join(folder, 'home') } });
    try {
      const page = await face.open({ template: /Open LeNet-5/ });
      await trainAndInspect(page);
      await page.context().grantPermissions(['camera']);
      await page.getByRole('button', { name: 'Use the camera' }).click();
      await page.getByText(/No camera was found/).waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Choose an image' }).waitFor();
    } finally {
      await face.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

describe('a picture in the Electron window', { tags: ['electron'] }, () => {
  let convas: ConvasWindow;
  let folder: string;
  beforeAll(async () => {
    await build('electron', 'renderer');
    folder = await mkdtemp(join(tmpdir(), 'convas-photo-'));
    convas = await openConvas({ args: [fakeCamera], env: { CONVAS_HOME: join(folder, 'home') } });
    await convas.page.getByRole('button', { name: /Open LeNet-5/ }).click();
    await trainAndInspect(convas.page);
  });
  afterAll(async () => {
    await convas?.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('asks before the camera is used, and after a yes never again', async () => {
    const { app, page } = convas;
    const answerWith = (response: number) =>
      app.evaluate(({ dialog }, given) => {
        const counted = globalThis as { asked?: number };
        dialog.showMessageBox = async () => {
          counted.asked = (counted.asked ?? 0) + 1;
          return { response: given, checkboxChecked: false };
        };
      }, response);
    const asked = () => app.evaluate(() => (globalThis as { asked?: number }).asked ?? 0);
    await answerWith(1);
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByText(/The camera may not be used here/).waitFor();
    await answerWith(0);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Take the photo' }).click();
    await caption(page).waitFor();
    expect(await asked()).toBe(2);
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByRole('button', { name: 'Take the photo' }).click();
    await caption(page).waitFor();
    expect(await asked()).toBe(2);
  });

  it('gives the page neither the microphone nor the place', async () => {
    const refused = await convas.page.evaluate(async () => {
      const sound = await navigator.mediaDevices
        .getUserMedia({ audio: true })
        .catch((error: Error) => error.name);
      const place = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code),
        ),
      );
      return { sound, place };
    });
    expect(refused).toEqual({ sound: 'NotAllowedError', place: 1 });
  });
});
