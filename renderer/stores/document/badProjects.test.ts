import { beforeEach, expect, it } from 'vitest';
import { resolveText } from '../../../src/text/lazy-text.ts';
import { unreadable } from '../../../templates/testing/bad-projects.ts';
import { installHost } from '../../host/current.ts';
import { createTestHost, type TestHost } from '../../testing/testHost.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { useDocument } from './documentStore.ts';
import { openGiven } from './files.ts';

/* What the window says of the same files as the command line. */

let host: TestHost;
beforeEach(() => {
  host = createTestHost();
  installHost(host);
  useWorkspace.setState({ alerts: [] });
});

let files = 0;
const open = (text: string) =>
  openGiven(
    Promise.resolve({ handle: `file-${files++}`, name: 'bad.convas', text, readOnly: false, version: text }),
  );
const alerts = (): string =>
  useWorkspace
    .getState()
    .alerts.map(({ title, message }) => `${resolveText(title)} ${resolveText(message)}`)
    .join('\n');

// Bytes that are no text reach no page: the host refuses them.
const texts = unreadable.flatMap(({ content, ...rest }) =>
  typeof content === 'string' ? [{ ...rest, content }] : [],
);

it.each(texts)('$what is refused by name, and the document stays', async ({ content, says }) => {
  const { document } = useDocument.getState();
  await open(content);
  expect(useDocument.getState().document).toBe(document);
  expect(alerts()).toContain('bad.convas');
  for (const words of says) expect(alerts()).toMatch(words);
});
