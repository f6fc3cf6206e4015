// @module-tag browser
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { film, noise, type Scene, writeFilm } from './support/camera-film.ts';
import { build } from './support/window.ts';

const patience = { timeout: 120_000 };

/** A head of a radius around a place, brighter than the room behind it; both move a little from frame to frame. */
const head =
  (centerX: number, centerY: number, radius: number): Scene['paint'] =>
  (x, y, at) => {
    const [dx, dy] = [(noise(at, 1) % 11) - 5, (noise(at, 2) % 9) - 4];
    const r = radius + (noise(at, 3) % 5) - 2;
    const distance = Math.hypot(x - centerX - dx, (y - centerY - dy) * 0.85);
    if (distance > r) return 70 + ((x >> 4) % 2) * 18;
    // Eyes.
    const eye = Math.min(
      Math.hypot(x - centerX - dx - r * 0.4, y - centerY - dy + r * 0.2),
      Math.hypot(x - centerX - dx + r * 0.4, y - centerY - dy + r * 0.2),
    );
    return eye < r * 0.16 ? 40 : 190;
  };

/** Each class with the mark of its scenes. */
const marks = { near: 60, away: 200, left: 40, right: 90, jump: 150, still: 220 } as const;
type ClassId = keyof typeof marks;

const paints: Readonly<Record<ClassId, Scene['paint']>> = {
  near: head(80, 60, 46),
  away: head(84, 40, 14),
  left: head(50, 60, 22),
  right: head(112, 60, 22),
  jump: head(80, 26, 22),
  still: head(80, 88, 22),
};

/** Scenes that are recorded, and after them others of the same classes that are never recorded. */
const halves = { recorded: 60, heldOut: 200 } as const;

const scenes = (classes: readonly ClassId[]): Scene[] =>
  Object.values(halves).flatMap((half) =>
    classes.map((id): Scene => ({ marks: [marks[id], half], frames: 45, paint: paints[id] })),
  );

interface Seen {
  readonly name: ClassId;
  readonly heldOut: boolean;
}

/** The scene that the camera sees now, by the marks that the network does not see. */
const seen = (page: Page, classes: readonly ClassId[]): Promise<Seen | null> =>
  page.evaluate(
    ({ known, markShare, middle }) => {
      const video = document.querySelector('video');
      if (!video?.videoWidth) return null;
      const canvas = document.createElement('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const context = canvas.getContext('2d')!;
      context.drawImage(video, 0, 0);
      const inset = Math.floor((canvas.width * markShare) / 2);
      const at = (x: number): number => context.getImageData(x, canvas.height >> 1, 1, 1).data[0]!;
      const left = at(inset);
      // Full-range or studio luma: the nearest mark is the one.
      const [name] = known.reduce((best, each) =>
        Math.abs(each[1] - left) < Math.abs(best[1] - left) ? each : best,
      );
      return { name, heldOut: at(canvas.width - inset) > middle };
    },
    {
      known: classes.map((id) => [id, marks[id]] as const),
      markShare: film.markWidth / film.width,
      middle: (halves.recorded + halves.heldOut) / 2,
    },
  );

interface Tally {
  readonly asked: Record<string, number>;
  right: number;
  acting: number;
  readonly acted: Set<ClassId>;
}

/** Compares answers with scenes that were not recorded, until each class was seen often. */
async function watch(page: Page, classes: readonly ClassId[]): Promise<Tally> {
  const answer = page.getByTestId('demo-answer');
  const tally: Tally = { asked: {}, right: 0, acting: 0, acted: new Set() };
  let before = '';
  let since = Date.now();
  const look = async (): Promise<void> => {
    const now = await seen(page, classes);
    if (now?.name !== before) since = Date.now();
    before = now?.name ?? '';
    // The picture that the answer is of was taken a moment ago.
    if (!now?.heldOut || Date.now() - since < 900) return;
    const { name } = now;
    tally.asked[name] = (tally.asked[name] ?? 0) + 1;
    if ((await answer.getAttribute('data-latest')) === name) tally.right++;
    if ((await answer.getAttribute('data-active')) !== name) return;
    tally.acting++;
    tally.acted.add(name);
    if (name === 'near' || name === 'away')
      expect(await page.getByTestId('demo-cover').count()).toBe(Number(name === 'near'));
  };
  const until = Date.now() + 100_000;
  while (Date.now() < until && !classes.every((id) => (tally.asked[id] ?? 0) >= 15)) {
    await look();
    await page.waitForTimeout(100);
  }
  return tally;
}

const demos = [
  {
    id: 'transfer-two-classes',
    open: 'A face that approaches hides the screen',
    classes: ['near', 'away'],
    names: { near: 'Near', away: 'Away' },
  },
  {
    id: 'transfer-poses',
    open: 'Poses play a game',
    classes: ['left', 'right', 'jump', 'still'],
    names: { left: 'Left', right: 'Right', jump: 'Jump', still: 'Still' },
  },
] as const;

describe.each(demos)(
  'the demonstration $id',
  { tags: ['browser', 'native'] },
  ({ open, classes, names, id }) => {
    let face: BrowserFace;
    let page: Page;
    let folder: string;
    beforeAll(async () => {
      await build('cli', 'renderer');
      folder = await mkdtemp(join(tmpdir(), 'convas-demo-'));
      await writeFilm(join(folder, 'film.y4m'), scenes(classes));
      face = await startBrowserFace({
        env: { CONVAS_HOME: join(folder, 'home'), CONVAS_CACHE: join(folder, 'cache') },
        args: [
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
          `--use-file-for-fake-video-capture=${join(folder, 'film.y4m')}`,
        ],
      });
      page = await face.open();
    });
    afterAll(async () => {
      await face?.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    const isSeen = async (name: ClassId): Promise<boolean> => {
      const now = await seen(page, classes);
      return now?.name === name && !now.heldOut;
    };

    /** Holds a class's button while its scene is seen, until it has enough pictures. */
    async function record(name: ClassId): Promise<void> {
      const part = page.getByRole('region', { name: (names as Record<string, string>)[name]!, exact: true });
      const count = async () =>
        Number.parseInt((await part.locator('strong + span').textContent()) ?? '', 10);
      const button = part.getByRole('button');
      await expect
        .poll(async () => {
          if ((await count()) >= 20) return true;
          if (!(await isSeen(name))) return false;
          await button.dispatchEvent('pointerdown', { button: 0 });
          await expect.poll(() => isSeen(name), { timeout: 10_000, interval: 20 }).toBe(false);
          await button.dispatchEvent('pointerup');
          return (await count()) >= 20;
        }, patience)
        .toBe(true);
    }

    it('comes from a camera to answers that are right on pictures that it was not trained on', async () => {
      const began = Date.now();
      await page.keyboard.press('Control+k');
      await page.keyboard.type(open);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: open }).waitFor();
      await expect.poll(() => seen(page, classes), patience).not.toBeNull();
      for (const name of classes) await record(name);
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      const answer = page.getByTestId('demo-answer');
      await answer.waitFor(patience);
      expect(Date.now() - began, 'from start to working').toBeLessThan(5 * 60_000);

      const { asked, right, acting, acted } = await watch(page, classes);
      const all = Object.values(asked).reduce((sum, count) => sum + count, 0);
      expect(Object.keys(asked).sort()).toEqual([...classes].sort());
      expect(all).toBeGreaterThanOrEqual(15 * classes.length);
      expect(right / all, 'of single pictures').toBeGreaterThanOrEqual(0.95);
      expect(acting / all, 'smoothed').toBeGreaterThanOrEqual(0.95);
      expect([...acted].sort()).toEqual([...classes].sort());
      if (id === 'transfer-poses') expect(await page.getByTestId('demo-ball').count()).toBe(1);
      expect(face.errors).toEqual([]);
    });
  },
);
