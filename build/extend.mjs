// `npm run test:extend`: what it costs to add a member to Convas, by doing it. On a copy of the working tree each
// extension in build/extend adds its one new file and its registry lines; then the compiler or a test must name every
// other place, before those are written too; then everything compiles and the tests named there pass. Prints the files
// and lines, which CONTRIBUTING.md quotes.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { command } from './extend/command.mjs';
import { dataset } from './extend/dataset.mjs';
import { format } from './extend/format.mjs';
import { kind } from './extend/kind.mjs';
import { language } from './extend/language.mjs';
import { view } from './extend/view.mjs';
import { print } from './lib/printable.mjs';
import { inRoot } from './lib/root.mjs';

const extensions = [kind, view, dataset, format, command, language];

/** Production files besides the new one that a person has to know of. */
const most = 2;

const run = (program, args, cwd) => {
  const { status, stdout, stderr } = spawnSync(inRoot('node_modules', '.bin', program), args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return { ok: status === 0, output: `${stdout}${stderr}` };
};

/** Every file that git knows or would add, inside the tree, where the packages are found. */
function copyTree() {
  const copy = inRoot('.tsbuild', 'extend');
  rmSync(copy, { recursive: true, force: true });
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: inRoot(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of stdout.split('\0').filter((name) => name && existsSync(inRoot(name)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(inRoot(path), join(copy, path));
  }
  // What the compiler knows of the files already: it looks at those that change.
  for (const name of readdirSync(inRoot('.tsbuild')))
    if (name !== 'extend')
      cpSync(inRoot('.tsbuild', name), join(copy, '.tsbuild', name), { recursive: true });
  return copy;
}

/** Puts text before or after the one line that reads so. */
function edit(copy, { path, before, after, insert }) {
  const file = join(copy, path);
  const text = readFileSync(file, 'utf8');
  const anchor = before ?? after;
  const at = text.indexOf(anchor);
  if (at < 0 || text.indexOf(anchor, at + 1) >= 0)
    throw new Error(`${path} should have exactly one place that reads ${JSON.stringify(anchor)}`);
  const to = before === undefined ? at + anchor.length : at;
  writeFileSync(file, text.slice(0, to) + insert + text.slice(to));
}

function add(copy, { path, text, copyOf, replace = [] }) {
  if (copyOf) cpSync(join(copy, copyOf), join(copy, path), { recursive: true });
  else {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  for (const [file, from, to] of replace) {
    const target = join(copy, path, file);
    writeFileSync(target, readFileSync(target, 'utf8').replaceAll(from, to));
  }
}

/** Runs test files of two projects, which cannot run in one go; of the numbers of other libraries those of the new kind. */
function test(copy, paths) {
  const golden = paths.filter((path) => path.startsWith('tests/golden/'));
  const unit = paths.filter((path) => !golden.includes(path));
  const named = ['-t', 'thresholdedRelu|another library'];
  const runs = [
    unit.length > 0 && run('vitest', ['run', '--project', 'unit', ...new Set(unit)], copy),
    golden.length > 0 &&
      run('vitest', ['run', '--project', 'conformance', ...new Set(golden), ...named], copy),
  ].filter(Boolean);
  return { ok: runs.every(({ ok }) => ok), output: runs.map(({ output }) => output).join('\n') };
}

const linesOf = (edits) => edits.reduce((sum, { insert }) => sum + insert.trimEnd().split('\n').length, 0);
const filesOf = (edits) => [...new Set(edits.map(({ path }) => path))];

const copy = copyTree();
let failed = 0;
const complain = (words, output) => {
  failed++;
  print(words);
  if (output) console.log(output.split('\n').slice(-60).join('\n'));
};

try {
  for (const { file, registry } of extensions) {
    add(copy, file);
    for (const each of registry) edit(copy, each);
  }
  const first = run('tsc', ['-b'], copy);
  for (const { name, compiler } of extensions)
    for (const pattern of compiler)
      if (!pattern.test(first.output))
        complain(`${name}: the compiler should ask for the rest (${pattern}).`, first.output);

  for (const { rest } of extensions) for (const each of rest) edit(copy, each);
  const second = run('tsc', ['-b'], copy);
  if (!second.ok) complain('With its texts and tables everything should compile.', second.output);

  const asking = extensions.flatMap(({ asks = [] }) => asks);
  const unanswered = test(
    copy,
    asking.map(({ test: path }) => path),
  );
  for (const { test: path, pattern } of asking)
    if (!pattern.test(unanswered.output)) complain(`${path} should ask for ${pattern}.`, unanswered.output);

  for (const { tests = [] } of extensions)
    for (const { path, text, ...change } of tests)
      if (text === undefined) edit(copy, { path, ...change });
      else add(copy, { path, text });
  const last = test(copy, [
    ...asking.map(({ test: path }) => path),
    ...extensions.flatMap(({ proves }) => proves),
  ]);
  if (!last.ok) complain('With its tests everything should pass.', last.output);

  console.log(`${'adding a'.padEnd(16)}${'new file'.padEnd(48)}${'lines'.padStart(6)}  known places`);
  for (const { name, file, registry, rest, known } of extensions) {
    const places = filesOf([...registry, ...rest]).filter((path) => known.includes(path));
    const reported = filesOf([...registry, ...rest]).filter((path) => !known.includes(path));
    if (places.length > most) complain(`${name} takes ${places.length} production files besides its own.`);
    const lines = file.text ? file.text.trimEnd().split('\n').length : 0;
    const detail = reported.length > 0 ? `; the compiler names ${reported.join(', ')}` : '';
    console.log(
      `${name.padEnd(16)}${file.path.padEnd(48)}${String(lines || '').padStart(6)}  ` +
        `${places.join(', ')} (${linesOf([...registry, ...rest])} lines)${detail}`,
    );
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exit(failed > 0 ? 1 : 0);
