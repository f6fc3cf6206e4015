import { describe, expect, it } from 'vitest';
import { openBackend } from '../../src/engine/backends/ladder.ts';
import { sentence } from '../../src/text/message.ts';
import { openBench } from './harness.ts';

describe('the ladder', () => {
  it('takes the best rung that loads, and has nothing to explain there', { tags: ['native'] }, async () => {
    const { backend, reason } = await openBackend('');
    expect(backend.id).toBe('native');
    expect(backend.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(reason).toBe('');
  });

  it.each(['wasm', 'cpu'])('takes the rung that was asked for, and says so: %s', async (wanted) => {
    const { backend, reason } = await openBackend(wanted);
    expect(backend.id).toBe(wanted);
    expect(sentence(reason)).toMatch(/was asked for/);
  });

  it('refuses a rung that there is not', async () => {
    await expect(openBackend('quantum')).rejects.toThrow('There are native, wasm, and cpu');
  });

  it('refuses compiled steps where there are none', async () => {
    const bench = await openBench({ backend: 'wasm', step: 'compiled' });
    await expect(bench.client.call('engine.info', {})).rejects.toThrow(
      /Compiled steps need native TensorFlow/,
    );
    await bench.close();
  });
});
