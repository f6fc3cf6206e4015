import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convasHome } from '../../engine/runs/home.ts';
import { surviveErrors } from '../../engine/survive.ts';
import { writeAddress } from '../../remote/address.ts';
import { text } from '../../text/language.ts';
import { message } from '../../text/message.ts';
import { type AddCommand, option } from '../command.ts';
import { onInterrupt } from '../interrupt.ts';
import { CliError, oneLine } from '../output.ts';
import { identityIn } from '../remote/identity.ts';
import { listen } from '../remote/listen.ts';
import { readPlace } from '../remote/read-address.ts';
import { createEngineHost, type EngineHost } from '../serve/engine-host.ts';

const entry = (): string => fileURLToPath(new URL('./engine-process.mjs', import.meta.url));

const wellNamed = /^[\w-]{1,40}$/;

/** Addresses of all networks are none that another machine can name. */
const reachable = (host: string, named: string | undefined): string =>
  named ?? (['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host);

export const engineCommand: AddCommand = (program, run) => {
  const words = text.commands.engine;
  const command = program
    .command('engine')
    .addOption(option('--listen', words.options.listen).default('127.0.0.1:8766'))
    .addOption(option('--people', words.options.people))
    .addOption(option('--name', words.options.name))
    .description(words.description)
    .addHelpText('after', `\n${words.after}`);
  run(command, async ({ stdout, stderr, json }, given) => {
    const options = given as { listen: string; people?: string; name?: string };
    const { host, port } = readPlace(options.listen);
    const people = options.people?.split(',').map((person) => person.trim()) ?? [''];
    const wrong = people.find((person) => options.people !== undefined && !wellNamed.test(person));
    if (wrong !== undefined) throw new CliError(message('cli.person-wrong', { given: wrong }), 2);
    surviveErrors((error) =>
      stderr.write(`convas: ${text.commands.serve.unexpected({ error: oneLine(error) })}\n`),
    );
    const home = convasHome();
    const identity = await identityIn(join(home, 'remote'), people);
    const engines = new Map<string, EngineHost>();
    const engineOf = (person: string): EngineHost => {
      const own = person === '' ? {} : { CONVAS_HOME: join(home, 'people', person) };
      const known = engines.get(person) ?? createEngineHost(entry(), own);
      engines.set(person, known);
      return known;
    };
    const listening = await listen({ host, port, identity, engineOf });
    const addresses = [...identity.tokens].map(([person, token]) => ({
      person,
      address: writeAddress({
        host: reachable(host, options.name),
        port: listening.port,
        token,
        fingerprint: identity.fingerprint,
      }),
    }));
    if (json) stdout.write(`${JSON.stringify({ host, port: listening.port, addresses })}\n`);
    else
      for (const { person, address } of addresses)
        stdout.write(person === '' ? `${address}\n` : `${person}  ${address}\n`);
    stderr.write(`convas: ${words.listening({ host, port: listening.port })}\n`);
    await new Promise<void>((resolve) => {
      const release = onInterrupt(() => {
        release();
        resolve();
      });
    });
    await listening.close();
    for (const engine of engines.values()) await engine.stop();
    return null;
  });
};
