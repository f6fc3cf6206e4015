import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { log, useLog } from '../../stores/engine/logStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { LogFeature } from './index.tsx';

afterEach(() => {
  cleanup();
  useLog.getState().clear();
});

describe('the log', () => {
  it('lists entries oldest first, with their level in words, and takes up new ones', () => {
    log('info', 'Engine ready');
    log('error', 'The engine ended');
    renderIn(<LogFeature />);
    const entries = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent ?? '');
    expect(entries()).toEqual([
      expect.stringMatching(/\d.*Engine ready$/),
      expect.stringMatching(/Error.*The engine ended$/),
    ]);
    expect(entries()[0]).not.toContain('Error');
    act(() => log('warning', 'Low on memory'));
    expect(entries()[2]).toMatch(/Warning.*Low on memory$/);
    expect(screen.getByRole('list').getAttribute('aria-live')).toBe('polite');
  });

  it('keeps the last 500 entries', () => {
    for (let at = 0; at < 510; at++) log('info', `entry ${at}`);
    renderIn(<LogFeature />);
    const list = within(screen.getByRole('list'));
    expect(list.queryByText('entry 9')).toBeNull();
    expect(list.getByText('entry 10')).toBeTruthy();
    expect(list.getByText('entry 509')).toBeTruthy();
  });

  it('is empty after it was cleared, and says so', async () => {
    log('info', 'Engine ready');
    renderIn(<LogFeature />);
    await userEvent.click(screen.getByRole('button', { name: 'Clear the log' }));
    expect(screen.queryByText('Engine ready')).toBeNull();
    expect(screen.queryByRole('list')).toBeNull();
    expect(useLog.getState().entries).toEqual([]);
  });
});
