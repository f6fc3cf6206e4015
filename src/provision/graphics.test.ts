import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import { cardsInWords, findCards, readCards } from './graphics.ts';

describe('graphics cards', () => {
  it('are read from what the driver prints, as NVIDIA documents it', () => {
    const printed =
      'NVIDIA H100 80GB HBM3, 550.54.15, 9.0, 81559 MiB\nTesla T4, 535.161.08, 7.5, 15360 MiB\n';
    const cards = readCards(printed);
    expect(cards).toEqual([
      { name: 'NVIDIA H100 80GB HBM3', driver: '550.54.15', computeCapability: '9.0', memory: 81559 },
      { name: 'Tesla T4', driver: '535.161.08', computeCapability: '7.5', memory: 15360 },
    ]);
    expect(sentence(cardsInWords(cards), 'en')).toMatch(/H100.*79\.6 GB.*9\.0.*550\.54\.15.*T4/);
    expect(readCards('NVIDIA-SMI has failed because it could not communicate with the driver.')).toEqual([]);
    expect(readCards('[N/A], [N/A], [N/A], [N/A]')).toEqual([]);
  });

  it('are none where there is no driver, or where it fails', async () => {
    expect(await findCards('no-such-program-at-all')).toEqual([]);
    if (process.platform === 'win32') return;
    const folder = await mkdtemp(join(tmpdir(), 'convas-card-'));
    const program = join(folder, 'nvidia-smi');
    await writeFile(program, '#!/bin/sh\necho "Tesla T4, 535.161.08, 7.5, 15360 MiB"\nexit $STATUS\n');
    await chmod(program, 0o755);
    process.env['STATUS'] = '0';
    expect(await findCards(program)).toHaveLength(1);
    process.env['STATUS'] = '9';
    expect(await findCards(program)).toEqual([]);
    delete process.env['STATUS'];
    await rm(folder, { recursive: true });
  });
});
