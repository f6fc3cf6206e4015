import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeFolder } from '../../engine/runs/files.ts';
import { writeNew } from '../../files/atomic.ts';
import { codeOf } from '../../files/errors.ts';
import { readText } from '../../files/read.ts';
import { message } from '../../text/message.ts';
import { CliError } from '../output.ts';
import { belongTogether, type Certificate, fingerprintOf, makeCertificate } from './certificate.ts';

/** Readable by its owner alone. */
const secret = 0o600;

/** The text of a file that is made once, whoever comes first. */
async function readOrCreate(path: string, make: () => string): Promise<string> {
  try {
    return await readText(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  try {
    await writeNew(path, make(), secret);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  return readText(path);
}

export interface Identity extends Certificate {
  readonly fingerprint: string;
  /** By person: what each shows that they may use the engine. */
  readonly tokens: ReadonlyMap<string, string>;
}

/**
 * What an engine that listens is known by: a certificate and a token for each person, made at the first start and kept.
 * @param folder where they are, readable by this user alone
 * @param people names; the empty one is who has no name
 */
export async function identityIn(folder: string, people: readonly string[]): Promise<Identity> {
  await makeFolder(folder);
  const pair = await readOrCreate(
    join(folder, 'certificate.json'),
    () => `${JSON.stringify(makeCertificate())}\n`,
  );
  let own: Certificate;
  try {
    own = JSON.parse(pair);
    if (!belongTogether(own)) throw new Error('another key');
  } catch {
    throw new CliError(message('cli.certificate-damaged', { file: join(folder, 'certificate.json') }));
  }
  const tokens = new Map<string, string>();
  for (const person of people) {
    const file = join(folder, person === '' ? 'token' : `token-${person}`);
    const token = (await readOrCreate(file, () => `${randomBytes(32).toString('base64url')}\n`)).trim();
    if (!/^[\w-]{20,100}$/.test(token)) throw new CliError(message('cli.token-damaged', { file }));
    tokens.set(person, token);
  }
  return { ...own, fingerprint: fingerprintOf(own.certificate), tokens };
}
