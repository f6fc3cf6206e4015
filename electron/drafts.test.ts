import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../src/protocol/host.ts';
import { Documents } from './documents.ts';
import { Drafts } from './drafts.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas drafts '));
  await mkdir(join(folder, 'state'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);
/** The app, started. */
function start() {
  const documents = new Documents(at('state'), at('shared'));
  return { documents, drafts: new Drafts(at('state'), documents) };
}
let minute = 0;
const draftOf = (text: string, given: Partial<Draft> = {}): Draft => {
  minute += 1;
  const savedAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return { id: randomUUID(), text, handle: null, name: text, version: null, savedAt, ...given };
};
const names = (found: { readonly others: readonly { readonly name: string }[] }) =>
  found.others.map(({ name }) => name);

describe('Drafts', () => {
  it('keep unsaved work with its file and version through a restart, and forget it', async () => {
    await writeFile(at('net.convas'), 'x');
    const first = start();
    const { handle, version } = await first.documents.open(at('net.convas'));
    await first.drafts.load();
    const draft = draftOf('unsaved', { handle, name: 'net.convas', version });
    await first.drafts.keep(draft);

    const { documents, drafts } = start();
    const [own] = (await drafts.load()).own;
    expect(own).toMatchObject({ id: draft.id, text: 'unsaved', name: 'net.convas', version });
    expect(await documents.save(own!.handle!, 'saved', own!.version)).toMatchObject({ saved: true });
    expect(await readFile(at('net.convas'), 'utf8')).toBe('saved');
    await drafts.forget(draft.id);
    expect(await start().drafts.load()).toEqual({ own: [], others: [] });
  });

  it('are one for each document: none takes the place of another', async () => {
    const { drafts } = start();
    await drafts.load();
    await drafts.keep(draftOf('a'));
    await drafts.keep(draftOf('b'));
    const found = await start().drafts.load();
    expect([found.own.map(({ name }) => name), names(found)]).toEqual([['b', 'a'], []]);
  });

  it('bring back of a page that is loaded again what was its own', async () => {
    const left = start().drafts;
    await left.load();
    await left.keep(draftOf('from before'));
    const { drafts } = start();
    expect((await drafts.load()).own).toMatchObject([{ name: 'from before' }]);
    await drafts.forgetOwn();
    await drafts.keep(draftOf('now'));
    const again = await drafts.load();
    expect([again.own.map(({ name }) => name), names(again)]).toEqual([['now'], []]);
  });

  it('that were offered and left are offered again, not brought back', async () => {
    const { drafts } = start();
    await drafts.load();
    const [older, newer] = [draftOf('older'), draftOf('newer')];
    await drafts.keep(older);
    drafts.setAside();
    expect(names(await drafts.load())).toEqual(['older']);
    await drafts.keep(newer);
    const second = start().drafts;
    const begun = await second.load();
    expect([begun.own.map(({ name }) => name), names(begun)]).toEqual([['newer'], ['older']]);
    await second.forgetOwn();
    const third = start().drafts;
    const found = await third.load();
    expect([found.own, names(found)]).toEqual([[], ['older']]);
    expect(await third.take(older.id)).toMatchObject({ text: 'older' });
    expect(await third.take(newer.id)).toBeNull();
  });

  it('are set aside where the page fails with them, and not lost', async () => {
    const { drafts } = start();
    await drafts.load();
    await drafts.keep(draftOf('poison'));
    drafts.setAside();
    const found = await drafts.load();
    expect([found.own, names(found)]).toEqual([[], ['poison']]);
    expect(names(await drafts.load())).toEqual(['poison']);
  });

  it('take over the single one of earlier versions', async () => {
    const old = { text: 'old', path: null, name: 'old', savedAt: '2025-01-01T00:00:00Z' };
    await writeFile(at('state', 'draft.json'), JSON.stringify(old));
    const { own } = await start().drafts.load();
    expect(own).toMatchObject([{ text: 'old', version: null }]);
    expect(await readdir(at('state'))).toEqual(['drafts']);
  });

  it('that are damaged are left alone', async () => {
    await mkdir(at('state', 'drafts'));
    await writeFile(at('state', 'drafts', `${randomUUID()}.json`), '{"half":');
    await writeFile(at('state', 'draft.json'), '[1,2]');
    expect(await start().drafts.load()).toEqual({ own: [], others: [] });
  });
});
