import { shippedPackages } from './licenses.mjs';

/** `sha512-BASE64` of the lockfile as CycloneDX has it. */
function hashesOf(integrity) {
  const [algorithm, digest] = integrity.split('-');
  if (algorithm !== 'sha512' || !digest) return {};
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] };
}

const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

const isId = (license) => /^[\w.-]+$/.test(license);

const licenseOf = (license) => {
  if (isId(license)) return { license: { id: license } };
  return /\b(OR|AND)\b/.test(license) ? { expression: license } : { license: { name: license } };
};

/**
 * What ships, as a CycloneDX 1.5 bill of materials. The same lockfile makes the same text: it has neither a time nor a
 * number of its own.
 * @param {string} version of Convas
 * @param {{version: string}} electron the release that ships
 */
export function sbomOf(version, electron) {
  const components = shippedPackages().map(({ name, version: own, license, integrity }) => ({
    type: 'library',
    'bom-ref': `${name}@${own}`,
    name,
    version: own,
    purl: purlOf(name, own),
    licenses: [licenseOf(license)],
    ...hashesOf(integrity),
  }));
  const framework = {
    type: 'framework',
    'bom-ref': `electron@${electron.version}`,
    name: 'electron',
    version: electron.version,
    purl: purlOf('electron', electron.version),
    licenses: [{ license: { id: 'MIT' } }],
  };
  const unique = new Map([framework, ...components].map((each) => [each['bom-ref'], each]));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `convas@${version}`,
        name: 'convas',
        version,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: [...unique.values()],
  };
}
