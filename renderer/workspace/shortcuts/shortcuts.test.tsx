import { Modal } from '@mantine/core';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { installHost } from '../../host/current.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { Shortcuts } from './Shortcuts.tsx';

beforeEach(() => installHost(createTestHost()));
afterEach(cleanup);

it('takes back what is asked about shared keys by Escape, then closes', async () => {
  const onClose = vi.fn();
  renderIn(
    <Modal opened onClose={onClose} title="Keys">
      <Shortcuts />
    </Modal>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Change Ctrl+D for Duplicate' }));
  await userEvent.keyboard('{Control>}s{/Control}');
  expect(screen.getByRole('alert').textContent).toMatch(/^Ctrl\+S already runs Save\./);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();
});
