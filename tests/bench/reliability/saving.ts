import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateOf } from '../../../templates/index.ts';

/*
 * `saving.mjs SAVER KILLS AT-ONCE`: processes that save a document and its draft again and again are killed at random
 * moments, several at once. What was reported saved must be there afterwards, whole.
 */

const [, , saver = '', kills = '500', atOnce = '4'] = process.argv;
const text = templateOf('lenet-5')!.text;
const layerCount = JSON.parse(text).layers.length;

/** Where one process after the other saves, and the last number that was reported to be on the disk. */
interface Place {
  readonly state: string;
  readonly file: string;
  saved: number;
  drafted: number;
}

/** The number of the save that a text holds. @throws where it is not one of ours, whole */
function numberIn(whole: string): number {
  const { name, layers } = JSON.parse(whole) as { name: string; layers: unknown[] };
  const number = Number(/^save (\d+) x*$/.exec(name)?.[1]);
  const expected = `save ${number} `.length + (number % 7) * 9000;
  if (name.length !== expected || layers.length !== layerCount) throw new Error('the text is a mixture');
  return number;
}

/** The numbers on the disk; -1 for what is not there yet. @throws where a file is not whole */
async function onDisk({ state, file }: Place): Promise<{ saved: number; drafted: number }> {
  const saved = await readFile(file, 'utf8').then(numberIn, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return -1;
    throw error;
  });
  const names = await readdir(join(state, 'drafts')).catch(() => []);
  const draft = names.find((name) => name.endsWith('.json'));
  const drafted = draft ? JSON.parse(await readFile(join(state, 'drafts', draft), 'utf8')).text : null;
  return { saved, drafted: drafted === null ? -1 : numberIn(drafted) };
}

/** Lets a process save and kills it. Returns what was lost, in words; empty where nothing was. */
async function killOne(place: Place): Promise<string> {
  const child = fork(saver, [
    place.state,
    place.file,
    text,
    String(Math.max(place.saved, place.drafted) + 1),
  ]);
  const gone = once(child, 'exit');
  child.on('message', (message: { saved?: number; drafted?: number }) => {
    place.saved = message.saved ?? place.saved;
    place.drafted = message.drafted ?? place.drafted;
  });
  // Behind some draft or save, and then at any moment of the next ones.
  for (let passed = Math.floor(4 * Math.random()); passed >= 0; passed--)
    await Promise.race([once(child, 'message'), gone]);
  if (child.exitCode !== null) return `the process ended by itself with ${child.exitCode}`;
  await new Promise((resolve) => setTimeout(resolve, 60 * Math.random()));
  child.kill('SIGKILL');
  await gone;
  try {
    const found = await onDisk(place);
    const detail = { saved: place.saved, drafted: place.drafted };
    Object.assign(place, found);
    return found.saved < detail.saved || found.drafted < detail.drafted
      ? `told ${JSON.stringify(detail)}, found ${JSON.stringify(found)}`
      : '';
  } catch (error) {
    return String(error);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'convas-saving-'));
let left = Number(kills);
let saves = 0;
/** Kills that fell into a write: they leave its temporary file. */
let inside = 0;
const lost: string[] = [];
await Promise.all(
  Array.from({ length: Number(atOnce) }, async (_, at) => {
    const state = join(folder, String(at));
    await mkdir(state, { recursive: true });
    const place: Place = { state, file: join(state, 'net.convas'), saved: -1, drafted: -1 };
    while (left-- > 0) {
      const trouble = await killOne(place);
      const begun = await readdir(state, { recursive: true });
      if (begun.some((name) => name.endsWith('.tmp'))) inside++;
      if (trouble) lost.push(trouble);
    }
    saves += place.saved + 1;
    // A live writer removes what dead ones have left.
    const child = fork(saver, [state, place.file, text, String(place.drafted + 1)]);
    await once(child, 'message');
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const rest = (await readdir(state)).filter((name) => name.endsWith('.tmp'));
    if (rest.length > 1) lost.push(`temporary files stay: ${rest.join(', ')}`);
  }),
);
await rm(folder, { recursive: true });
console.log(JSON.stringify({ kills: Number(kills), atOnce: Number(atOnce), saves, inside, lost }));
