// Keeps what `convas bench` measured: `node build/speed-table.mjs [RESULT.json...]` takes results up into docs/speed.json,
// each in the place of earlier ones of the same machine, and writes the README's tables from it.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { orEnd } from './lib/end.mjs';
import { inRoot } from './lib/root.mjs';
import { withBenchmark, withTables } from './lib/speed-table.mjs';

const [docs, readme] = [inRoot('docs', 'speed.json'), inRoot('README.md')];
const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'));

await orEnd(async () => {
  let results = await readJson(docs);
  for (const file of process.argv.slice(2)) {
    const { file: _kept, ...benchmark } = await readJson(file);
    results = withBenchmark(results, benchmark);
  }
  await writeFile(docs, `${JSON.stringify(results, null, 2)}\n`);
  // As the linter wants it.
  execFileSync(inRoot('node_modules', '.bin', 'biome'), ['format', '--write', docs], { stdio: 'ignore' });
  await writeFile(readme, withTables(await readFile(readme, 'utf8'), results));
});
