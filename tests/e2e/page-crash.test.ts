// @module-tag electron
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

/** What a loaded machine may take for anything that is waited for. */
const patience = { timeout: 60_000, interval: 200 };

let convas: ConvasWindow;
beforeAll(() => build('electron', 'renderer'));
beforeEach(async () => {
  convas = await openConvas();
  // What is asked is noted, and answered as the test says; a question without an answer stays open.
  await convas.app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked, answers: [] });
    dialog.showMessageBox = (async (_window: unknown, options: { message: string; buttons: string[] }) => {
      asked.push(options.message);
      const { answers } = globalThis as unknown as { answers: string[] };
      const answer = answers.shift();
      if (answer === undefined) return new Promise(() => undefined);
      return { response: options.buttons.indexOf(answer), checkboxChecked: false };
    }) as unknown as typeof dialog.showMessageBox;
  });
});
afterEach(() => convas.end());

const asked = () => convas.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
const willAnswer = (...answers: string[]) =>
  convas.app.evaluate(
    (_electron, given) => (globalThis as unknown as { answers: string[] }).answers.push(...given),
    answers,
  );
/** Runs in the page that the window has now; a page that crashed is lost to its debugger. */
const inPage = <T>(code: string): Promise<T | null> =>
  convas.app.evaluate(
    ({ BrowserWindow }, script) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]!
          .webContents.executeJavaScript(script)
          .catch(() => null),
        new Promise((resolve) => setTimeout(() => resolve(null), 2000)),
      ]),
    code,
  ) as Promise<T | null>;
const text = async (): Promise<string> => (await inPage<string>('document.body.innerText')) ?? '';
const nameOf = () =>
  inPage<string>(`document.querySelector('[aria-label="Name of the network"]')?.value ?? ''`);
const crash = () =>
  convas.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
  );

async function draw(name: string): Promise<void> {
  await convas.page.getByRole('button', { name: /^Empty canvas/ }).click();
  await convas.page.getByRole('textbox', { name: 'Name of the network' }).fill(name);
  await expect
    .poll(async () => (await readdir(join(convas.state, 'drafts')).catch(() => [])).length, patience)
    .toBe(1);
}

describe('a page that crashes', () => {
  it('is loaded again with the unsaved work, which is told', async () => {
    await draw('Precious');
    await crash();
    await expect.poll(nameOf, patience).toBe('Precious');
    await expect.poll(text, patience).toContain('The window crashed and was loaded again.');
    expect(await text()).toContain('Your unsaved work is here as it was a moment before.');
    expect(await asked()).toEqual([]);
  });

  it('again and again is not loaded in a loop; the work that it may fail with is set aside', async () => {
    await draw('Poison');
    for (let time = 0; time < 2; time++) {
      await crash();
      await expect.poll(nameOf, patience).toBe('Poison');
    }
    await willAnswer('Reload Without Unsaved Work');
    await crash();
    await expect.poll(asked, patience).toEqual(['The window keeps crashing']);
    await expect.poll(text, patience).toContain('Unsaved work on “Poison” was found.');
    expect(await nameOf()).not.toBe('Poison');
  });
});

describe('a page that hangs', () => {
  // The tests' driver switches Electron's watch over hanging pages off: what the watch reports is raised by the test.
  const notify = (event: 'unresponsive' | 'responsive') =>
    convas.app.evaluate(
      ({ BrowserWindow }, name) => void BrowserWindow.getAllWindows()[0]!.emit(name),
      event,
    );

  it('is asked about, and loaded again where that is wanted', async () => {
    await draw('Before the loop');
    await willAnswer('Reload');
    void inPage('for (;;);');
    await notify('unresponsive');
    await expect.poll(asked, patience).toEqual(['The window is not responding']);
    await expect.poll(nameOf, patience).toBe('Before the loop');
    await expect.poll(text, patience).toContain('The window hung and was loaded again.');
  });

  it('is left alone where the person waits', async () => {
    await draw('Patience');
    await willAnswer('Wait');
    await notify('unresponsive');
    await expect.poll(asked, patience).toEqual(['The window is not responding']);
    await notify('responsive');
    expect(await nameOf()).toBe('Patience');
    expect(await text()).not.toContain('was loaded again');
  });
});
