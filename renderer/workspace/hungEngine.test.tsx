import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkInterval, patience, silenceBeforeCheck } from '../../src/protocol/heartbeat.ts';
import { installHost } from '../host/current.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { followRuns } from '../stores/runs/followRuns.ts';
import { useRun } from '../stores/runs/runStore.ts';
import { renderIn } from '../testing/render.tsx';
import { createTestHost, engineInfo, type TestHost } from '../testing/testHost.ts';
import { EngineState } from './EngineState.tsx';
import { Messages } from './Messages.tsx';

let host: TestHost;
/** Whether the engine's loop goes round. */
let answers: { pings: boolean; info: boolean };
let pid: number;

const never = new Promise<never>(() => {});
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

beforeEach(() => {
  vi.useFakeTimers();
  // The engine of the test before is none of this one's.
  useEngine.setState({
    status: { state: 'connecting' },
    client: null,
    pulse: { state: 'steady', activity: 'unknown' },
  });
  answers = { pings: true, info: true };
  pid = 1;
  host = createTestHost({
    'engine.ping': () => (answers.pings ? {} : never),
    'engine.info': () => (answers.info ? { ...engineInfo, pid } : never),
  });
  const { endEngine } = host;
  host.endEngine = async () => {
    answers = { pings: true, info: true };
    pid += 1;
    await endEngine();
  };
  installHost(host);
  followRuns();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const hung = () => screen.queryByText('The engine does not answer.');
const restart = async (): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name: 'Restart the engine' }));
  await seconds(1);
};
const processOf = () => {
  const { status } = useEngine.getState();
  return status.state === 'ready' ? status.info.pid : status.state;
};

describe('an engine that does not answer', () => {
  it('is told of, and another is started; what it trained can be resumed', async () => {
    renderIn(
      <>
        <EngineState />
        <Messages />
      </>,
    );
    await useEngine.getState().connect();
    useRun.setState({ training: { phase: 'starting' } });
    host.emitter.emit('train.state', { run: 'r1', state: 'preparing', message: '', layer: null });
    await seconds(1);
    answers.pings = false;
    host.activity = 'stopped';
    await seconds(2 * checkInterval + patience.stopped);
    expect(hung()).toBeTruthy();
    expect(screen.getByText('Engine not answering')).toBeTruthy();
    expect(screen.getByText(/Its process is suspended/)).toBeTruthy();
    await restart();
    expect(processOf()).toBe(2);
    expect([hung(), useEngine.getState().pulse.state]).toEqual([null, 'steady']);
    expect(screen.getByRole('button', { name: 'Resume run' })).toBeTruthy();
  });

  it('may be busy: it is said, nothing is offered, and it goes away with the answer', async () => {
    let answer = (): void => undefined;
    host = createTestHost({
      'engine.ping': () =>
        new Promise<Record<string, never>>((resolve) => {
          answer = () => resolve({});
        }),
    });
    installHost(host);
    host.activity = 'computing';
    renderIn(
      <>
        <EngineState />
        <Messages />
      </>,
    );
    await useEngine.getState().connect();
    await seconds(checkInterval + silenceBeforeCheck + 60);
    expect([hung(), screen.queryByText('Engine busy') !== null]).toEqual([null, true]);
    answer();
    await seconds(0);
    expect(screen.queryByText('Engine busy')).toBeNull();
    expect(useEngine.getState().status.state).toBe('ready');
  });

  it('is replaced, too, where it hung while it started', async () => {
    answers = { pings: false, info: false };
    host.activity = 'idle';
    renderIn(<Messages />);
    void useEngine.getState().connect();
    await seconds(2 * checkInterval + patience.idle);
    expect(hung()).toBeTruthy();
    await restart();
    expect(processOf()).toBe(2);
    expect(hung()).toBeNull();
  });

  it('that comes back by itself needs nobody', async () => {
    const pings: (() => void)[] = [];
    host = createTestHost({
      'engine.ping': () => new Promise<Record<string, never>>((resolve) => pings.push(() => resolve({}))),
    });
    installHost(host);
    host.activity = 'stopped';
    renderIn(<Messages />);
    await useEngine.getState().connect();
    await seconds(checkInterval + patience.stopped + checkInterval);
    expect(hung()).toBeTruthy();
    for (const ping of pings) ping();
    await seconds(0);
    expect(hung()).toBeNull();
  });
});
