import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { loadHdf5 } from '../../src/interchange/keras/hdf5.ts';
import { keras } from '../../src/interchange/keras/import.ts';

const golden = join(import.meta.dirname, '..', 'golden', 'keras');
const archive = new Uint8Array(readFileSync(join(golden, 'branches.keras')));
const model = () => JSON.parse(readFileSync(join(golden, 'branches.json'), 'utf8'));

const read = (name: string, bytes: Uint8Array) =>
  keras.read({ main: { name, bytes }, beside: async () => null });
const described = (change: (config: ReturnType<typeof model>['config']) => void): Uint8Array => {
  const changed = model();
  change(changed.config);
  return strToU8(JSON.stringify(changed));
};

async function linked(): Promise<Uint8Array> {
  const hdf5 = await loadHdf5();
  const file = new hdf5.File('linked.h5', 'w');
  const dense = { class_name: 'Dense', config: { name: 'd', units: 2, batch_input_shape: [null, 3] } };
  const config = { class_name: 'Sequential', config: { name: 's', layers: [dense] } };
  file.create_attribute('model_config', JSON.stringify(config));
  file.create_group('model_weights').create_external_link('/etc/passwd', '/', 'd');
  file.flush();
  file.close();
  return (await hdf5.ready).FS.readFile('linked.h5');
}

/** An archive whose entry says that it unpacks to 100 bytes, and unpacks to 300 million. */
function lying(): Uint8Array {
  const bytes = Buffer.from(zipSync({ 'config.json': new Uint8Array(3e8) }));
  for (let at = bytes.indexOf(u32(3e8)); at >= 0; at = bytes.indexOf(u32(3e8))) bytes.writeUInt32LE(100, at);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

it.each([
  ['cut.keras', () => archive.subarray(0, archive.length - 500), 'not a complete .keras file'],
  ['slip.keras', () => zipSync({ '../x': strToU8('a'), 'config.json': strToU8('{}') }), 'leads out'],
  ['bomb.keras', () => zipSync({ 'config.json': new Uint8Array(3e8) }), '300,000,000 bytes'],
  ['lying.keras', lying, '"lying.keras"'],
  ['empty.keras', () => zipSync({ a: strToU8('a') }), 'has no config.json'],
  [
    'weights.keras',
    () => zipSync({ 'config.json': described(() => {}), 'model.weights.h5': strToU8('x') }),
    'not a complete HDF5 file',
  ],
  [
    'twice.json',
    () =>
      described(({ layers }) => {
        layers[2].name = layers[1].name;
      }),
    'two layers named "conv2d"',
  ],
  [
    'cycle.json',
    () =>
      described(({ layers }) => {
        layers[1].inbound_nodes[0].args[0].config.keras_history[0] = 'dense';
      }),
    'cycle',
  ],
  ['deep.json', () => strToU8(`{"class_name":${'['.repeat(1e5)}`), 'not valid JSON'],
  ['linked.h5', linked, 'Links are not followed'],
] as const)('%s is refused in one sentence that names it', async (name, make, reason) => {
  const bytes = await make();
  await expect(read(name, bytes)).rejects.toThrow(reason);
  await expect(read(name, bytes)).rejects.toThrow(`"${name}"`);
});

it.each([
  ['Lambda', 'class_name', 'Lambda', 'never executed'],
  ['an absurd size', 'filters', 1e9, 'out of range'],
])('keeps a layer with %s as a placeholder with its config', async (_what, key, value, reason) => {
  const bytes = described(({ layers }) => {
    if (key === 'class_name') layers[1].class_name = value;
    else layers[1].config[key] = value;
  });
  const { document, report } = await read('model.json', bytes);
  expect(report[1]).toMatchObject({ status: 'placeholder' });
  expect(JSON.stringify(report[1]!.detail)).toContain(
    reason === 'out of range' ? 'out-of-range' : 'custom-code',
  );
  expect(document.layers[1]!.params).toMatchObject({ kernel_size: [5, 2] });
});
