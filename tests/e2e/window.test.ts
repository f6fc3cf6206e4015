// @module-tag electron
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/protocol/host.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

declare const window: { convasHost: Host; open(url: string): unknown };
declare const location: { href: string };
declare const document: {
  createElement(name: string): { text: string; src: string };
  head: { append(...nodes: unknown[]): void };
  addEventListener(
    type: 'securitypolicyviolation',
    listener: (event: { readonly effectiveDirective: string }) => void,
  ): void;
};

/** What a loaded machine may take. */
const patience = { timeout: 30_000, interval: 200 };

let convas: ConvasWindow;
let files: string;
const evaluate = <T>(work: () => T | Promise<T>) => convas.page.evaluate(work);

beforeAll(async () => {
  await build('electron', 'renderer');
  files = await mkdtemp(join(tmpdir(), 'convas-files ü '));
  convas = await openConvas();
});
afterAll(async () => {
  await convas?.end();
  await rm(files, { recursive: true, force: true });
});

describe('the page', () => {
  it('comes from its own origin, without Node, with exactly the host', async () => {
    expect(convas.page.url()).toMatch(/^app:\/\/convas\//);
    const seen = await evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
      host: Object.keys(window.convasHost).sort(),
    }));
    expect(seen.globals).toEqual([]);
    expect(seen.host).toEqual(
      [
        ...[
          'kind',
          'openFile',
          'openRecent',
          'recentFiles',
          'runtime',
          'save',
          'saveAs',
          'saveFiles',
          'followFiles',
          'onFileState',
          'keepDraft',
          'forgetDraft',
          'loadDrafts',
          'takeDraft',
        ],
        ...[
          'connectEngine',
          'openRoom',
          'chooseEngine',
          'examineEngine',
          'endEngine',
          'engineElsewhere',
          'pathOf',
          'readClipboard',
          'setLanguage',
          'setMenu',
          'onCommand',
          'onOpenFile',
          'onOpenModel',
          'setUnsaved',
          'onSaveAsked',
          'openExternal',
          'update',
        ],
      ].sort(),
    );
  });

  it('runs sandboxed and isolated', async () => {
    const preferences = await convas.app.evaluate(({ BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows();
      const contents = own?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  });

  it('runs no code that is not a file of its own, and reaches nobody', async () => {
    const seen = await evaluate(async () => {
      // That the policy refused, not that there is no network here.
      const refused = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) => refused.add(event.effectiveDirective));
      const image = document.createElement('img');
      image.src = 'https://example.org/a.png';
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      document.head.append(image, frame);
      const script = document.createElement('script');
      script.text = 'globalThis.injected = true';
      document.head.append(script);
      // From a task of its own: what the debugger evaluates is not held to the policy.
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve(new Function('return true')());
          } catch {
            resolve(false);
          }
        }),
      );
      const reached = await fetch('https://example.org/').then(
        () => true,
        () => false,
      );
      const outside = await fetch('app://convas/..%2f..%2fpackage.json').then((response) => response.status);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return {
        injected: 'injected' in globalThis,
        evaluated,
        reached,
        outside,
        refused: [...refused].sort(),
      };
    });
    expect(seen).toEqual({
      injected: false,
      evaluated: false,
      reached: false,
      outside: 404,
      refused: ['connect-src', 'frame-src', 'img-src', 'script-src', 'script-src-elem'],
    });
  });

  it('stays where it is and opens no window', async () => {
    const opened = await evaluate(async () => {
      location.href = 'https://example.org/';
      const other = window.open('https://example.org/');
      await new Promise((resolve) => setTimeout(resolve, 300));
      return other === null;
    });
    expect(opened).toBe(true);
    expect(convas.page.url()).toMatch(/^app:\/\/convas\//);
  });

  it.each(['about:blank', 'about:blank#x', 'data:text/html,x', 'javascript:void 0', 'file:///etc/passwd'])(
    'is there again after %s',
    async (url) => {
      await convas.page
        .evaluate((target) => {
          location.href = target;
        }, url)
        .catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 500));
      await expect.poll(() => convas.page.url(), patience).toMatch(/^app:\/\/convas\//);
      const kind = () => convas.page.evaluate(() => window.convasHost?.kind).catch(() => null);
      await expect.poll(kind, patience).toBe('electron');
      await convas.page.locator('#root button').first().waitFor();
    },
  );

  it('hands no address to the system that the app does not name itself', async () => {
    const calls = await convas.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      shell.openExternal = async (url: string) => void opened.push(url);
      (globalThis as unknown as { opened: string[] }).opened = opened;
      return opened.length;
    });
    expect(calls).toBe(0);
    await evaluate(async () => {
      const host = (globalThis as unknown as { convasHost: Host }).convasHost;
      for (const url of [
        'https://evil.example/?stolen=1',
        'file:///etc/passwd',
        'https://yann.lecun.com/exdb/mnist/',
      ]) {
        host.openExternal(url);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    const opened = await convas.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    expect(opened).toEqual(['https://yann.lecun.com/exdb/mnist/']);
  });

  it('is refused every permission', async () => {
    const states = await evaluate(async () => {
      const answers: string[] = [];
      for (const name of ['camera', 'microphone', 'geolocation', 'notifications']) {
        const permissions = (
          navigator as unknown as { permissions: { query(q: object): Promise<{ state: string }> } }
        ).permissions;
        answers.push((await permissions.query({ name })).state);
      }
      return answers;
    });
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
  });
});

describe('files', () => {
  it('saves through a dialog, opens again, and shows no path', async () => {
    const path = join(files, 'net');
    await convas.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, path);
    const saved = await evaluate(() => window.convasHost.saveAs('net.convas', '{"a":1}'));
    expect(saved).toMatchObject({ name: 'net.convas' });
    expect(await readFile(`${path}.convas`, 'utf8')).toBe('{"a":1}');
    const outcome = await convas.page.evaluate(
      ([handle, version]) => window.convasHost.save(handle!, '{"a":2}', version!),
      [saved?.handle, saved?.version],
    );
    expect(outcome).toMatchObject({ saved: true });
    expect(await readFile(`${path}.convas`, 'utf8')).toBe('{"a":2}');
    const [recent] = await evaluate(() => window.convasHost.recentFiles());
    const opened = await convas.page.evaluate(
      (handle) => window.convasHost.openRecent(handle),
      recent?.handle ?? '',
    );
    expect(opened).toMatchObject({ name: 'net.convas', text: '{"a":2}', readOnly: false });
    expect(JSON.stringify([saved, opened])).not.toContain(files);
  });

  it('says in words what went wrong, and answers null when a dialog was closed', async () => {
    await mkdir(join(files, 'gone'));
    await writeFile(join(files, 'gone', 'a.convas'), '{}');
    await convas.app.evaluate(
      ({ dialog }, path) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
      },
      join(files, 'gone', 'a.convas'),
    );
    const opened = await evaluate(() => window.convasHost.openFile());
    await rm(join(files, 'gone'), { recursive: true });
    const refused = await convas.page.evaluate(
      (handle) => window.convasHost.save(handle, '{}', null).catch((error: Error) => error.message),
      opened?.handle ?? '',
    );
    expect(refused).toBe(
      'a.convas could not be saved: its folder does not exist. Use Save as to save it somewhere else.',
    );
    await convas.app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    });
    expect(await evaluate(() => window.convasHost.openFile())).toBeNull();
  });

  it('refuses what is not well-formed', async () => {
    const answers = await evaluate(async () => {
      const save = window.convasHost.save as unknown as (...args: unknown[]) => Promise<void>;
      const word = (error: Error) => error.message;
      return [
        await save('/etc/passwd', 'x', null).catch(word),
        await save({ path: '/etc' }, 7, null).catch(word),
      ];
    });
    expect(answers).toEqual([
      'This file is no longer known. Open it again, or use Save as.',
      'The request file.save was not understood.',
    ]);
  });

  it('asks before a window closes that has unsaved work', async () => {
    await evaluate(() => window.convasHost.setUnsaved(['net.convas'], 'net.convas'));
    await convas.app.evaluate(({ dialog }) => {
      const asked: string[] = [];
      (globalThis as { asked?: string[] }).asked = asked;
      dialog.showMessageBox = (async (_window: unknown, { message }: { message: string }) => {
        asked.push(message);
        return { response: 2, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
    });
    await convas.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const after = await convas.app.evaluate(async ({ BrowserWindow }) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        windows: BrowserWindow.getAllWindows().length,
        asked: (globalThis as { asked?: string[] }).asked,
      };
    });
    expect(after).toEqual({ windows: 1, asked: ['net.convas has unsaved changes'] });
    await evaluate(() => window.convasHost.setUnsaved([], 'net.convas'));
  });

  it('asks in the language that the page was switched to', async () => {
    await evaluate(() => window.convasHost.setLanguage('pt-BR'));
    await evaluate(() => window.convasHost.setUnsaved(['rede.convas'], 'rede.convas'));
    await convas.app.evaluate(({ dialog }) => {
      const asked: unknown[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = (async (
        _window: unknown,
        { message, detail, buttons }: Electron.MessageBoxOptions,
      ) => {
        asked.push({ message, detail, buttons });
        return { response: 2, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
    });
    const asked = () =>
      convas.app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.close();
        return (globalThis as { asked?: unknown[] }).asked?.[0];
      });
    await expect.poll(asked, patience).toEqual({
      message: 'rede.convas tem alterações não salvas',
      detail: 'Suas alterações serão perdidas se você não as salvar.',
      buttons: ['Salvar', 'Não salvar', 'Cancelar'],
    });
    await evaluate(() => window.convasHost.setUnsaved([], 'rede.convas'));
    const refused = await evaluate(() =>
      window.convasHost.save('no-such-handle', '{}', null).catch((error: Error) => error.message),
    );
    expect(refused).toBe('Este arquivo não é mais conhecido. Abra-o novamente ou use Salvar como.');
    await evaluate(() => window.convasHost.setLanguage('en'));
  });

  it('saves before it closes where that is wanted, and stays open until it is saved', async () => {
    const path = join(files, 'parting.convas');
    const other = await openConvas();
    try {
      await other.page.getByRole('button', { name: /^Empty canvas/ }).click();
      await other.page.getByRole('textbox', { name: 'Name of the network' }).fill('Parting');
      await other.app.evaluate(({ dialog }) => {
        const asked: string[][] = [];
        Object.assign(globalThis, { asked });
        dialog.showMessageBox = (async (_window: unknown, { buttons }: { buttons: string[] }) => {
          asked.push(buttons);
          return { response: 0, checkboxChecked: false };
        }) as typeof dialog.showMessageBox;
        dialog.showSaveDialog = async () => {
          const { chosen } = globalThis as { chosen?: string | null };
          asked.push([]);
          return { canceled: !chosen, filePath: chosen ?? '' };
        };
      });
      const choose = (chosen: string | null) =>
        other.app.evaluate((_electron, place) => void Object.assign(globalThis, { chosen: place }), chosen);
      /** Asks the window to close; an answer that is still being carried out makes it deaf. Gives what was asked. */
      const close = () =>
        other.app.evaluate(({ BrowserWindow }) => {
          BrowserWindow.getAllWindows()[0]?.close();
          return (globalThis as { asked?: string[][] }).asked;
        });
      const ways = ['Save', "Don't Save", 'Cancel'];

      await choose(null);
      await expect.poll(async () => (await close())?.slice(0, 3), patience).toEqual([ways, [], ways]);
      await choose(join(files, 'no such folder', 'parting.convas'));
      const failure = other.page.getByText('The document was not saved.');
      await expect.poll(() => close().then(() => failure.count()), patience).toBe(1);
      expect(await other.page.getByRole('button', { name: 'Edited', exact: true }).count()).toBe(1);

      await choose(path);
      await expect
        .poll(
          () =>
            close().then(
              () => false,
              () => other.page.isClosed(),
            ),
          patience,
        )
        .toBe(true);
      expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ format: 'convas', name: 'Parting' });
      expect(await readdir(join(other.state, 'drafts')).catch(() => [])).toEqual([]);
    } finally {
      await other.end();
    }
  });

  it('opens the file that the command line names', async () => {
    const path = join(files, 'named.convas');
    await writeFile(path, await readFile(new URL('../../templates/lenet-5.convas', import.meta.url)));
    const other = await openConvas({ args: [path] });
    try {
      await other.page.getByText('Saved', { exact: true }).waitFor({ timeout: 30_000 });
      await other.page.getByText('C1', { exact: true }).first().waitFor();
    } finally {
      await other.end();
    }
  });
});

describe('a file that the command line names and that cannot be opened', () => {
  it('is told of in the page, by its name', async () => {
    const other = await openConvas({ args: [join(files, 'missing.convas')] });
    try {
      await other.page.getByText('The file was not opened.').waitFor({ timeout: 30_000 });
      const text = await other.page.getByRole('alert').textContent();
      expect(text).toContain('missing.convas could not be opened');
      expect(text).not.toContain(files);
    } finally {
      await other.end();
    }
  });
});

describe('the engine', () => {
  /** Asks the engine what it is over a wire of its own; then the engine is ended from outside. */
  it('is told apart from the window: killed, it is reported, and a new one starts', async () => {
    const connect = () =>
      evaluate(async () => {
        const wire = await window.convasHost.connectEngine();
        const closed = new Promise<unknown>((resolve) => wire.onClose(resolve));
        (globalThis as { engineClosed?: Promise<unknown> }).engineClosed = closed;
        return true;
      });
    const enginePid = () =>
      convas.app.evaluate(
        ({ app }) => app.getAppMetrics().find(({ name }) => name === 'convas-engine')?.pid ?? 0,
      );
    await connect();
    await expect.poll(enginePid, { timeout: 20_000 }).toBeGreaterThan(0);
    const first = await enginePid();
    process.kill(first, 'SIGKILL');
    const text = await evaluate(() => (globalThis as { engineClosed?: Promise<string> }).engineClosed);
    expect(text).toBe('The engine was ended from outside.');
    await connect();
    await expect.poll(enginePid, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(await enginePid()).not.toBe(first);
    expect(await evaluate(() => 6 * 7)).toBe(42);
  });
});
