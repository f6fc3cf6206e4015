// node build/sbom.mjs [FILE]: writes what ships as a CycloneDX bill of materials, release/sbom.cdx.json by default.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { provisioning } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { sbomOf } from './lib/sbom.mjs';

const file = process.argv[2] ?? inRoot('release', 'sbom.cdx.json');
const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
const { electronRelease } = await provisioning();
const sbom = sbomOf(version, electronRelease);
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify(sbom, null, 2)}\n`);
console.log(`${file}: ${sbom.components.length} components`);
