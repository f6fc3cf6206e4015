import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UpdateRequest, UpdateState } from '../../src/protocol/update.ts';
import { commandContext, isEnabled } from '../commands/context.ts';
import { commandOf } from '../commands/registry.ts';
import { installHost } from '../host/current.ts';
import { followUpdates } from '../start/updates.ts';
import { useUpdates } from '../stores/window/updateStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { renderIn } from '../testing/render.tsx';
import { createTestHost } from '../testing/testHost.ts';
import { Updates } from './Updates.tsx';

const known: UpdateState = {
  possible: 'yes',
  automatic: false,
  phase: 'idle',
  version: null,
  replacesItself: true,
  failure: null,
  rolledBack: null,
};
const answers: Partial<Record<UpdateRequest, Partial<UpdateState>>> = {
  turnOn: { automatic: true },
  check: { phase: 'available', version: '9.1.0' },
  download: { phase: 'downloaded', version: '9.1.0' },
};
let asked: UpdateRequest[];

beforeEach(() => {
  asked = [];
  useUpdates.setState({ update: null, busy: null });
  installHost({
    ...createTestHost(),
    async update(request) {
      asked.push(request);
      return { ...known, ...answers[request] };
    },
  });
});
afterEach(cleanup);

it('looks, downloads and installs, each when asked', async () => {
  const user = userEvent.setup();
  renderIn(<Updates />);
  const box = await screen.findByRole('checkbox', { name: 'Look for updates once a day' });
  expect((box as HTMLInputElement).checked).toBe(false);
  expect(asked).toEqual(['state']);
  await user.click(box);
  await user.click(screen.getByRole('button', { name: 'Look for updates' }));
  expect(await screen.findByText('Version 9.1.0 is available.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Download' }));
  expect(await screen.findByText('Version 9.1.0 is downloaded and checked.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close and update' }));
  expect(asked).toEqual(['state', 'turnOn', 'check', 'download', 'install']);
});

it.each([
  [{ possible: 'off' }, /turned off on this computer/],
  [{ possible: 'no-source' }, /has no update server/],
  [
    { phase: 'available', version: '9.1.0', replacesItself: false },
    /does not update itself: download the new one/,
  ],
  [{ phase: 'failed', failure: 'The server cannot be reached.' }, /The server cannot be reached/],
] as const)('says what is known: %o', async (state, text) => {
  installHost({ ...createTestHost(), update: async () => ({ ...known, ...state }) });
  renderIn(<Updates />);
  expect(await screen.findByText(text)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Download' })).toBeNull();
});

it('says at the start that a version was taken back', async () => {
  installHost({ ...createTestHost(), update: async () => ({ ...known, rolledBack: '9.1.0' }) });
  await followUpdates();
  expect(useWorkspace.getState().alerts).toHaveLength(1);
  useWorkspace.setState({ alerts: [] });
});

it('is a command where the app is no page', () => {
  const command = commandOf('help.updates')!;
  expect(isEnabled(command, commandContext())).toBe(true);
  installHost(createTestHost());
  expect(isEnabled(command, commandContext())).toBe(false);
});
