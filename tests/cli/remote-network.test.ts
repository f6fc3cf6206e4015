// @module-tag netns
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timely } from '../support/thorough.ts';
import { workshop, writeBars } from './harness.ts';

const { start, convas, path } = workshop();
const root = join(import.meta.dirname, '../..');
const name = `convas-${process.pid}`;
/** Names of interfaces have at most 15 characters. */
const [near, far] = [`cva${process.pid}`, `cvb${process.pid}`];
const third = process.pid % 256;
const [here, there] = [`10.213.${third}.1`, `10.213.${third}.2`];
let engine: ChildProcess;
let address = '';
let bars = '';

function ip(...words: readonly string[]): void {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

beforeAll(async () => {
  bars = await writeBars(path('bars'));
  ip('netns', 'add', name);
  ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far);
  ip('link', 'set', far, 'netns', name);
  ip('addr', 'add', `${here}/30`, 'dev', near);
  ip('link', 'set', near, 'up');
  ip('netns', 'exec', name, 'ip', 'addr', 'add', `${there}/30`, 'dev', far);
  ip('netns', 'exec', name, 'ip', 'link', 'set', far, 'up');
  ip('netns', 'exec', name, 'ip', 'link', 'set', 'lo', 'up');
  // 20 ms there and back, and 1 % lost, where this kernel has netem; the cut is the test's own.
  const netem = ['qdisc', 'add', 'dev', near, 'root', 'netem', 'delay', '20ms', 'loss', '1%'];
  if (spawnSync('tc', netem).status !== 0) console.warn('without delay and loss: this kernel has no netem');
  engine = spawn(
    'ip',
    [
      ...['netns', 'exec', name, process.execPath, join(root, 'build', 'convas.mjs')],
      ...['engine', '--listen', `${there}:0`, '--json'],
    ],
    {
      env: { ...process.env, CONVAS_HOME: path('far'), CONVAS_DATA: '', CONVAS_KERNELS: 'default' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [line] = (await once(engine.stdout!, 'data')) as [Buffer];
  const detail: { addresses: { address: string }[] } = JSON.parse(line.toString());
  address = detail.addresses[0]!.address;
});
afterAll(async () => {
  engine.kill('SIGINT');
  await once(engine, 'close');
  spawnSync('ip', ['netns', 'del', name]);
});

describe('an engine in another network namespace', () => {
  it('trains to the same losses though the network is cut in the middle', { timeout: 180_000 }, async () => {
    const settings = ['train', 'tiny-cnn', '--dataset', bars, '--epochs', '40', '--seed', '3', '--json'];
    const training = start([...settings, '--engine', address]);
    const printed = once(training.stdout!, 'data');
    let output = '';
    const begun = new Promise<void>((resolve) => {
      training.stderr!.on('data', (text) => {
        output += text;
        if (/^epoch 3:/m.test(output)) resolve();
      });
    });
    await begun;
    ip('link', 'set', near, 'down');
    // Longer than the silence after which a connection counts as lost.
    await wait(timely(13_000, 30_000));
    ip('link', 'set', near, 'up');
    const done = JSON.parse(String(await printed));
    expect(output).toMatch(/connection to \S+ is lost[\s\S]*connected to \S+ again/);
    const { stdout } = await convas(settings, { CONVAS_KERNELS: 'default' });
    const losses = (of: { epochs: { loss: number }[] }) => of.epochs.map(({ loss }) => loss);
    expect(losses(done)).toHaveLength(40);
    expect(losses(done)).toEqual(losses(JSON.parse(stdout)));
  });
});
