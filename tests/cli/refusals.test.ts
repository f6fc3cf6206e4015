import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { templates } from '../../templates/index.ts';
import { workshop, writeBars } from './harness.ts';

const { path, convas, json, refusal } = workshop();
const lenet = templates.find(({ id }) => id === 'lenet-5')!.text;

async function document(name: string, text: string): Promise<string> {
  await writeFile(path(name), text);
  return path(name);
}

interface Problems {
  problems: { severity: string; code: string; layer: string | null; message: string }[];
}

describe('a document that cannot be read', () => {
  it.each([
    ['cut short', lenet.slice(0, 700), /ends too early/],
    ['empty', '', /is empty/],
    ['of another kind', '{"modelTopology": {}}', /not a Convas document/],
    ['no JSON', 'PK\u0003\u0004', /another kind of file/],
    ['NaN in it', lenet.replace(/"version": \d+/, '"version": NaN'), /not valid JSON/],
    ['nested without end', '['.repeat(100_000), /is nested deeper/],
  ])('%s: one line that names it', async (_name, text, expected) => {
    const file = await document('bad.convas', text);
    const line = await refusal(['analyze', file]);
    expect(line).toContain(file);
    expect(line).toMatch(expected);
    expect(await refusal(['train', file, '--dataset', 'mnist-10k'])).toMatch(expected);
  });

  it('a folder, and nothing at all', async () => {
    expect(await refusal(['analyze', path()])).toMatch(/is a folder/);
    expect(await refusal(['analyze', path('none.convas')])).toMatch(/templates: lenet-5/);
  });
});

describe('what the operating system refuses', () => {
  it.skipIf(!existsSync('/dev/full'))('is told where results go to a full disk, and fails', () => {
    const args = [join(import.meta.dirname, '../../build/convas.mjs'), 'layers'];
    const full = openSync('/dev/full', 'w');
    const results = spawnSync(process.execPath, args, { stdio: ['ignore', full, 'pipe'] });
    expect(results.stderr.toString()).toBe(
      'convas: the result could not be written: the disk is full. Free some space, or choose another place.\n',
    );
    expect(results.status).toBe(1);
    const both = spawnSync(process.execPath, args, { stdio: ['ignore', full, full] });
    expect([both.status, both.signal]).toEqual([1, null]);
  });

  it('is told in words with the file and a way out', async () => {
    await symlink(path('loop.convas'), path('loop.convas'));
    const loop = await refusal(['analyze', path('loop.convas')]);
    expect(loop).toContain(`${path('loop.convas')} could not be read: it is a link that leads in a circle.`);
    await writeFile(path('plain'), '');
    for (const args of [
      ['analyze', path()],
      ['analyze', path('loop.convas')],
      ['analyze', path('plain', 'x.convas')],
      ['analyze', '/dev/zero'],
      ['analyze', 'x'.repeat(5000)],
      ['train', 'tiny-cnn', '--backend', 'cpu', '--dataset', path('loop.convas')],
      ['train', 'tiny-cnn', '--backend', 'cpu', '--dataset', path('plain', 'x.csv')],
    ]) {
      const line = await refusal(args);
      expect(line, args.join(' ')).not.toMatch(/\bE[A-Z]{3,}\b|undefined|\[object/);
      expect(line, args.join(' ')).toMatch(/: (it is|a part of|the name)|templates: |datasets by name/);
    }
  }, 120_000);

  it('prints names with control characters written out', async () => {
    const file = await document('evil\x1b[2J\u202e.convas', '{');
    const line = await refusal(['analyze', file]);
    expect(line).toContain('evil\\u001b[2J\\u202e.convas');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
  });
});

describe('a network that cannot be trained', () => {
  const withParams = (from: string, to: string): string => {
    expect(lenet).toContain(from);
    return lenet.replace(from, to);
  };

  it('huge parameters: analyzed as a problem, refused in words, at once', async () => {
    const file = await document('huge.convas', withParams('"filters": 6', '"filters": 1e15'));
    const { problems } = await json<Problems>(['analyze', file]);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
    expect(await refusal(['train', file])).toMatch(/C1/);
  });

  it('a parameter of the wrong type', async () => {
    const file = await document('type.convas', withParams('"filters": 6', '"filters": "six"'));
    const { problems } = await json<Problems>(['analyze', file]);
    expect(problems[0]).toMatchObject({ severity: 'error' });
    expect(await refusal(['train', file])).toMatch(/C1/);
  });
});

describe('data that is not there, or not what it should be', () => {
  const empty = () => ({ CONVAS_CACHE: path('no-cache'), CONVAS_OFFLINE: '1', CONVAS_BACKEND: 'cpu' });
  const train = ['train', 'lenet-5', '--backend', 'cpu', '--dataset'];

  it('no such dataset', async () => {
    expect(await refusal([...train, 'mnist-11k'], 1, empty())).toMatch(/no dataset "mnist-11k".*mnist-10k/);
  });

  it('is a problem of the analysis, with what can be used instead', async () => {
    const file = await document('gone.convas', lenet.replace('"mnist-10k"', '"/gone"'));
    const { problems } = await json<Problems & { problems: { repair: unknown }[] }>([
      'analyze',
      file,
      '--no-time',
    ]);
    expect(problems).toMatchObject([
      { severity: 'error', code: 'missing-data', layer: null, repair: { data: { dataset: 'mnist-10k' } } },
    ]);
    expect(problems[0]!.message).toMatch(/no dataset "\/gone", and there is nothing at that path/);
    const { stdout, stderr, status } = await convas(['analyze', file, '--no-time']);
    expect(stdout).toMatch(/error: .*no dataset "\/gone".*\n {2}repair: Use MNIST/);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('nothing on this machine and no network', async () => {
    expect(await refusal([...train, 'mnist'], 1, empty())).toMatch(/train-images.*CONVAS_DATA/);
  });

  it('a wrong hash, a truncated file: the file is named', async () => {
    const data = path('data');
    await mkdir(`${data}/mnist`, { recursive: true });
    const file = `${data}/mnist/train-images-idx3-ubyte.gz`;
    const packed = gzipSync(Buffer.alloc(5000));
    await writeFile(file, packed);
    const line = await refusal([...train, 'mnist'], 1, { ...empty(), CONVAS_DATA: data });
    expect(line).toContain(file);
    expect(line).toContain('sha256');
    await writeFile(file, packed.subarray(0, 10));
    expect(await refusal([...train, 'mnist'], 1, { ...empty(), CONVAS_DATA: data })).toMatch(
      /ends too early/,
    );
  });
});

describe('a training that cannot begin, or ends badly', () => {
  let bars = '';
  beforeAll(async () => {
    bars = await writeBars(path('bars-to-refuse'), 100);
  });

  it.each([
    ['a batch larger than the data', ['--batch-size', '500'], /batch size is 500, but there are 72 examples/],
    ['an empty validation split', ['--validation-split', '0.001'], /validation split .* is empty. Raise it/],
    [
      'a learning rate of 1e9',
      ['--batch-size', '9', '--learning-rate', '1e9'],
      /diverged: .*smaller learning/,
    ],
  ])('%s', async (_name, options, expected) => {
    expect(await refusal(['train', 'tiny-cnn', '--dataset', bars, '--epochs', '2', ...options])).toMatch(
      expected,
    );
  });
});

/** Root may write where others may not, so only a mount is really read-only for it. */
const mayMount = (() => {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
})();

describe('a place that cannot be written', () => {
  let bars = '';
  beforeAll(async () => {
    bars = await writeBars(path('bars'), 100);
  });
  const train = (out: string) => [...['train', 'tiny-cnn', '--dataset', bars, '--epochs', '1', '--out', out]];

  it('a file where a folder is needed', async () => {
    await writeFile(path('file'), '');
    expect(await refusal(train(path('file', 'run')))).toMatch(/file stands where a folder/);
  });

  it.skipIf(process.getuid?.() === 0)(
    'a folder without the right to write (root has it always)',
    async () => {
      await mkdir(path('locked'));
      await chmod(path('locked'), 0o500);
      expect(await refusal(train(path('locked', 'run')))).toMatch(/no permission to write/);
    },
  );

  describe.skipIf(!mayMount)('a mounted disk (needs root and the right to mount)', () => {
    const mounted = async (name: string, options: string): Promise<void> => {
      await mkdir(path(name));
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path(name)]);
      onTestFinished(() => void execFileSync('umount', [path(name)]));
    };

    it('read-only', async () => {
      await mounted('locked-disk', 'ro');
      expect(await refusal(train(path('locked-disk', 'run')))).toMatch(/locked-disk.*read-only/);
    });

    it('full: training tells it, an export leaves what was there', async () => {
      await mounted('full', 'size=64k');
      await writeFile(path('full', 'keep.png'), 'old');
      await writeFile(path('full', 'filler'), Buffer.alloc(56_000));
      expect(await refusal(train(path('full', 'run')))).toMatch(/disk is full/);
      await json([...train(path('run'))]);
      const inspect = ['inspect', path('run'), '--layer', 'Conv1', '--view', 'filters'];
      const export_ = ['export', path('run'), '--format', 'tfjs', '--out', path('full', 'model')];
      expect(await refusal(export_)).toMatch(/disk is full/);
      expect(await refusal([...inspect, '--out', path('none', 'a.png')])).toMatch(/folder does not exist/);
      expect(await readFile(path('full', 'keep.png'), 'utf8')).toBe('old');
      expect((await readdir(path('full'))).filter((name) => /part|model/.test(name))).toEqual([]);
    }, 180_000);
  });
});
