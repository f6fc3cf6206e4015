import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { belongTogether, fingerprintOf, makeCertificate } from './certificate.ts';

describe('a self-signed certificate', () => {
  it('is one to OpenSSL: signed by its own key, valid now, and known by its fingerprint', () => {
    for (let made = 0; made < 5; made++) {
      const { key, certificate } = makeCertificate('Motor de teste');
      const read = new X509Certificate(certificate);
      expect(read.verify(read.publicKey)).toBe(true);
      expect(read.subject).toBe('CN=Motor de teste');
      expect(read.issuer).toBe(read.subject);
      expect(Date.parse(read.validFrom)).toBeLessThan(Date.now());
      expect(Date.parse(read.validTo)).toBeGreaterThan(Date.now() + 10 * 365 * 24 * 3600 * 1000);
      expect(belongTogether({ key, certificate })).toBe(true);
      expect(belongTogether({ key, certificate: makeCertificate().certificate })).toBe(false);
      expect(fingerprintOf(certificate)).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});
