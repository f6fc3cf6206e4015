// node build/bench-large.mjs [NETWORK...]: analyzes large networks, opens them in Chromium, pans, zooms and drags in
// them, and keeps in docs/performance.json how long that took: of analysis, and of each frame of the page's main thread,
// the processor's time in milliseconds, so that what else the machine does counts as little as can be. `runs` among the
// networks opens the list of 1,000 runs in the place of one.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as browserType } from 'playwright-core';
import { ensureBuilt, printBuilt } from './build.mjs';
import { makeRuns, openRuns, trace } from './lib/many-runs.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { chromium } from './lib/system.mjs';
import { asModules } from './lib/targets.mjs';

const view = { width: 1440, height: 900 };
/** Of canvas pixels to the screen's: cards with all their text, drawings with names, colored blocks. */
const zooms = { cards: 0.8, drawings: 0.3, all: null };
const frames = 60;

/** Files of the page's own origin stand in for the computer's. */
const originFiles = `globalThis.showOpenFilePicker = async () =>
  [await (await navigator.storage.getDirectory()).getFileHandle('network.convas', { create: true })]`;

const round = (value) => Number(value.toFixed(1));
const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: round(quantile(sorted, 0.5)), p95: round(quantile(sorted, 0.95)) };
}

const layoutEvents = new Set(['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit']);

/** What the main thread did from one frame's beginning to the next, out of a trace. */
function framesOf(events) {
  const main = events.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const own = events
    .filter(({ pid, tid, ph }) => pid === main.pid && tid === main.tid && ph === 'X')
    .sort((a, b) => a.ts - b.ts);
  const ends = own.filter(({ name }) => name === 'Commit').map(({ ts }) => ts);
  const cost = ends.map(() => ({ task: 0, layout: 0, input: false }));
  let at = 0;
  for (const { ts, name, tdur = 0 } of own) {
    // What is done before a frame is handed over belongs to it, the input that it answers as well.
    while (at < ends.length && ts > ends[at]) at++;
    if (at === ends.length) break;
    if (name === 'RunTask') cost[at].task += tdur / 1000;
    if (layoutEvents.has(name)) cost[at].layout += tdur / 1000;
    if (name === 'EventDispatch') cost[at].input = true;
  }
  // Frames in which no one did anything cost nothing, and would make the rest look better than it is.
  return cost.slice(1).filter(({ input }) => input);
}

async function traced(browser, page, work) {
  const cost = framesOf(await trace(browser, page, work));
  return {
    frames: cost.length,
    total: summary(cost.map(({ task }) => task)),
    layout: summary(cost.map(({ layout }) => layout)),
    over16ms: cost.filter(({ task }) => task > 1000 / 60).length,
  };
}

async function openNetwork(page, text) {
  await page.evaluate(async (content) => {
    const folder = await navigator.storage.getDirectory();
    const writing = await (await folder.getFileHandle('network.convas', { create: true })).createWritable();
    await writing.write(content);
    await writing.close();
  }, text);
  const opening = page.evaluate(
    () =>
      new Promise((resolve) => {
        const since = performance.now();
        const look = () => {
          if (!document.querySelector('.react-flow__node-layer, [data-painted]'))
            return requestAnimationFrame(look);
          requestAnimationFrame(() => resolve(performance.now() - since));
        };
        look();
      }),
  );
  await page.keyboard.press('Control+o');
  const milliseconds = round(await opening);
  await page.waitForTimeout(800);
  return milliseconds;
}

/** Has the app lay the network out; milliseconds until it stands there. */
async function arrange(page) {
  const since = performance.now();
  await page.getByRole('button', { name: 'Arrange automatically' }).click();
  await page.getByText('Edited', { exact: true }).waitFor({ timeout: 60_000 });
  return round(performance.now() - since);
}

/** The layers as they stand now: saved to the file that they came from. */
async function layersOf(page) {
  await page.keyboard.press('Control+s');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.waitForTimeout(1000);
  const text = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle('network.convas')).getFile()).text();
  });
  return JSON.parse(text).layers;
}

/** Brings the canvas to a zoom by Ctrl and the wheel over its middle; null shows all. */
async function zoomTo(page, layers, zoom) {
  await page.getByRole('application', { name: 'Network' }).focus();
  await page.keyboard.press('Control+0');
  await page.waitForTimeout(300);
  if (zoom === null) return;
  const { card } = await places(page, layers);
  await page.mouse.move(card.x, card.y);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 60 && (await places(page, layers)).zoom < zoom; turn++)
    await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await page.waitForTimeout(300);
}

/** On the screen: the middle of a card near the canvas's middle, and a place beside it where no card is. */
async function places(page, layers) {
  const { x, y, zoom, left, top, width, height } = await page.evaluate(() => {
    const { a, e, f } = new DOMMatrix(
      getComputedStyle(document.querySelector('.react-flow__viewport')).transform,
    );
    const { left, top, width, height } = document.querySelector('.react-flow').getBoundingClientRect();
    return { x: e, y: f, zoom: a, left, top, width, height };
  });
  const middle = { x: left + width / 2, y: top + height / 2 };
  const far = (point) => Math.hypot(point.x - middle.x, point.y - middle.y);
  const [card] = layers
    .map(({ position }) => ({
      x: left + x + (position.x + 92) * zoom,
      y: top + y + (position.y + 40) * zoom,
    }))
    .sort((a, b) => far(a) - far(b));
  return { zoom, card, empty: { x: card.x + 132 * zoom, y: card.y + 92 * zoom } };
}

async function dragging(page, { x, y }) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let frame = 0; frame < frames; frame++) {
    await page.mouse.move(x + 80 * Math.sin(frame / 6), y + 60 * Math.sin(frame / 9));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

async function turning(page, { x, y }) {
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  for (let frame = 0; frame < frames; frame++) {
    await page.mouse.wheel(0, frame % 20 < 10 ? -12 : 12);
    await page.waitForTimeout(16);
  }
  await page.keyboard.up('Control');
}

async function measure(browser, page, text) {
  const result = { openedIn: await openNetwork(page, text), arrangedIn: await arrange(page) };
  for (const [name, zoom] of Object.entries(zooms)) {
    const layers = await layersOf(page);
    await zoomTo(page, layers, zoom);
    const drawn = await page.locator('.react-flow__node-layer').count();
    const { empty, card } = await places(page, layers);
    const panning = await traced(browser, page, () => dragging(page, empty));
    const zooming = await traced(browser, page, () => turning(page, card));
    await zoomTo(page, layers, zoom);
    const there = (await places(page, layers)).card;
    await page.mouse.move(there.x, there.y);
    const moving = await traced(browser, page, () => dragging(page, there));
    await page.keyboard.press('Control+z');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${name}.png` });
    result[name] = { drawn, panning, zooming, dragging: moving };
    console.error(name, JSON.stringify(result[name]));
  }
  return result;
}

await ensureBuilt(['cli', 'renderer'], printBuilt);
await asModules(['tests/bench/large-networks.ts', 'tests/bench/analysis.ts'], 'bench');
const analysis = JSON.parse(
  execFileSync(process.execPath, [join(dist, 'bench', 'analysis.mjs')], { encoding: 'utf8' }),
);
const { largeTexts } = await import(join(dist, 'bench', 'large-networks.mjs'));
const texts = largeTexts();
const asked = process.argv.slice(2);
const home = await mkdtemp(join(tmpdir(), 'convas-large-'));
const withRuns = asked.length === 0 || asked.includes('runs');
if (withRuns) await makeRuns(home);
const server = spawn(process.execPath, [inRoot('build', 'convas.mjs'), 'serve', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, CONVAS_HOME: home },
});
const address = await new Promise((resolve) => {
  server.stdout.once('data', (chunk) => resolve(String(chunk).match(/http\S+/)[0]));
});
/** Opens the app on an empty canvas, its engine ready. */
async function openEmpty(page) {
  await page.goto(address);
  await page
    .getByRole('button', { name: /empty canvas/i })
    .first()
    .click();
  await page
    .getByText(/^native|WebAssembly/)
    .first()
    .waitFor({ timeout: 60_000 });
}

const browser = await browserType.launch({ executablePath: chromium(), args: ['--no-sandbox'] });
try {
  const results = {};
  for (const [name, text] of Object.entries(texts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.error(name);
    const context = await browser.newContext({ viewport: view, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript(originFiles);
    await openEmpty(page);
    results[name] = await measure(browser, page, text);
    await context.close();
  }
  let runs = null;
  if (withRuns) {
    const page = await (await browser.newContext({ viewport: view, reducedMotion: 'reduce' })).newPage();
    await openEmpty(page);
    runs = await openRuns(browser, page);
    console.error('runs', JSON.stringify(runs));
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-runs.png` });
  }
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, chromium: browser.version() };
  const file = inRoot('docs', 'performance.json');
  if (asked.length === 0)
    await writeFile(file, `${JSON.stringify({ machine, analysis, canvas: results, runs }, null, 2)}\n`);
  else console.log(JSON.stringify({ ...results, ...(runs && { runs }) }));
} finally {
  await browser.close();
  server.kill();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}
