import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { chainDocument } from '../../engine/documents.ts';
import { tinyNetwork, writeStripes } from '../../engine/tiny.ts';
import { openEngine } from './open-engine.ts';

/*
 * `many-runs.mjs HOME RUNS`: fills a home folder with as many runs: copies of a short one, each with an id of its own.
 */

const [, , home = '', runs = '1000'] = process.argv;
const own = await openEngine('native');
const data = await writeStripes(join(own.folder, 'stripes'));
const ended = new Promise<void>((resolve) => {
  own.client.on('train.state', ({ state }) => state === 'finished' && resolve());
});
const document = chainDocument(tinyNetwork, { batchSize: 16, validationSplit: 0, seed: 1, epochs: 3 }, data);
const { run } = await own.client.call('train.start', { document: serializeDocument(document), resume: null });
await ended;
for (let at = 0; at < Number(runs); at++) {
  const id = `${run}-${at}`;
  const folder = join(home, 'runs', id);
  await cp(join(own.folder, 'runs', run), folder, { recursive: true });
  const record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
  await writeFile(join(folder, 'run.json'), JSON.stringify({ ...record, run: id }));
}
await own.close();
process.exit(0);
