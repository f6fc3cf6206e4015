import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Documents } from './documents.ts';
import { requests } from './requests.ts';
import { inWords } from './words.ts';

let folder: string;
let documents: Documents;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas documents ü '));
  await mkdir(join(folder, 'state'));
  documents = new Documents(join(folder, 'state'), join(folder, 'shared'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);

describe('Documents', () => {
  it('opens, saves and remembers a file, and gives no path away', async () => {
    await writeFile(at('net.convas'), '{"a":1}');
    const opened = await documents.open(at('net.convas'));
    expect(opened).toMatchObject({ name: 'net.convas', text: '{"a":1}' });
    expect(opened.handle).not.toContain('net');
    expect(await documents.save(opened.handle, '{"a":2}', opened.version)).toMatchObject({ saved: true });
    expect(await readFile(at('net.convas'), 'utf8')).toBe('{"a":2}');
    const again = await new Documents(at('state'), at('shared')).recent();
    expect(again.map(({ name }) => name)).toEqual(['net.convas']);
    expect(JSON.stringify(again)).not.toContain(at('net.convas'));
  });

  it('puts the latest first, once', async () => {
    for (const name of ['a', 'b', 'a']) {
      await writeFile(at(`${name}.convas`), name);
      await documents.open(at(`${name}.convas`));
    }
    expect((await documents.recent()).map(({ name }) => name)).toEqual(['a.convas', 'b.convas']);
  });

  it('refuses in words what is not a document', async () => {
    await writeFile(at('photo.convas'), new Uint8Array([0xff, 0xd8, 0xff, 0xe0]));
    await expect(documents.open(at('photo.convas'))).rejects.toThrow('photo.convas is not UTF-8 text');
    await expect(documents.open(at('state'))).rejects.toThrow(
      'state could not be opened: it is a folder, not a file. Open another file.',
    );
    await expect(documents.open(at('gone.convas'))).rejects.toThrow(/could not be opened: it does not exist/);
    await expect(documents.save('no-such-handle', '', null)).rejects.toThrow('no longer known');
  });

  it('says that the folder has gone when saving, and how to go on', async () => {
    await mkdir(at('sub'));
    await writeFile(at('sub', 'net.convas'), 'x');
    const { handle, version } = await documents.open(at('sub', 'net.convas'));
    await rm(at('sub'), { recursive: true });
    await expect(documents.save(handle, 'y', version)).rejects.toThrow(
      'net.convas could not be saved: its folder does not exist. Use Save as to save it somewhere else.',
    );
  });

  it('writes over nothing that it has not read', async () => {
    await writeFile(at('net.convas'), 'mine');
    const { handle, version } = await documents.open(at('net.convas'));
    await writeFile(at('net.convas'), 'theirs');
    expect(await documents.save(handle, 'edited', version)).toEqual({ saved: false, because: 'changed' });
    expect(await readFile(at('net.convas'), 'utf8')).toBe('theirs');
    await rm(at('net.convas'));
    expect(await documents.save(handle, 'edited', version)).toEqual({ saved: false, because: 'missing' });
    expect((await readdir(folder)).sort()).toEqual(['shared', 'state']);
    // Where the person says so, it is written whatever is there.
    const saved = await documents.save(handle, 'edited', null);
    expect(saved).toMatchObject({ saved: true });
    if (!saved.saved) throw new Error('not saved');
    expect(await documents.save(handle, 'again', saved.version)).toMatchObject({ saved: true });
  });

  it('takes what somebody else wrote, word for word, for its own', async () => {
    await writeFile(at('net.convas'), 'old');
    const { handle, version } = await documents.open(at('net.convas'));
    await writeFile(at('net.convas'), 'new');
    expect(await documents.save(handle, 'new', version)).toMatchObject({ saved: true });
  });

  it('lets one of two instances save what both have read', async () => {
    await writeFile(at('net.convas'), 'read by both');
    const instances = [documents, new Documents(at('state'), at('shared'))];
    for (let round = 0; round < 10; round++) {
      const opened = await Promise.all(instances.map((each) => each.open(at('net.convas'))));
      const outcomes = await Promise.all(
        instances.map((each, index) =>
          each.save(opened[index]!.handle, `${round} by ${index}`, opened[index]!.version),
        ),
      );
      expect(outcomes.map(({ saved }) => saved).sort()).toEqual([false, true]);
      const winner = outcomes.findIndex(({ saved }) => saved);
      expect(await readFile(at('net.convas'), 'utf8')).toBe(`${round} by ${winner}`);
    }
  });

  it('starts afresh where its own files are broken', async () => {
    await writeFile(at('state', 'recent.json'), '{"half":');
    expect(await documents.recent()).toEqual([]);
  });
});

describe('requests', () => {
  it('lets only well-formed arguments in', () => {
    const linked = 'https://www.cs.toronto.edu/~kriz/cifar.html';
    expect(requests['link.open'].safeParse([linked]).success).toBe(true);
    for (const url of [
      ...['http://example.org', 'https://example.org', 'file:///etc/passwd', 'javascript:alert(1)', 'x', 7],
      ...[
        `${linked}?x`,
        `${linked}#x`,
        linked.replace('https', 'http'),
        linked.replace('://', '://a@'),
        `${linked}/../x`,
      ],
      ...[
        'https://github.com/evil/fashion-mnist',
        'https://github.com/zalandoresearch/fashion-mnist/../../evil',
      ],
    ]) {
      expect(requests['link.open'].safeParse([url]).success, String(url)).toBe(false);
    }
    expect(requests['file.save'].safeParse(['handle', 'text', null]).success).toBe(true);
    expect(requests['file.save'].safeParse(['handle', 'text', null, 'more']).success).toBe(false);
    expect(requests['file.save'].safeParse([{ path: '/etc' }, 'text', null]).success).toBe(false);
    // The id becomes a file's name.
    expect(requests['draft.forget'].safeParse(['../../etc/passwd']).success).toBe(false);
    const menu = [{ label: 'File', submenu: [{ label: 'Save', command: 'file.save' }] }];
    expect(requests['menu.set'].safeParse([menu]).data).toEqual([menu]);
    expect(requests['menu.set'].safeParse([[{ label: 'x', role: 'reload' }]]).success).toBe(false);
  });
});

describe('inWords', () => {
  it('names a full disk and a read-only folder, without a path', () => {
    const full = Object.assign(new Error('write /secret/place'), { code: 'ENOSPC' });
    expect(inWords(full, 'write', 'net.convas could not be saved').message).toMatch(/the disk is full/);
    const fixed = Object.assign(new Error('open /secret/place'), { code: 'EROFS' });
    expect(inWords(fixed, 'write', 'net.convas could not be saved').message).toMatch(/read-only/);
    expect(inWords(fixed, 'write', 'a').message).not.toContain('/secret');
  });
});
