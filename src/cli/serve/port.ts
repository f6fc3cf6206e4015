import { mkdir, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { convasHome } from '../../engine/runs/home.ts';
import { writeAtomic } from '../../files/atomic.ts';
import { processState, thisProcess } from '../../files/process.ts';
import { readText } from '../../files/read.ts';
import { type Message, message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { serverName } from './static.ts';

/**
 * Where the page is served by default: always the same, for a browser keeps drafts, layout and recent
 * files per address. CONVA on a telephone's keys; IANA has assigned nothing from 26490 to 26999, and no system takes
 * its short-lived ports from there.
 */
export const defaultPort = 26682;

/** The port is in use. */
export class PortTakenError extends TextError {
  override readonly name = 'PortTakenError';
  readonly port: number;
  constructor(port: number) {
    super(message('cli.port-taken', { port }));
    this.port = port;
  }
}

const noteSchema = z.object({
  pid: z.int(),
  mark: z.string().nullable(),
  place: z.string(),
  url: z.string(),
  /** ISO 8601. */
  since: z.string(),
});
type Note = z.output<typeof noteSchema>;

const noteFile = (port: number): string => join(convasHome(), 'serving', `${port}.json`);

async function readNote(port: number): Promise<Note | null> {
  try {
    return noteSchema.parse(JSON.parse(await readText(noteFile(port))));
  } catch {
    return null;
  }
}

/**
 * Leaves a note of the address, token and all, that only this user can read: who starts another server is given it.
 * @returns the function that takes it away
 */
export async function noteAddress(port: number, url: string): Promise<() => Promise<void>> {
  const note: Note = { ...thisProcess(), url, since: new Date().toISOString() };
  const file = noteFile(port);
  try {
    await mkdir(join(convasHome(), 'serving'), { recursive: true });
    await writeAtomic(file, JSON.stringify(note), { mode: 0o600 });
  } catch {
    // A home that cannot be written to keeps no one from the page.
  }
  return async () => {
    if ((await readNote(port))?.pid === process.pid) await rm(file, { force: true }).catch(() => {});
  };
}

/** Milliseconds that whoever has the port is given to answer. */
const patience = 2000;

/** Whether a Convas answers on a port of this machine. */
const isConvas = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    // From beginning to end: what answers a byte a second would be waited for otherwise.
    const signal = AbortSignal.timeout(patience);
    const request = get({ host: '127.0.0.1', port, path: '/', signal }, (response) => {
      response.destroy();
      resolve(response.headers['server'] === serverName);
    });
    request.on('error', () => resolve(false));
  });

/** Why a port is in use, and the ways out, in sentences. */
export async function explainTaken(port: number): Promise<Message> {
  if (!(await isConvas(port))) return message('cli.port-of-another-program', { port });
  const note = await readNote(port);
  if (!note || processState(note) === 'ended') return message('cli.port-of-another-user', { port });
  const { pid, url, since } = note;
  return message('cli.port-served', { port, pid, since: since.slice(0, 16).replace('T', ' '), url });
}
