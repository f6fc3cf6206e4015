import { mkdtempSync, rmSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../../src/cli/document.ts';
import { analyze } from '../../src/network/analyze.ts';
import { sentence } from '../../src/text/message.ts';
import { chain, changed, lenetText, unreadable, unsound } from '../../templates/testing/bad-projects.ts';

/* Files that are no networks, or bad ones: each is refused in a sentence, or opened with its problem named, at once. */

const folder = mkdtempSync(join(tmpdir(), 'convas-projects-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** @returns what is reported about a file: its refusal, or its notices and problems */
async function detail(
  content: string | Uint8Array,
): Promise<{ refused: boolean; text: string; name: string }> {
  const name = join(folder, `network-${files++}.convas`);
  await writeFile(name, content);
  let notices = '';
  const stderr = {
    write: (text: string) => {
      notices += text;
      return true;
    },
  };
  try {
    const document = await loadDocument(name, stderr as never);
    const { problems } = analyze(document, null);
    return {
      refused: false,
      text: notices + problems.map((each) => sentence(each.message)).join('\n'),
      name,
    };
  } catch (error) {
    return { refused: true, text: (error as Error).message, name };
  }
}

describe('a file that cannot be a network is refused in one sentence that names it', () => {
  it.each(unreadable)('$what', async ({ content, says }) => {
    const { refused, text, name } = await detail(content);
    expect(refused).toBe(true);
    expect(text).toContain(name);
    expect(text).not.toContain('\n');
    for (const words of says) expect(text).toMatch(words);
    expect(text).not.toMatch(/TypeError|RangeError|undefined|\[object/);
  });

  it('larger than two gigabytes, before a byte of it is read', async () => {
    const name = join(folder, 'large.convas');
    await writeFile(name, '{');
    await truncate(name, 2 ** 31 + 5);
    const since = performance.now();
    const stderr = { write: () => true };
    await expect(loadDocument(name, stderr as never)).rejects.toThrow(/2,147,483,653 bytes/);
    expect(performance.now() - since).toBeLessThan(1000);
  });
});

describe('a bad network opens with its problem named', () => {
  it.each(unsound)('$what', async ({ content, says }) => {
    const { refused, text } = await detail(content);
    expect(refused).toBe(false);
    for (const words of says) expect(text).toMatch(words);
    expect(text).not.toMatch(/TypeError|RangeError|undefined|\[object/);
  });
});

it.each([
  ['a byte order mark', `\ufeff${lenetText()}`],
  [
    'HTML in its names',
    changed((it) => {
      it.layers[2]!.name = '<img src=x onerror=alert(1)>';
    }),
  ],
  ['a chain of 5,000 layers', chain(5000)],
])('a file with %s opens', async (_what, content) => {
  const { refused, text } = await detail(content);
  expect(text).not.toMatch(/Error:/);
  expect(refused).toBe(false);
});

it('keys of the prototype change nothing but are told', async () => {
  const hostile = lenetText().replace(
    '{',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
  );
  await detail(hostile);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.prototype).not.toHaveProperty('polluted');
});

it('100,000 layers are read or refused, soon', { timeout: 90_000 }, async () => {
  const since = performance.now();
  const { text } = await detail(chain(100_000));
  expect(text).not.toMatch(/TypeError|RangeError/);
  expect(performance.now() - since).toBeLessThan(60_000);
});
