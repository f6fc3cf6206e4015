import { readImage } from '../datasets/decoders/image.ts';
import { datasetInfo } from '../datasets/registry.ts';
import { resized } from '../datasets/resize.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { analyze } from '../network/analyze.ts';
import type { EngineClient } from '../protocol/client.ts';
import type { Image } from '../protocol/data.ts';
import { message } from '../text/message.ts';
import { documentFrom } from './document.ts';

async function documentOf(client: EngineClient, run: string): Promise<ConvasDocument> {
  const stored = (await client.call('runs.get', { run })).document;
  return documentFrom(stored, message('cli.run-document', { run }));
}

/** What a run's network takes, without the batch. */
export async function inputShapeOf(client: EngineClient, run: string): Promise<readonly number[]> {
  return analyze(await documentOf(client, run), null).layers[0]?.outputShape ?? [];
}

/** Height and width of the images that a run was trained on; where its data is gone, of the network's input. */
async function trainedOn(client: EngineClient, run: string): Promise<readonly number[] | undefined> {
  const document = await documentOf(client, run);
  const info = document.data && (await datasetInfo(document.data.dataset).catch(() => null));
  const shape = info?.sampleShape ?? analyze(document, null).layers[0]?.outputShape;
  return shape?.slice(0, 2);
}

/**
 * Reads image files as a run's network can take them: of the size of its training images, and inverted if asked.
 * @throws EngineError, FileError with the file's name
 */
export async function readImageFor(
  client: EngineClient,
  run: string,
  invert: boolean,
): Promise<(file: string) => Promise<Image>> {
  const size = await trainedOn(client, run);
  return async (file) => {
    const decoded = await readImage(file, (image) => image);
    const [height = decoded.height, width = decoded.width] = size ?? [];
    const image = resized(decoded, height, width);
    return invert ? { ...image, data: image.data.map((value) => 255 - value) } : image;
  };
}
