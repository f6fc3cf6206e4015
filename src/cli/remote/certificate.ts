import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';

/** One value in ASN.1's distinguished encoding rules (X.690): tag, length, content. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const bytes = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...bytes]), body]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const utf8 = (text: string) => der(0x0c, Buffer.from(text));
const bits = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes);

/** An object identifier: the first two numbers in one byte, then seven bits to a byte. */
function oid(...[first, second, ...rest]: number[]): Buffer {
  const bytes = rest.flatMap((number) => {
    const groups = [number & 127];
    for (let left = number >>> 7; left > 0; left >>>= 7) groups.unshift((left & 127) | 128);
    return groups;
  });
  return der(0x06, Buffer.from([first! * 40 + second!, ...bytes]));
}

const ecdsaWithSha256 = sequence(oid(1, 2, 840, 10045, 4, 3, 2));
const commonName = oid(2, 5, 4, 3);

/** `20260131000000Z`, as a GeneralizedTime. */
const time = (date: Date) =>
  der(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`));

export interface Certificate {
  /** PKCS #8, PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
}

const years = 20;

/**
 * A self-signed X.509 certificate (RFC 5280, version 3 without extensions) over P-256. Clients know it by its fingerprint
 * alone, so that neither its name nor its dates are trusted.
 */
export function makeCertificate(name = 'convas'): Certificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const from = new Date(Date.now() - 24 * 3600 * 1000);
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + years);
  const serial = randomBytes(16);
  // Positive, and not to begin with zeros.
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  const names = sequence(der(0x31, sequence(commonName, utf8(name))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    names,
    sequence(time(from), time(until)),
    names,
    publicKey,
  );
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  const lines = whole.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

/** The SHA-256 of a certificate, in lower-case hexadecimal digits. */
export const fingerprintOf = (certificate: string): string =>
  new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase();

/** Whether a key is that of a certificate. */
export const belongTogether = ({ key, certificate }: Certificate): boolean =>
  new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
