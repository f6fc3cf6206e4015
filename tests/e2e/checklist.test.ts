// @module-tag electron
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Host } from '../../src/protocol/host.ts';
import { contentPolicy } from '../../src/protocol/page.ts';
import { electronRelease, isSupported } from '../../src/provision/electron-release.ts';
import { build, type ConvasWindow, openConvas, root } from './support/window.ts';

/*
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), in its order, each of the
 * 20 items asked of the running window. What belongs to the packaged program is asked in packaged.test.ts.
 */

declare const window: {
  readonly location: { href: string };
  readonly isSecureContext: boolean;
  open(url: string): unknown;
  readonly convasHost: Host;
};

let convas: ConvasWindow;
beforeAll(async () => {
  await build('electron', 'renderer');
  convas = await openConvas({ args: ['--use-fake-device-for-media-stream'] });
  await convas.page.locator('#root button').first().waitFor();
});
afterAll(() => convas?.end());

const preferences = (): Promise<Record<string, unknown>> =>
  convas.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const asked = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return asked.getLastWebPreferences();
  });
const inPage = <T>(work: () => T | Promise<T>): Promise<T> => convas.page.evaluate(work);
const bundled = () => readFile(join(root, 'dist', 'electron', 'main.cjs'), 'utf8');

it('1. loads secure content only: its own files, and nothing over the network', async () => {
  const asked: string[] = [];
  convas.page.on('request', (request) => asked.push(request.url()));
  await convas.page.reload();
  await convas.page.locator('#root button').first().waitFor();
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((url) => !/^(app:\/\/convas\/|data:|blob:app:\/\/convas\/)/.test(url))).toEqual([]);
  expect(await inPage(() => window.isSecureContext)).toBe(true);
});

it('2. gives pages no Node', async () => {
  const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } = await preferences();
  expect(nodeIntegration).toBe(false);
  // Where a release of Electron does not tell these, they are what they are by default: off.
  expect([nodeIntegrationInWorker ?? false, nodeIntegrationInSubFrames ?? false]).toEqual([false, false]);
  const names = ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer'];
  const found = await convas.page.evaluate((all) => all.filter((name) => name in globalThis), names);
  expect(found).toEqual([]);
});

it('3. isolates the preload script from the page', async () => {
  expect((await preferences())['contextIsolation']).toBe(true);
  // A page that changes built-in objects changes its own: the host still answers.
  const answered = await inPage(async () => {
    const arrays = Array.prototype as unknown as { map: unknown };
    const { map } = arrays;
    arrays.map = () => {
      throw new Error('changed by the page');
    };
    try {
      return Array.isArray(await window.convasHost.recentFiles());
    } finally {
      arrays.map = map;
    }
  });
  expect(answered).toBe(true);
});

it('4. runs pages in a sandbox', async () => {
  expect((await preferences())['sandbox']).toBe(true);
  expect(await bundled()).toContain('enableSandbox()');
});

it('5. refuses each permission but the camera, of which it asks once', async () => {
  await convas.app.evaluate(({ dialog }) => {
    const counted = globalThis as unknown as { questions: number };
    counted.questions = 0;
    dialog.showMessageBox = (async () => {
      counted.questions++;
      return { response: 0, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  });
  const answers = await inPage(async () => {
    const { permissions, mediaDevices } = navigator as unknown as {
      permissions: { query(of: object): Promise<{ state: string }> };
      mediaDevices: { getUserMedia(of: object): Promise<unknown> };
    };
    const names = ['geolocation', 'notifications', 'microphone', 'midi'];
    const states = await Promise.all(names.map(async (name) => (await permissions.query({ name })).state));
    const media = (of: object): Promise<string> =>
      mediaDevices.getUserMedia(of).then(
        () => 'granted',
        (error: Error) => error.name,
      );
    const sound = [await media({ audio: true }), await media({ audio: true, video: true })];
    return { states, sound, pictures: [await media({ video: true }), await media({ video: true })] };
  });
  expect(answers).toEqual({
    states: ['denied', 'denied', 'denied', 'denied'],
    sound: ['NotAllowedError', 'NotAllowedError'],
    pictures: ['granted', 'granted'],
  });
  const asked = await convas.app.evaluate(() => (globalThis as unknown as { questions: number }).questions);
  expect(asked).toBe(1);
});

it('6. does not disable web security', async () => {
  expect((await preferences())['webSecurity']).toBe(true);
  const read = await inPage(() =>
    fetch('file:///etc/passwd').then(
      () => 'read',
      () => 'refused',
    ),
  );
  expect(read).toBe('refused');
});

it('7. has a content security policy: its own scripts alone, none inline, none from strings', async () => {
  const header = await inPage(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(header).toBe(contentPolicy([], 'header'));
  const sources = new Map(
    header!.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1)] as const),
  );
  expect(sources.get('default-src')).toEqual(["'none'"]);
  expect(sources.get('script-src')).toEqual(["'self'"]);
});

it('8. does not run insecure content', async () => {
  expect((await preferences())['allowRunningInsecureContent']).toBe(false);
});

it('9. enables no experimental features of Chromium', async () => {
  expect((await preferences())['experimentalFeatures']).toBe(false);
});

it('10. enables no Blink features by name', async () => {
  expect((await preferences())['enableBlinkFeatures'] ?? '').toBe('');
  const switched = await convas.app.evaluate(({ app }) => app.commandLine.hasSwitch('enable-blink-features'));
  expect(switched).toBe(false);
});

it('11. has no webview that could open popups', async () => {
  expect((await preferences())['webviewTag']).toBe(false);
  expect(await inPage(() => 'HTMLWebViewElement' in globalThis || 'WebView' in globalThis)).toBe(false);
});

it('12. attaches no webview, whatever its options', async () => {
  const prevented = await convas.app.evaluate(({ BrowserWindow }) => {
    let calls = 0;
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      emit(name: string, event: object, preferences: object, params: object): void;
    };
    contents.emit(
      'will-attach-webview',
      { preventDefault: () => calls++ },
      {},
      { src: 'https://example.org/' },
    );
    return calls;
  });
  expect(prevented).toBe(1);
});

it('13. stays on its page', async () => {
  await inPage(() => {
    window.location.href = 'https://example.org/';
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(convas.page.url()).toMatch(/^app:\/\/convas\//);
});

it('14. opens no further window', async () => {
  const opened = await inPage(() =>
    ['https://example.org/', 'app://convas/', 'about:blank', 'file:///etc/passwd'].map(
      (url) => window.open(url) !== null,
    ),
  );
  expect(opened).toEqual([false, false, false, false]);
  expect(await convas.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

it('15. hands the system no address but those that it names itself', async () => {
  await convas.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as unknown as { opened: string[] }).opened = opened;
    shell.openExternal = async (url: string) => void opened.push(url);
  });
  await inPage(async () => {
    const own = 'https://www.cs.toronto.edu/~kriz/cifar.html';
    const others = ['file:///etc/passwd', 'smb://x/y', 'javascript:1', `${own}?q=1`, 'https://example.org/'];
    for (const url of [...others, own]) window.convasHost.openExternal(url);
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  const opened = await convas.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  expect(opened).toEqual(['https://www.cs.toronto.edu/~kriz/cifar.html']);
});

it('16. runs on a release of Electron that is still mended', async () => {
  expect(Number.parseInt(electronRelease.version, 10)).toBeGreaterThanOrEqual(43);
  expect(isSupported(electronRelease, new Date())).toBe(true);
  // Packaging refuses to continue after that day.
  expect(isSupported(electronRelease, new Date(electronRelease.supportedUntil))).toBe(true);
  expect(isSupported(electronRelease, new Date('2100-01-01'))).toBe(false);
});

it('17. answers no request of another frame, another page or another form', async () => {
  const answers = await convas.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    type Answer = { readonly ok: boolean; readonly message?: string };
    type Handler = (event: object, ...args: unknown[]) => Promise<Answer>;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
    const sender = BrowserWindow.getAllWindows()[0]!.webContents;
    const own = sender.mainFrame;
    const events = {
      gone: { sender, senderFrame: null },
      inner: { sender, senderFrame: { url: own.url } },
      foreign: {
        sender: { mainFrame: { url: 'https://example.org/' } },
        senderFrame: { url: 'https://example.org/' },
      },
    };
    const foreign = events.foreign.sender.mainFrame;
    events.foreign.senderFrame = foreign;
    const answered: string[] = [];
    const junk = [{ __proto__: null }, Number.NaN, 'x'.repeat(10), [[]], null, undefined, {}];
    for (const [channel, handle] of handlers) {
      for (const [who, event] of Object.entries(events))
        if ((await handle(event)).ok) answered.push(`${channel} of ${who}`);
      if ((await handle({ sender, senderFrame: own }, ...junk)).ok) answered.push(`${channel} with junk`);
    }
    return { channels: handlers.size, answered };
  });
  expect(answers.channels).toBeGreaterThan(20);
  expect(answers.answered).toEqual([]);
});

it('18. serves its page by a protocol of its own, not from file:', async () => {
  expect(convas.page.url()).toMatch(/^app:\/\/convas\//);
  expect(await bundled()).not.toMatch(/\.loadFile\(|loadURL\([`'"]file:/);
  const statuses = await inPage(() =>
    Promise.all(
      ['/..%2f..%2fpackage.json', '/%2e%2e/main.cjs', '//etc/passwd', '/%00'].map((path) =>
        fetch(`app://convas${path}`).then(
          ({ status }) => status,
          () => 404,
        ),
      ),
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
});

it('19. decides on every fuse', () => {
  const { electronFuses: fuses } = createRequire(import.meta.url)('../../build/electron-builder.cjs');
  // RunAsNode stays: kernels are timed in processes of Electron as Node.
  expect(fuses).toEqual({
    runAsNode: true,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

it('20. exposes no API of Electron to the page, only functions with a name and bounded arguments', async () => {
  const seen = await inPage(() => ({
    globals: Object.keys(globalThis).filter((name) => /electron|ipc|native|require/i.test(name)),
    functions: Object.entries(window.convasHost).map(([name, value]) => [name, typeof value] as const),
    frozen: Object.isFrozen(window.convasHost),
  }));
  expect(seen.globals).toEqual([]);
  expect(seen.functions.filter(([name, type]) => type !== 'function' && name !== 'kind')).toEqual([]);
  expect(seen.functions.map(([name]) => name).filter((name) => /^(on|send|invoke|emit)$/.test(name))).toEqual(
    [],
  );
  expect(seen.frozen).toBe(true);
});
