// @module-tag native
import { beforeAll, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';

let backend: NativeBackend;
beforeAll(async () => {
  backend = await openNative();
});

// About every second array is aligned so that TensorFlow would keep it.
it.each([1, 3, 20, 150, 2400, 40_000])('copies arrays of %i numbers into TensorFlow', (length) => {
  const { binding } = backend.node;
  const arrays = Array.from({ length: 60 }, (_, index) => new Float32Array(length + index));
  for (const array of arrays) {
    const id = binding.createTensor([array.length], binding.TF_FLOAT, array);
    array.fill(7);
    expect(binding.tensorDataSync(id).every((value) => value === 0)).toBe(true);
    binding.deleteTensor(id);
  }
});

it('copies empty arrays, whole numbers and bytes as well', () => {
  const { binding } = backend.node;
  for (const [dtype, values] of [
    [binding.TF_FLOAT, new Float32Array(0)],
    [binding.TF_INT32, Int32Array.of(1, -2, 3)],
    [binding.TF_BOOL, Uint8Array.of(1, 0, 1)],
  ] as const) {
    const id = binding.createTensor([values.length], dtype, values);
    expect([...binding.tensorDataSync(id)]).toEqual([...values]);
    binding.deleteTensor(id);
  }
});

it('opened again is the same', async () => {
  const { binding } = backend.node;
  expect((await openNative()).node.binding).toBe(binding);
});
