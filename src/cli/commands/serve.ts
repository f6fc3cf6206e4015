import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { surviveErrors } from '../../engine/survive.ts';
import { type AddCommand, wholeNumber } from '../command.ts';
import { onInterrupt } from '../interrupt.ts';
import { CliError, oneLine } from '../output.ts';
import { createEngineHost } from '../serve/engine-host.ts';
import { defaultPort, explainTaken, noteAddress, PortTakenError } from '../serve/port.ts';
import { startFace } from '../serve/server.ts';

/** Both beside this bundle: `dist/cli/engine-process.mjs` and `dist/renderer`. */
const entry = (): string => fileURLToPath(new URL('./engine-process.mjs', import.meta.url));
const page = (): string => fileURLToPath(new URL('../renderer', import.meta.url));

export const serveCommand: AddCommand = (program, run) => {
  const command = program
    .command('serve')
    .option('--port <n>', 'the port on 127.0.0.1; 0 takes a free one', wholeNumber, defaultPort)
    .description('serve the app as a page for a browser of this machine');
  run(command, async ({ stdout, stderr, json }, given) => {
    const { port } = given as { port: number };
    if (port > 65_535) throw new CliError('a port is at most 65535', 2);
    if (!existsSync(join(page(), 'index.html'))) {
      throw new CliError('the page is not built: run `npm run build`');
    }
    surviveErrors((error) => stderr.write(`convas: an unexpected error: ${oneLine(error)}\n`));
    const face = await startFace({ folder: page(), port, engine: createEngineHost(entry()) }).catch(
      async (error: unknown) => {
        throw error instanceof PortTakenError ? new CliError(await explainTaken(port)) : error;
      },
    );
    const forget = await noteAddress(face.port, face.url);
    stdout.write(json ? `${JSON.stringify({ url: face.url, port: face.port })}\n` : `${face.url}\n`);
    stderr.write('convas: open this address in a browser of this machine; Ctrl-C ends it\n');
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
