import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type EngineClient, EngineError } from '../protocol/client.ts';
import type { ExportedFile, ExportSource, FormatSummary, Verification } from '../protocol/export.ts';
import { language, text } from '../text/language.ts';
import { message } from '../text/message.ts';
import type { Context } from './command.ts';
import { onInterrupt } from './interrupt.ts';
import { CliError } from './output.ts';
import { progressBar } from './progress.ts';
import { writeFolder, writeWhole } from './write.ts';

interface Export {
  readonly source: ExportSource;
  readonly format: FormatSummary;
  readonly options?: Record<string, string | number | boolean | null>;
  readonly verify?: boolean;
  /** A file for formats of one file, else a folder. */
  readonly out: string;
}

/** Bytes of a written export's file, piece by piece. */
async function* chunksOf(client: EngineClient, id: string, { path }: ExportedFile) {
  for (let offset = 0; ; ) {
    const { bytes } = await client.call('export.read', { export: id, path, offset });
    if (bytes.length === 0) return;
    yield bytes;
    offset += bytes.length;
  }
}

/** A device or a pipe takes bytes, never a folder. */
const isStream = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );

/** Whether a path is for the main file alone: a table's always, a model's where it ends as such files do. */
const namesFile = async ({ source, extensions }: FormatSummary, out: string): Promise<boolean> =>
  source === 'history' ||
  extensions.some((extension) => out.toLowerCase().endsWith(extension)) ||
  (await isStream(out));

/** What comes beside a file that was named is named by nobody. @throws CliError where such a file is there already */
async function refuseOverwriting(folder: string, files: readonly ExportedFile[]): Promise<void> {
  for (const { path } of files) {
    const there = await stat(join(folder, path)).catch(() => null);
    if (there) throw new CliError(message('cli.file-beside', { file: join(folder, path) }));
  }
}

async function writeExported(
  client: EngineClient,
  { format, out }: Export,
  id: string,
  files: readonly ExportedFile[],
): Promise<readonly string[]> {
  const [main, ...others] = files.filter(({ companion }) => !companion);
  const stored = (of: readonly ExportedFile[]) =>
    of.map((file) => ({ name: file.path, bytes: chunksOf(client, id, file) }));
  if (main && format.extensions.length > 0 && (await namesFile(format, out))) {
    const beside = (await isStream(out)) ? [] : others;
    await refuseOverwriting(dirname(out), beside);
    await writeWhole(out, chunksOf(client, id, main));
    return [out, ...(beside.length > 0 ? await writeFolder(dirname(out), stored(beside)) : [])];
  }
  return writeFolder(out, stored(files));
}

/**
 * Exports through the engine into `out`, with a progress bar; Ctrl-C cancels, and nothing is left.
 * @throws CliError, EngineError
 */
export async function exportTo(
  client: EngineClient,
  { stderr }: Context,
  asked: Export,
): Promise<{ readonly files: readonly string[]; readonly verified: readonly Verification[] | null }> {
  const bar = progressBar(stderr);
  const { source, format, options = {}, verify = false } = asked;
  const words = text.commands.export;
  const params = { source, format: format.id, options, verify, language: language() };
  const pending = client.call('export.write', params, ({ phase, done, total }) => {
    // A small export is done before anybody could read its progress.
    if (phase === 'verifying') bar.update(words.verifying, 0, 0);
    else if (total > 2 ** 24) bar.update(words.writing, done, total);
  });
  const settle = onInterrupt(() => pending.cancel());
  try {
    const { export: id, files, verified } = await pending;
    try {
      return { files: await writeExported(client, asked, id, files), verified };
    } finally {
      await client.call('export.close', { export: id });
    }
  } finally {
    settle();
    bar.end();
  }
}

/** @throws EngineError `invalid` where there is none of that name */
export async function formatNamed(
  client: EngineClient,
  id: string,
  among: (format: FormatSummary) => boolean = () => true,
): Promise<FormatSummary> {
  const formats = (await client.call('export.formats', {})).formats.filter(among);
  const format = formats.find((known) => known.id === id);
  if (format) return format;
  throw new EngineError(
    'invalid',
    message('interchange.no-format', { format: id, known: formats.map((known) => known.id) }),
  );
}
