import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { parseProcStat, parsePs, processActivity } from './process-activity.ts';

describe('what the system says of a process', () => {
  it('is read from /proc, whatever the name holds', () => {
    const fields = ['S', ...Array.from({ length: 10 }, () => '1'), '250', '50', '9', '9'];
    expect(parseProcStat(`42 (node) ) T (x) ${fields.join(' ')}`)).toEqual({ state: 'other', used: 3000 });
    expect(parseProcStat(`42 (n) ${['T', ...fields.slice(1)].join(' ')}`).state).toBe('stopped');
    expect(parseProcStat(`42 (n) ${['D', ...fields.slice(1)].join(' ')}`).state).toBe('disk');
  });

  it('is read from ps', () => {
    expect(parsePs('Ss+   0:01.50\n')).toEqual({ state: 'other', used: 1500 });
    expect(parsePs('T 01:02:03')).toEqual({ state: 'stopped', used: 3_723_000 });
    expect(parsePs('U 1-00:00:01')).toEqual({ state: 'disk', used: 86_401_000 });
  });
});

describe.skipIf(process.platform === 'win32')('a process', () => {
  let child: ChildProcess;
  const start = async (code: string): Promise<number> => {
    child = spawn(process.execPath, ['-e', `process.stdout.write('.'); ${code}`]);
    await new Promise((resolve) => child.stdout!.once('data', resolve));
    return child.pid!;
  };
  afterEach(() => child.kill('SIGKILL'));

  it('that computes is told from one that waits', async () => {
    expect(await processActivity(await start('for (;;);'))).toBe('computing');
    child.kill('SIGKILL');
    expect(await processActivity(await start('setInterval(() => {}, 1000);'))).toBe('idle');
  });

  it('that was stopped is told from one that computes', async () => {
    const pid = await start('for (;;);');
    process.kill(pid, 'SIGSTOP');
    expect(await processActivity(pid, 100)).toBe('stopped');
    process.kill(pid, 'SIGCONT');
    expect(await processActivity(pid)).toBe('computing');
  });

  it('that is gone is not known', async () => {
    const pid = await start('');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(await processActivity(pid, 10)).toBe('unknown');
  });
});
