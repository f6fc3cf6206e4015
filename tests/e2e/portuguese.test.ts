// @module-tag browser
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { englishOn } from './support/english.ts';
import { originFiles } from './support/face.ts';
import { build } from './support/window.ts';

/** Names of networks, layers, tools, papers and licenses. */
const names = [
  /Flatten|Dense|Conv2D|MaxPooling2D|AveragePooling2D|Dropout|Input|Output|Activation|Normalization/,
  /Gradient-based learning applied to document recognition/,
  /Proceedings of the IEEE/,
  /Modified NIST|Fashion-MNIST|Street View House Numbers/,
  /SIL Open Font License/,
  /Language/,
  /training\.[\w.]+/,
  // A weight, as Keras names it.
  /^bias$/,
  /weights\.bin|network\.convas/,
  /CC BY(-SA)?/,
];
const patience = { timeout: 120_000, interval: 200 };

/** What is still English, by view: told all at once. */
const left: Record<string, readonly string[]> = {};
let face: BrowserFace;
let page: Page;
let home: string;

const look = async (view: string): Promise<void> => {
  const shots = process.env['CONVAS_SHOTS'];
  if (shots) await page.screenshot({ path: join(shots, `${view.replaceAll(/\W+/g, '-')}.png`) });
  const english = await englishOn(page, names);
  const fresh = english.filter((text) => !Object.values(left).some((detail) => detail.includes(text)));
  if (fresh.length > 0) left[view] = fresh;
};
const stage = (name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: 'Etapa' }).getByText(name, { exact: true }).click();
const command = async (words: string): Promise<void> => {
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder('Digite um comando ou uma camada').fill(words);
  await page.keyboard.press('Enter');
};

describe('a first hour in Portuguese', { timeout: 600_000 }, () => {
  beforeAll(async () => {
    await build('cli', 'renderer');
    home = await mkdtemp(join(tmpdir(), 'convas-portuguese-'));
    face = await startBrowserFace({ env: { CONVAS_HOME: home } });
    page = await face.visit({ locale: 'pt-BR' }, (own) =>
      own.addInitScript(originFiles).then(() => undefined),
    );
  });
  afterAll(async () => {
    await face?.close();
    await rm(home, { recursive: true, force: true });
  });

  it('starts, trains, inspects, saves and exports without a word of English', async () => {
    await page.getByRole('button', { name: 'Abrir a LeNet-5' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
    await look('gallery');

    await page.getByRole('button', { name: 'Abrir a LeNet-5' }).click();
    await page.getByRole('application', { name: 'Rede' }).waitFor();
    await look('build');
    await page.getByText('C3', { exact: true }).first().click();
    await look('build: a layer');
    await page.getByRole('tab', { name: 'Estrutura' }).click();
    await look('build: outline');
    await page.getByRole('tab', { name: 'Camadas' }).click();
    for (const tab of ['Curvas', 'Diagnóstico', 'Tabela', 'Registro', 'Problemas']) {
      await page.getByRole('tab', { name: tab }).click();
      await look(`dock: ${tab}`);
    }
    await page.keyboard.press('Control+K');
    await look('palette');
    await page.keyboard.press('Escape');
    for (const dialog of [
      'Atalhos de teclado',
      'Sobre o Convas',
      'Velocidade de treinamento',
      'Localizar camada',
    ]) {
      await command(dialog);
      await page.getByRole('dialog').waitFor();
      await look(`dialog: ${dialog}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }

    await stage('Dados');
    for (const part of ['Explorar', 'Preparar', 'Conjunto']) {
      await page.getByRole('tab', { name: part, exact: true }).click();
      await look(`data: ${part}`);
    }

    await stage('Treinar');
    await look('train');
    for (const fold of await page.getByRole('button', { expanded: false }).all())
      await fold.click({ timeout: 3000 }).catch(() => undefined);
    await look('train: all settings');
    await page.getByRole('textbox', { name: 'Épocas', exact: true }).fill('50');
    await page.getByRole('tab', { name: 'Curvas' }).click();
    await page.getByRole('button', { name: 'Treinar', exact: true }).last().click();
    await page.getByText(/^Época [2-9] de 50/).waitFor({ timeout: 240_000 });
    await look('training');
    for (const tab of ['Diagnóstico', 'Registro', 'Tabela']) {
      await page.getByRole('tab', { name: tab }).click();
      await look(`training: ${tab}`);
    }
    await page.getByRole('button', { name: 'Parar', exact: true }).click();
    await page.getByRole('heading', { name: 'Parado' }).waitFor({ timeout: 120_000 });
    await look('trained');

    await stage('Inspecionar');
    await page.getByText('C1', { exact: true }).first().click();
    await page.getByText(/^6 mapas de/).waitFor({ timeout: 120_000 });
    await look('inspect');

    await stage('Execuções');
    await page.getByRole('button', { name: 'Avaliar no conjunto de teste' }).waitFor({ timeout: 60_000 });
    await look('runs');
    await page.getByRole('button', { name: 'Avaliar no conjunto de teste' }).click();
    await page.getByText('Acurácia de teste').first().waitFor({ timeout: 120_000 });
    await look('evaluation');
    await page.getByRole('button', { name: 'Exportar o modelo' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await look('export');
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 120_000 }),
      dialog.getByRole('button', { name: 'Exportar', exact: true }).click(),
    ]);
    expect(Object.keys(unzipSync(await readFile(await download.path())))).toContain('model.json');
    await dialog.getByText('Verificado').waitFor({ timeout: 120_000 });
    await look('exported');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await page.evaluate(() => {
      (globalThis as { chosenFile?: string }).chosenFile = 'rede.convas';
    });
    await page.keyboard.press('Control+S');
    await page.getByText('Salvo', { exact: true }).waitFor();
    await look('saved');
    await command('Varredura de parâmetros');
    await page.getByRole('dialog').waitFor();
    await look('dialog: sweep');
    await page.keyboard.press('Escape');
    expect(left).toEqual({});
  });

  it('changes to English and back without losing network, selection or run', async () => {
    await stage('Montar');
    await page.getByText('C5', { exact: true }).first().click();
    const name = page.getByRole('textbox', { name: 'Nome', exact: true });
    await name.waitFor();
    const view = await page.locator('.react-flow__viewport').getAttribute('style');
    await command('English');
    await page.getByRole('radiogroup', { name: 'Stage' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(), patience)
      .toBe('C5');
    await expect.poll(() => page.locator('.react-flow__viewport').getAttribute('style'), patience).toBe(view);
    await page.getByRole('radiogroup', { name: 'Stage' }).getByText('Train', { exact: true }).click();
    await page.getByRole('heading', { name: 'Stopped' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Open LeNet-5' }).waitFor();
    expect(face.errors).toEqual([]);
  });
});
