import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RuntimeRequest, RuntimeState } from '../../src/protocol/runtime.ts';
import { installHost } from '../host/current.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { useRuntime } from '../stores/window/runtimeStore.ts';
import { renderIn } from '../testing/render.tsx';
import { createTestHost, engineInfo } from '../testing/testHost.ts';
import { NativeRuntimeMessage, ObtainRuntime } from './NativeRuntime.tsx';

const missing: RuntimeState = {
  phase: 'missing',
  done: null,
  total: 273_829_956,
  failure: null,
  declined: false,
};
let asked: RuntimeRequest[];
/** What the app answers with, one after the other; the last one from then on. */
let answers: RuntimeState[];

beforeEach(() => {
  asked = [];
  answers = [missing];
  useRuntime.setState({ runtime: null, awaitsRestart: false });
  installHost({
    ...createTestHost(),
    async runtime(request) {
      asked.push(request);
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? missing;
    },
  });
});
afterEach(() => {
  cleanup();
  useEngine.setState({ status: { state: 'connecting' }, client: null });
});

it('offers the download with its size, shows how far it is, cancels it, and offers it again', async () => {
  const user = userEvent.setup();
  renderIn(<NativeRuntimeMessage />);
  await screen.findByText(
    /Training uses WebAssembly, which is slower, until you download it \(274 MB, once\)/,
  );
  answers = [{ ...missing, phase: 'downloading', done: 120_000_000 }];
  await user.click(screen.getByRole('button', { name: 'Download' }));
  await screen.findByText(/Downloading 120 MB of 274 MB/);
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toMatch(/^43/);
  answers = [missing];
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await screen.findByRole('button', { name: 'Download' });
  expect(asked).toContain('cancel');
});

it('says why it failed and what trains now, and tries again', async () => {
  const user = userEvent.setup();
  answers = [{ ...missing, phase: 'failed', failure: 'The server cannot be reached. Check the connection.' }];
  renderIn(<NativeRuntimeMessage />);
  await screen.findByText(/cannot be reached. Check the connection. Training uses WebAssembly/);
  answers = [{ ...missing, phase: 'unpacking', done: 0, total: null }];
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText(/Unpacking/);
});

it('asks no more where the person does not want it, and stays in reach', async () => {
  const user = userEvent.setup();
  renderIn(
    <>
      <NativeRuntimeMessage />
      <ObtainRuntime onStart={() => undefined} />
    </>,
  );
  const decline = await screen.findByRole('button', { name: "Don't ask again" });
  answers = [{ ...missing, declined: true }];
  await user.click(decline);
  const obtain = await screen.findByRole('button', { name: 'Download native TensorFlow' });
  expect(screen.queryByRole('button', { name: 'Download' })).toBeNull();
  await user.click(obtain);
  expect(asked.at(-1)).toBe('download');
});

it('restarts an idle engine, and leaves a busy one to the person', async () => {
  const user = userEvent.setup();
  let busy = true;
  const calls: string[] = [];
  const client = {
    async call(name: string) {
      calls.push(name);
      if (busy) throw new Error('busy');
      return {};
    },
    on: () => () => {},
  };
  useEngine.setState({
    status: { state: 'ready', info: { ...engineInfo, backend: 'wasm' } },
    client: client as never,
  });
  renderIn(<NativeRuntimeMessage />);
  const download = await screen.findByRole('button', { name: 'Download' });
  answers = [{ ...missing, phase: 'complete', total: null }];
  await user.click(download);
  const restart = await screen.findByRole('button', { name: 'Restart the engine' });
  busy = false;
  await user.click(restart);
  expect(calls).toEqual(['engine.restart', 'engine.restart']);
  expect(useRuntime.getState().awaitsRestart).toBe(false);
});
