// node build/bench-imports.mjs [NAMES]: architectures of torchvision and timm with random weights, exported by both exporters of
// torch.onnx, imported and compared with what PyTorch puts out. Keeps docs/exports.json. Python with torch, torchvision, timm and
// onnxscript: CONVAS_PYTHON, otherwise python3.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);
const [names = ''] = process.argv.slice(2);
await ensureNative();
await asModules(['tests/bench/imports.ts'], 'bench');
const folder = await mkdtemp(join(tmpdir(), 'convas-imports-'));
try {
  const script = inRoot('tests', 'bench', 'torch_models.py');
  const python = process.env.CONVAS_PYTHON || 'python3';
  for (const name of names === '' ? [''] : names.split(','))
    await run(python, [script, folder, ...(name === '' ? [] : [name])], { maxBuffer: 1e8 });
  const { stdout } = await run(process.execPath, [join(dist, 'bench', 'imports.mjs'), folder], {
    maxBuffer: 1e8,
  });
  const found = JSON.parse(stdout.trim().split('\n').at(-1));
  console.log(found);
  const kept = inRoot('docs', 'exports.json');
  const before = JSON.parse(await readFile(kept, 'utf8').catch(() => '{}'));
  const imports = { ...before.imports, ...found };
  await writeFile(kept, `${JSON.stringify({ ...before, imports }, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
