import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import type { Handlers } from '../../../src/protocol/serve.ts';

const kept = (id: string, name: string) => ({ id, name, text: `text of ${name}` });

/** A face that has just started: what a store remembers begins again. */
async function face() {
  vi.resetModules();
  const [{ installHost }, { createTestHost }, { useEngine }, library, { useWorkspace }] = await Promise.all([
    import('../../host/current.ts'),
    import('../../testing/testHost.ts'),
    import('../engine/engineStore.ts'),
    import('./libraryStore.ts'),
    import('../window/workspaceStore.ts'),
  ]);
  library.followLibrary();
  return {
    keep: (name: string) => library.useLibrary.getState().keep(name, newDocument(name)),
    remove: (id: string) => library.useLibrary.getState().remove(id),
    names: () => library.useLibrary.getState().blocks.map((block) => block.name),
    alerts: () => useWorkspace.getState().alerts.map(({ title }) => title),
    connect(handlers: Partial<Handlers>) {
      installHost(createTestHost(handlers));
      return useEngine.getState().connect();
    },
  };
}

let file: string | null;
let writes: number;
const state = () => ({ text: file, revision: file });
const engine: Partial<Handlers> = {
  'library.read': state,
  'library.write': ({ text, revision }) => {
    writes++;
    if (revision !== file) return { ...state(), written: false };
    file = text;
    return { ...state(), written: true };
  },
};
const written = (): { id: string; name: string }[] => JSON.parse(file ?? '{"blocks":[]}').blocks;

beforeEach(() => {
  writes = 0;
  file = JSON.stringify({ version: 1, blocks: [kept('1', 'Residual')] });
});

describe('a block that is kept before there is an engine', () => {
  it('is written as soon as there is one, beside those of the file', async () => {
    const { keep, names, alerts, connect } = await face();
    keep('Inception');
    expect(alerts()).toEqual([]);
    await connect(engine);
    await expect.poll(() => written().map(({ name }) => name)).toEqual(['Residual', 'Inception']);
    expect(new Set(written().map(({ id }) => id)).size).toBe(2);
    expect(names()).toEqual(['Residual', 'Inception']);
  });

  it('is written while the file is still being read, and the file is not lost', async () => {
    const { keep, connect } = await face();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await connect({
      ...engine,
      'library.read': async () => {
        await asked;
        return state();
      },
    });
    keep('Inception');
    answer();
    await expect.poll(() => written().map(({ name }) => name)).toEqual(['Residual', 'Inception']);
  });

  it('is written where the file is damaged, which is told', async () => {
    file = 'no library';
    const { keep, alerts, connect } = await face();
    keep('Inception');
    await connect(engine);
    await expect
      .poll(() => (file === 'no library' ? [] : written().map(({ name }) => name)))
      .toEqual(['Inception']);
    expect(alerts()).toHaveLength(1);
  });
});

it('a block that is kept later is written at once', async () => {
  const { keep, names, connect } = await face();
  await connect(engine);
  await expect.poll(names).toEqual(['Residual']);
  keep('Inception');
  await expect.poll(() => written().map(({ name }) => name)).toEqual(['Residual', 'Inception']);
});

it('what another window has kept meanwhile stays, and what is removed here goes', async () => {
  const { keep, remove, names, connect } = await face();
  await connect(engine);
  await expect.poll(names).toEqual(['Residual']);
  expect(writes).toBe(0);
  file = JSON.stringify({ version: 1, blocks: [kept('1', 'Residual'), kept('2', 'Dense')] });
  keep('Inception');
  await expect.poll(() => written().map(({ name }) => name)).toEqual(['Residual', 'Dense', 'Inception']);
  expect(names()).toEqual(['Residual', 'Dense', 'Inception']);
  file = JSON.stringify({ version: 1, blocks: [...written(), kept('9', 'Late')] });
  remove('1');
  await expect
    .poll(() => written().map(({ id, name }) => `${id} ${name}`))
    .toEqual(['2 Dense', '3 Inception', '9 Late']);
});

it('a file that is gone is written anew, with all that is kept here', async () => {
  const { keep, names, alerts, connect } = await face();
  await connect(engine);
  await expect.poll(names).toEqual(['Residual']);
  file = null;
  keep('Inception');
  await expect.poll(() => written().map(({ name }) => name)).toEqual(['Residual', 'Inception']);
  expect(alerts()).toEqual([]);
});
