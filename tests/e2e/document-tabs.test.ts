import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeFaces, type Face } from './support/face.ts';
import { canvas, layer, layers } from './support/network.ts';
import { button, patient, setEpochs, stage } from './support/training.ts';

const strip = (page: Page) => page.getByRole('tablist', { name: 'Open networks' });
const tabs = (page: Page) => strip(page).getByRole('tab').allTextContents();
const selected = (page: Page) => strip(page).getByRole('tab', { selected: true });
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the network' });
const rename = async (page: Page, name: string): Promise<void> => {
  await nameField(page).fill(name);
  await nameField(page).blur();
};
const press = (page: Page, keys: string) => page.keyboard.press(keys);
const add = (page: Page, kind: string) =>
  page.getByRole('treeitem', { name: kind, exact: true }).first().dblclick();

describeFaces('two documents in two tabs', (start) => {
  let face: Face;
  let page: Page;
  beforeAll(async () => {
    face = await start();
    page = face.page;
    await page.getByRole('button', { name: /LeNet-5 on handwritten digits/ }).click();
    await layers(page).first().waitFor();
  });
  afterAll(() => face?.end());

  it('are edited side by side, and what is copied in one is pasted in the other', async () => {
    await rename(page, 'First');
    expect(await strip(page).count()).toBe(0);
    await press(page, 'Control+Alt+n');
    await expect.poll(() => tabs(page), patient).toEqual(['First', 'Untitled']);
    expect(await layers(page).count()).toBe(0);
    await rename(page, 'Second');
    await add(page, 'Dense');
    await press(page, 'Alt+1');
    await layer(page, 'C1').click();
    await press(page, 'Control+c');
    await press(page, 'Alt+2');
    await canvas(page).focus();
    await press(page, 'Control+v');
    await expect.poll(() => layers(page).count(), patient).toBe(2);
    await press(page, 'Control+z');
    await expect.poll(() => layers(page).count(), patient).toBe(1);
    await press(page, 'Alt+PageDown');
    await expect.poll(() => selected(page).textContent(), patient).toBe('First');
    expect(await layers(page).count()).toBeGreaterThan(5);
    expect(await button(page, 'Undo Rename the network').count()).toBe(1);
  });

  it('are edited while one trains, and both are back after a reload, with the run', async () => {
    await setEpochs(page, 200);
    await button(page, 'Train').click();
    await button(page, 'Pause').waitFor({ timeout: patient.timeout });
    await press(page, 'Alt+2');
    expect(await stage(page, 'Build').then(() => nameField(page).inputValue())).toBe('Second');
    await strip(page).getByRole('tab', { name: 'First, training, edited' }).waitFor();
    await add(page, 'Flatten');
    await add(page, 'Dropout');
    await press(page, 'Control+z');
    await expect.poll(() => layers(page).count(), patient).toBe(2);
    await page.waitForTimeout(1500);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect.poll(() => tabs(page), patient).toEqual(['First', 'Second']);
    await expect.poll(() => selected(page).textContent(), patient).toBe('Second');
    await expect.poll(() => layers(page).count(), patient).toBe(2);
    expect(await page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()).toBe(true);
    await strip(page).getByRole('tab', { name: 'First, training, edited' }).click(patient);
    await button(page, 'Stop').click();
    await button(page, 'Train').waitFor({ timeout: patient.timeout });
    expect(await nameField(page).inputValue()).toBe('First');
  });

  it('ask when they are closed with unsaved changes, and open again as they were', async () => {
    await press(page, 'Alt+2');
    const question = page.getByRole('dialog', { name: 'Save the changes to “Second”?' });
    await press(page, 'Control+Alt+w');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
    expect(await tabs(page)).toEqual(['First', 'Second']);
    await press(page, 'Control+Alt+w');
    await question.getByRole('button', { name: 'Don’t save' }).click();
    await strip(page).waitFor({ state: 'detached' });
    expect(await nameField(page).inputValue()).toBe('First');
    await press(page, 'Alt+Shift+T');
    await expect.poll(() => tabs(page), patient).toEqual(['First', 'Second']);
    await expect.poll(() => layers(page).count(), patient).toBe(2);

    await face.willSaveAs('second.convas');
    await press(page, 'Control+s');
    await button(page, 'Saved').waitFor(patient);
    await press(page, 'Control+Alt+w');
    await strip(page).waitFor({ state: 'detached' });
    // A file that is open is gone to, not opened again.
    await face.willOpen('second.convas');
    await press(page, 'Control+o');
    await expect.poll(() => tabs(page), patient).toEqual(['First', 'Second']);
    await press(page, 'Alt+1');
    await press(page, 'Control+o');
    await expect.poll(() => selected(page).textContent(), patient).toBe('Second');
    expect(await tabs(page)).toEqual(['First', 'Second']);
    expect(face.errors).toEqual([]);
  });
});
