import { type Bytes, concat } from '../../graph/protobuf.ts';
import { maskedCrc32c } from './crc32c.ts';

function checksum(bytes: Uint8Array): Bytes {
  const written = new Uint8Array(4);
  new DataView(written.buffer).setUint32(0, maskedCrc32c(bytes), true);
  return written;
}

/** TensorFlow's TFRecord framing: length (uint64), its checksum, the data, its checksum, little-endian. */
export function tfRecords(messages: readonly Uint8Array[]): Bytes {
  return concat(
    messages.flatMap((data) => {
      const length = new Uint8Array(8);
      new DataView(length.buffer).setBigUint64(0, BigInt(data.length), true);
      return [length, checksum(length), data, checksum(data)];
    }),
  );
}
