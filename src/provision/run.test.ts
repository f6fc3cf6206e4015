import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const node = (code: string) => run(process.execPath, ['-e', code], { within: 20_000 });
/** Those that keep a process from ending. */
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('a program with a limit of time', () => {
  it('leaves no timer behind where it does not exist, or has ended', async () => {
    const before = timers();
    await expect(run('no-such-program-of-convas', [], { within: 20_000 })).rejects.toMatchObject({
      code: 'missing-tool',
    });
    expect((await node('console.log(1)')).stdout).toBe('1\n');
    expect(timers()).toBeLessThanOrEqual(before);
  });

  it('is ended where it takes longer', async () => {
    const { status } = await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { within: 200 });
    expect(status).toBeNull();
  });
});
