// `node build/bench-speed.mjs`: `convas bench` beside Keras, PyTorch and TensorFlow.js's own `model.fit`, on this processor
// and, where it has AVX-512, once more on an emulated AVX2 one; keeps docs/speed.json and the README's tables. Takes about 20
// minutes each on two slow cores and wants an otherwise idle machine: CONVAS_PYTHON names the Python with TensorFlow and PyTorch.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orEnd } from './lib/end.mjs';
import { inRoot } from './lib/root.mjs';

const run = (script, ...args) =>
  execFileSync(process.execPath, [inRoot('build', script), ...args], {
    cwd: inRoot(),
    stdio: 'inherit',
  });
/** Rounds are short, and many: a disturbance then spoils few of them. */
const plan = ['--engines', 'compiled,tfjs', '--rounds', '9', '--max-rounds', '15', '--seconds', '0.6'];

await orEnd(async () => {
  if (!process.env.CONVAS_PYTHON) throw new Error('set CONVAS_PYTHON to a Python with tensorflow and torch');
  const folder = await mkdtemp(join(tmpdir(), 'convas-speed-'));
  const measure = (name, ...more) => {
    const out = join(folder, `${name}.json`);
    run('convas.mjs', 'bench', ...plan, ...more, '--out', out);
    run('speed-table.mjs', out);
    return JSON.parse(readFileSync(out, 'utf8'));
  };
  try {
    const measured = measure('own');
    if (measured.machine.instructionSet === 'AVX-512') measure('avx2', '--isa', 'avx2');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
