import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { Split } from '../dataset.ts';

const side = 32;
const plane = side * side;
/** Bytes of a record: CIFAR-100 has a coarse label before the fine one. */
export const cifarRecords = { 10: 1 + 3 * plane, 100: 2 + 3 * plane } as const;

/**
 * Records of CIFAR's binary version: a label, then 32 x 32 bytes of red, of green, of blue. Of CIFAR-100 the fine label.
 * @param classes 10 or 100, which of the two it is
 * @throws EngineError `dataset-corrupt`
 */
export function decodeCifar(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  classes: keyof typeof cifarRecords = 10,
): Split {
  const record = cifarRecords[classes];
  const labelAt = record - 3 * plane - 1;
  for (const { name, bytes } of files) {
    if (bytes.length > 0 && bytes.length % record === 0) continue;
    throw new EngineError(
      'dataset-corrupt',
      message('datasets.cifar-length', { file: name, bytes: bytes.length, record }),
    );
  }
  const count = files.reduce((sum, { bytes }) => sum + bytes.length / record, 0);
  const images = new Uint8Array(count * 3 * plane);
  const labels = new Uint8Array(count);
  let example = 0;
  for (const { bytes } of files) {
    for (let start = 0; start < bytes.length; start += record, example++) {
      labels[example] = bytes[start + labelAt]!;
      let at = example * 3 * plane;
      const first = start + labelAt + 1;
      for (let pixel = first; pixel < first + plane; pixel++) {
        images[at++] = bytes[pixel]!;
        images[at++] = bytes[pixel + plane]!;
        images[at++] = bytes[pixel + 2 * plane]!;
      }
    }
  }
  return { count, shape: [side, side, 3], images, labels };
}
