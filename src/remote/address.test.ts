import { describe, expect, it } from 'vitest';
import { readAddress, readListen, writeAddress } from './address.ts';

const token = 'T'.repeat(43);
const fingerprint = 'a1'.repeat(32);

describe('the address of an engine', () => {
  it('is read as it is written', () => {
    for (const host of ['10.0.0.7', 'lab-3.example.org', '::1', 'fe80::1'])
      expect(readAddress(writeAddress({ host, port: 8766, token, fingerprint }))).toEqual({
        host,
        port: 8766,
        token,
        fingerprint,
      });
  });

  it('is refused without its token in the message', () => {
    for (const wrong of [
      '',
      '10.0.0.7:8766',
      `convas://10.0.0.7:8766/#${token}`,
      `convas://10.0.0.7:99999/#${token}.${fingerprint}`,
      `https://10.0.0.7:8766/#${token}.${fingerprint}`,
      `convas://a b:8766/#${token}.${fingerprint}`,
    ]) {
      expect(() => readAddress(wrong), wrong).toThrow(/not the address of an engine/);
      expect(() => readAddress(wrong), wrong).not.toThrow(new RegExp(token));
    }
  });

  it('to listen on is of this machine alone, unless another is named', () => {
    expect(readListen('8766')).toEqual({ host: '127.0.0.1', port: 8766 });
    expect(readListen('0.0.0.0:0')).toEqual({ host: '0.0.0.0', port: 0 });
    expect(readListen('[::1]:80')).toEqual({ host: '::1', port: 80 });
    for (const wrong of ['', 'host', ':80', '1.2.3.4:70000', 'a:b:80'])
      expect(() => readListen(wrong), wrong).toThrow(/listen/);
  });
});
