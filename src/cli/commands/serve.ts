import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { surviveErrors } from '../../engine/survive.ts';
import { text } from '../../text/language.ts';
import { message } from '../../text/message.ts';
import { type AddCommand, option, wholeNumber } from '../command.ts';
import { onInterrupt } from '../interrupt.ts';
import { CliError, oneLine } from '../output.ts';
import { createChosenHost } from '../remote/chosen-host.ts';
import { remoteAddress } from '../remote/client.ts';
import { readRemote } from '../remote/read-address.ts';
import { createEngineHost } from '../serve/engine-host.ts';
import { defaultPort, explainTaken, noteAddress, PortTakenError } from '../serve/port.ts';
import { startFace } from '../serve/server.ts';

/** Both beside this bundle: `dist/cli/engine-process.mjs` and `dist/renderer`. */
const entry = (): string => fileURLToPath(new URL('./engine-process.mjs', import.meta.url));
const page = (): string => fileURLToPath(new URL('../renderer', import.meta.url));

const maxPort = 65_535;

export const serveCommand: AddCommand = (program, run) => {
  const words = text.commands.serve;
  const command = program
    .command('serve')
    .addOption(option('--port', words.options.port).argParser(wholeNumber).default(defaultPort))
    .description(words.description);
  run(command, async ({ stdout, stderr, json, askedLanguage }, given) => {
    const { port } = given as { port: number };
    if (port > maxPort) throw new CliError(message('cli.port-too-large', { most: maxPort }), 2);
    if (!existsSync(join(page(), 'index.html'))) {
      throw new CliError(message('cli.page-not-built'));
    }
    const remote = remoteAddress();
    const notify = (detail: string): void => void stderr.write(`convas: ${detail}\n`);
    surviveErrors((error) => stderr.write(`convas: ${words.unexpected({ error: oneLine(error) })}\n`));
    const face = await startFace({
      page: { folder: page(), language: askedLanguage },
      port,
      engine: createChosenHost(
        createEngineHost(entry()),
        remote === null ? null : readRemote(remote),
        notify,
      ),
    }).catch(async (error: unknown) => {
      throw error instanceof PortTakenError ? new CliError(await explainTaken(port)) : error;
    });
    const forget = await noteAddress(face.port, face.url);
    stdout.write(json ? `${JSON.stringify({ url: face.url, port: face.port })}\n` : `${face.url}\n`);
    stderr.write(`convas: ${words.open}\n`);
    await new Promise<void>((resolve) => {
      const release = onInterrupt(() => {
        release();
        resolve();
      });
    });
    await face.close();
    await forget();
    return null;
  });
};
