import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCaution } from './caution.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'convas-caution-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a process that died within `guard` leaves behind. */
function leaveNote(begun: number, more: object = {}): void {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(folder, 'step.json'), JSON.stringify({ pid, begun, ...more }));
}

it('notes what runs while it runs, and gives back what it gives', () => {
  const caution = createCaution(join(folder, 'not', 'there', 'yet'));
  const seen = caution.guard('step', () => readdirSync(join(folder, 'not', 'there', 'yet')));
  expect(seen).toEqual(['step.json']);
  expect(readdirSync(join(folder, 'not', 'there', 'yet'))).toEqual([]);
  expect(caution.forbids('step')).toBe(false);
});

it('an error is not an end', () => {
  const caution = createCaution(folder);
  const fail = () => {
    throw new Error('no');
  };
  for (let times = 0; times < 3; times++) expect(() => caution.guard('step', fail)).toThrow('no');
  expect(caution.forbids('step')).toBe(false);
});

it('forbids what ended two processes in a row, and nothing else', () => {
  const caution = createCaution(folder);
  leaveNote(1);
  expect(caution.forbids('step')).toBe(false);
  leaveNote(2);
  expect(caution.forbids('step')).toBe(true);
  expect(caution.forbids('another')).toBe(false);
  expect(caution.guard('step', () => 7)).toBe(7);
  expect(caution.forbids('step')).toBe(false);
});

it('counts on where a process ended', () => {
  leaveNote(1);
  createCaution(folder).guard('step', () => {
    // The note as it is meanwhile: if the process ended here, it would be the second time.
    expect(createCaution(folder).forbids('step')).toBe(true);
  });
});

it('leaves alone what another process has running, and a note that cannot be read', () => {
  const caution = createCaution(folder);
  writeFileSync(join(folder, 'step.json'), JSON.stringify({ pid: process.ppid, begun: 2 }));
  expect(caution.forbids('step')).toBe(false);
  writeFileSync(join(folder, 'step.json'), 'x');
  expect(caution.forbids('step')).toBe(false);
});

it('trusts what has run here before: kills in a row as it begins do not change how it runs', () => {
  const caution = createCaution(folder);
  expect(caution.guard('step', () => 7, true)).toBe(7);
  const proven = { proven: true };
  leaveNote(3, proven);
  expect(caution.forbids('step')).toBe(false);
  // What only makes it ready neither proves it nor takes the proof away.
  caution.guard('step', () => 7);
  expect(JSON.parse(readFileSync(join(folder, 'step.json'), 'utf8'))).toMatchObject({ begun: 0, ...proven });
  leaveNote(10, proven);
  expect(caution.forbids('step')).toBe(true);
});

it('an error proves nothing', () => {
  const caution = createCaution(folder);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => caution.guard('step', fail, true)).toThrow('no');
  expect(readdirSync(folder)).toEqual([]);
});

it('keeps no more notes than are of use', () => {
  const caution = createCaution(folder);
  for (let at = 0; at < 510; at++) caution.guard(`step-${at}`, () => 7, true);
  expect(readdirSync(folder)).toHaveLength(500);
});
