import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installHost } from '../host/current.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { pathForEngine } from '../stores/engine/pathForEngine.ts';
import { renderIn } from '../testing/render.tsx';
import { createTestHost } from '../testing/testHost.ts';
import { EngineState } from './EngineState.tsx';

const address = 'convas://lab:8766/#secret';
let chosen: string | null;

beforeEach(async () => {
  chosen = null;
  useEngine.setState({ status: { state: 'connecting' }, client: null, elsewhere: null });
  installHost({
    ...createTestHost(),
    pathOf: () => '/home/ana/digits',
    engineElsewhere: async () => (chosen === null ? null : 'lab:8766'),
    async chooseEngine(given) {
      if (given !== null && given !== address) throw new Error('The engine refused: the token is wrong.');
      chosen = given;
    },
  });
  await useEngine.getState().connect();
});
afterEach(cleanup);

it('connects with the engine of another machine and with the own again', async () => {
  const user = userEvent.setup();
  renderIn(<EngineState />);
  const button = screen.getByRole('button', { name: /native/ });
  const before = useEngine.getState().client;
  await user.click(button);
  await user.click(await screen.findByLabelText('Address'));
  await user.paste('convas://lab:8766/#wrong');
  await user.click(screen.getByRole('button', { name: 'Connect' }));
  expect(await screen.findByText(/the token is wrong/)).toBeTruthy();
  // What was refused changes nothing.
  expect(useEngine.getState().client).toBe(before);
  expect(pathForEngine({})).toBe('/home/ana/digits');

  await user.clear(screen.getByLabelText('Address'));
  await user.paste(address);
  await user.click(screen.getByRole('button', { name: 'Connect' }));
  expect(await screen.findByRole('button', { name: /native.* on lab:8766/ })).toBeTruthy();
  expect(useEngine.getState().client).not.toBe(before);
  // Files of this machine are none of that engine's: they are handed over.
  expect(pathForEngine({})).toBeNull();

  await user.click(screen.getByRole('button', { name: /on lab:8766/ }));
  await user.click(await screen.findByRole('button', { name: /this machine/ }));
  expect(await screen.findByRole('button', { name: /^native[^:]*$/ })).toBeTruthy();
  expect(chosen).toBeNull();
});

it('names a remembered engine that cannot be reached, and goes back to the own', async () => {
  const user = userEvent.setup();
  chosen = address;
  const reachable = createTestHost();
  installHost({
    ...reachable,
    connectEngine: () =>
      chosen === null ? reachable.connectEngine() : Promise.reject(new Error('lab:8766 does not answer.')),
    engineElsewhere: async () => (chosen === null ? null : 'lab:8766'),
    async chooseEngine(given) {
      chosen = given;
    },
  });
  useEngine.setState({ status: { state: 'connecting' }, client: null, elsewhere: null });
  await useEngine.getState().connect();
  renderIn(<EngineState />);
  await user.click(await screen.findByRole('button', { name: /on lab:8766/ }));
  expect(await screen.findByText(/does not answer/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /this machine/ }));
  expect(await screen.findByRole('button', { name: /^native[^:]*$/ })).toBeTruthy();
});
