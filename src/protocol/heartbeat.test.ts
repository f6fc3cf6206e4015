import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  checkInterval,
  type EngineActivity,
  followPulse,
  judge,
  patience,
  silenceBeforeCheck,
} from './heartbeat.ts';

describe('silence', () => {
  it('means nothing for a moment, then what the process does', () => {
    for (const activity of Object.keys(patience) as EngineActivity[]) {
      expect(judge(silenceBeforeCheck - 1, activity)).toBe('steady');
      expect(judge(patience[activity] - 1, activity)).toBe('busy');
      expect(judge(patience[activity], activity)).toBe('hung');
    }
  });

  it('of a first compile of a minute is no hanging, of a stopped process it soon is', () => {
    expect(judge(60, 'computing')).toBe('busy');
    expect(judge(10, 'stopped')).toBe('hung');
  });
});

describe('followPulse', () => {
  let answer: () => void;
  let activity: EngineActivity;
  let pulses: string[];
  let pings: number;
  let end: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    pulses = [];
    pings = 0;
    activity = 'computing';
    end = followPulse({
      ping: () => {
        pings += 1;
        return new Promise<void>((resolve) => {
          answer = resolve;
        });
      },
      examine: async () => activity,
      every: (milliseconds, act) => {
        const timer = setInterval(act, milliseconds);
        return () => clearInterval(timer);
      },
      onPulse: (pulse, what) => pulses.push(`${pulse} ${what}`),
    });
  });
  afterEach(() => {
    end();
    vi.useRealTimers();
  });
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

  it('is quiet while the engine answers, and asks once at a time', async () => {
    for (let time = 0; time < 10; time++) {
      await seconds(checkInterval);
      answer();
      await seconds(0);
    }
    expect([pulses, pings]).toEqual([[], 10]);
    await seconds(30);
    expect(pings).toBe(11);
  });

  it('tells a busy engine from a hung one, and takes it back when it answers', async () => {
    await seconds(checkInterval + silenceBeforeCheck);
    expect(pulses).toEqual(['busy computing']);
    await seconds(200);
    expect(pulses).toEqual(['busy computing']);
    await seconds(100);
    expect(pulses).toEqual(['busy computing', 'hung computing']);
    answer();
    await seconds(0);
    expect(pulses.at(-1)).toBe('steady unknown');
    // The next silence is counted again.
    await seconds(checkInterval + silenceBeforeCheck);
    expect(pulses.at(-1)).toBe('busy computing');
  });

  it('follows what the process does', async () => {
    await seconds(20);
    activity = 'stopped';
    await seconds(checkInterval);
    expect(pulses).toEqual(['busy computing', 'hung stopped']);
    activity = 'computing';
    await seconds(checkInterval);
    expect(pulses.at(-1)).toBe('busy computing');
  });

  it('does not count the time that a machine slept', async () => {
    activity = 'idle';
    await seconds(checkInterval);
    vi.setSystemTime(Date.now() + 8 * 3600 * 1000);
    await seconds(checkInterval);
    expect(pulses).toEqual([]);
  });

  it('says nothing after its end', async () => {
    end();
    await seconds(400);
    expect(pulses).toEqual([]);
  });
});
