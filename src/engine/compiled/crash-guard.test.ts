import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ProcessId, processMark, thisProcess } from '../../files/process.ts';
import { createCrashGuard } from './crash-guard.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'convas-crash-guard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process of this machine that has ended. */
function ended(): ProcessId {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return { ...thisProcess(), pid, mark: '1' };
}

/** What processes leave behind that die within `guard`: what is there in the middle of it, put back after it. */
function leaveNotes(count: number): void {
  for (let times = 0; times < count; times++) {
    const before = readdirSync(folder);
    const during = createCrashGuard(folder, ended()).guard('step', () => readdirSync(folder));
    for (const name of [...before, ...during]) writeFileSync(join(folder, name), '');
  }
}

it('notes what runs while it runs, and gives back what it gives', () => {
  const crashGuard = createCrashGuard(join(folder, 'not', 'there', 'yet'));
  const seen = crashGuard.guard('step', () => readdirSync(join(folder, 'not', 'there', 'yet')));
  expect(seen).toEqual([expect.stringMatching(/^step\.begun-/)]);
  expect(readdirSync(join(folder, 'not', 'there', 'yet'))).toEqual([]);
  expect(crashGuard.forbids('step')).toBe(false);
});

it('an error is not an end', () => {
  const crashGuard = createCrashGuard(folder);
  const fail = () => {
    throw new Error('no');
  };
  for (let times = 0; times < 3; times++) expect(() => crashGuard.guard('step', fail)).toThrow('no');
  expect(crashGuard.forbids('step')).toBe(false);
});

it('forbids what ended two processes in a row, and nothing else', () => {
  const crashGuard = createCrashGuard(folder);
  leaveNotes(1);
  expect(crashGuard.forbids('step')).toBe(false);
  leaveNotes(1);
  expect(crashGuard.forbids('step')).toBe(true);
  expect(crashGuard.forbids('another')).toBe(false);
  expect(crashGuard.guard('step', () => 7)).toBe(7);
  expect(crashGuard.forbids('step')).toBe(false);
});

it('does not count a process that still runs it, nor that of another machine', () => {
  const crashGuard = createCrashGuard(folder);
  leaveNotes(1);
  crashGuard.guard('step', () => {
    expect(createCrashGuard(folder).forbids('step')).toBe(false);
    createCrashGuard(folder, { ...ended(), place: '00000000' }).guard('another', () => undefined);
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('of processes that run it side by side, the end of each counts, whichever comes back meanwhile', () => {
  const [first, second] = [createCrashGuard(folder, ended()), createCrashGuard(folder, ended())];
  first.guard('other', () => {
    second.guard('other', () => expect(createCrashGuard(folder).forbids('other')).toBe(true));
  });
  const alive = createCrashGuard(folder);
  // It begins before another process, and comes back while that one is still at it.
  const notes = alive.guard('step', () => {
    const running = { ...thisProcess(), pid: process.ppid, mark: processMark(process.ppid) };
    return createCrashGuard(folder, running).guard('step', () => {
      alive.guard('step', () => undefined);
      return readdirSync(folder);
    });
  });
  expect(notes).toEqual([expect.stringContaining(`-${process.ppid}-`)]);
});

it('trusts what has run here before: kills in a row as it begins do not change how it runs', () => {
  const crashGuard = createCrashGuard(folder);
  expect(crashGuard.guard('step', () => 7, true)).toBe(7);
  leaveNotes(3);
  expect(crashGuard.forbids('step')).toBe(false);
  // What only makes it ready neither proves it nor takes the proof away.
  crashGuard.guard('step', () => 7);
  expect(readdirSync(folder)).toEqual(['step.proven']);
  leaveNotes(10);
  expect(crashGuard.forbids('step')).toBe(true);
});

it('an error proves nothing', () => {
  const crashGuard = createCrashGuard(folder);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => crashGuard.guard('step', fail, true)).toThrow('no');
  expect(readdirSync(folder)).toEqual([]);
});

it('keeps no more notes than are of use', () => {
  const crashGuard = createCrashGuard(folder);
  for (let at = 0; at < 510; at++) crashGuard.guard(`step-${at}`, () => 7, true);
  expect(readdirSync(folder)).toHaveLength(500);
});
