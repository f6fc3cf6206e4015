import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ConvasDocument } from '../document/schema.ts';
import type { EngineClient } from '../protocol/client.ts';
import type { DatasetInfo } from '../protocol/data.ts';
import { text } from '../text/language.ts';
import { sentence } from '../text/message.ts';
import type { Bar } from './progress.ts';
import { remoteAddress } from './remote/client.ts';
import { sendData } from './remote/send-data.ts';

/** What is sent to an engine on another machine: a path of this one that is no name of a dataset. Null for all else. */
async function toBeSent(client: EngineClient, dataset: string): Promise<string | null> {
  if (remoteAddress() === null) return null;
  const { datasets } = await client.call('datasets.list', {});
  if (datasets.some(({ id }) => id === dataset)) return null;
  const place = resolve(dataset);
  return stat(place).then(
    () => place,
    () => null,
  );
}

/**
 * Makes a dataset ready at the engine. Files of this machine are sent to one on another machine, what that lacks of them; a
 * path that is not here is one of that machine.
 * @returns what it is, and what the engine calls it
 */
export async function prepareData(
  client: EngineClient,
  dataset: string,
  bar: Pick<Bar, 'update'>,
): Promise<{ readonly dataset: string; readonly info: DatasetInfo }> {
  const place = await toBeSent(client, dataset);
  const known =
    place === null
      ? dataset
      : await sendData(client, place, (done, total) => bar.update(text.cli.output.sendingData, done, total));
  const info = await client.call('datasets.prepare', { dataset: known }, ({ phase, done, total }) =>
    bar.update(sentence(phase), done, total),
  );
  return { dataset: known, info };
}

/** The document with its data ready at the engine, under what the engine calls them. */
export async function withPreparedData(
  client: EngineClient,
  document: ConvasDocument,
  bar: Pick<Bar, 'update'>,
): Promise<ConvasDocument> {
  const { dataset } = await prepareData(client, document.data!.dataset, bar);
  return { ...document, data: { ...document.data!, dataset } };
}
