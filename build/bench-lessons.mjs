// node build/bench-lessons.mjs [LESSON...]: trains what the lessons ask for, as a student does who follows them, and keeps
// in docs/lessons.json what comes of it. A test applies the lessons' checks to that.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);
const node = (...args) => run(process.execPath, args, { maxBuffer: 2 ** 26 });
const digits = (value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value);

await ensureNative();
await ensureBuilt(['cli', 'feeding']);
await asModules(['tests/bench/lessons.ts'], 'bench');

const kept = inRoot('docs', 'lessons.json');
const before = JSON.parse(await readFile(kept, 'utf8').catch(() => '{"trainings":[]}'));
const only = process.argv.slice(2);
const asked = JSON.parse((await node(join(dist, 'bench', 'lessons.mjs'))).stdout);
const home = await mkdtemp(join(tmpdir(), 'convas-lessons-'));
const trainings = [];
try {
  for (const { lesson, step, epochs, document } of asked) {
    const earlier = before.trainings.find((each) => each.lesson === lesson && each.step === step);
    if (only.length > 0 && !only.includes(lesson)) {
      if (earlier) trainings.push(earlier);
      continue;
    }
    const file = join(home, `${lesson}-${step}.convas`);
    await writeFile(file, document);
    const { data } = JSON.parse(document);
    const { stdout } = await node(
      'build/convas.mjs',
      'train',
      file,
      '--dataset',
      data.dataset,
      '--out',
      join(home, `${lesson}-${step}`),
      '--json',
    );
    const result = JSON.parse(stdout);
    const scores = ({ loss, accuracy, valLoss = null, valAccuracy = null }) =>
      Object.fromEntries(
        Object.entries({ loss, accuracy, valLoss, valAccuracy }).map(([name, value]) => [
          name,
          digits(value),
        ]),
      );
    const { loss, accuracy } = result.test ?? {};
    trainings.push({
      lesson,
      step,
      asked: epochs,
      seconds: digits(result.seconds),
      epochs: result.epochs.map(scores),
      test: result.test ? { loss: digits(loss), accuracy: digits(accuracy) } : null,
    });
    console.error(`${lesson}, step ${step + 1}: ${result.epochs.length} epochs, ${accuracy}`);
  }
} finally {
  await rm(home, { recursive: true, force: true });
}
const machine = { cpu: cpus()[0].model, cores: cpus().length };
await writeFile(kept, `${JSON.stringify({ machine, trainings }, null, 2)}\n`);
