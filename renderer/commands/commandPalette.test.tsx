import { spotlight } from '@mantine/spotlight';
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installHost } from '../host/current.ts';
import { renderIn } from '../testing/render.tsx';
import { createTestHost } from '../testing/testHost.ts';
import { CommandPalette } from './CommandPalette.tsx';

beforeEach(() => installHost(createTestHost()));
afterEach(cleanup);

it('tells a command that cannot be used now from one that there is not', async () => {
  renderIn(<CommandPalette />);
  act(() => spotlight.open());
  const field = await screen.findByPlaceholderText('Type a command or a layer');
  await userEvent.type(field, 'unpack');
  expect(
    await screen.findByText(/^"Unpack.*" cannot be used with what is open and selected now\.$/),
  ).toBeTruthy();
  await userEvent.clear(field);
  await userEvent.type(field, 'xyzzy');
  expect(await screen.findByText('No command of that name.')).toBeTruthy();
});
