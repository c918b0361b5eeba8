import { describe, expect, test } from '@jest/globals';
import { base64Bytes } from '../../../../src/traffic/ingress/certificate/base64-bytes.ts';
import {
  type CertificateNames,
  certificateNames,
  isFor,
  matchesName,
  namesText,
} from '../../../../src/traffic/ingress/certificate/names.ts';

// Made by openssl for this test, and used for nothing else.
const many =
  'MIICMzCCAdqgAwIBAgIUW09robFQyb6su9D3DimjZbuEjH4wCgYIKoZIzj0EAwIwRDENMAsGA1UECgwEU2hvcDEYMBYGA1UEAwwP' +
  'b2xkLmV4YW1wbGUuY29tMRkwFwYDVQQDDBBzaG9wLmV4YW1wbGUuY29tMCAXDTI2MTEyMzE2MDkzNVoYDzIxMjYxMDMwMTYwOTM1' +
  'WjBEMQ0wCwYDVQQKDARTaG9wMRgwFgYDVQQDDA9vbGQuZXhhbXBsZS5jb20xGTAXBgNVBAMMEHNob3AuZXhhbXBsZS5jb20wWTAT' +
  'BgcqhkjOPQIBBggqhkjOPQMBBwNCAASFRubEL8s74zI7NbiGn+3todbqcMMhHxUBaffjj1Bfa28oJtSrsgdYnwJ2OEoXv1xNj7Ql' +
  'LvgAY3TPa86CoDi3o4GnMIGkMB0GA1UdDgQWBBTT3ytVud1WedqdNLh1YpjEFN7Q0zAfBgNVHSMEGDAWgBTT3ytVud1WedqdNLh1' +
  'YpjEFN7Q0zAPBgNVHRMBAf8EBTADAQH/MFEGA1UdEQRKMEiCEHNob3AuZXhhbXBsZS5jb22CDSouZXhhbXBsZS5vcmeHBMAAAgGH' +
  'ECABDbgAAAAAAAAAAAAAAAGBDWFAZXhhbXBsZS5jb20wCgYIKoZIzj0EAwIDRwAwRAIgbdOt26qvtpX/ZdGYTpu3+ImlCmMcDJQ1' +
  '4I6BrJzhZ9ICIEnZeT6bQvGgTx6TacchAHoPOcSG7Ygu9TL4QPr6glcv';
const plain =
  'MIIBkDCCATegAwIBAgIUZHcf9GhRtZYiF6XTi9jwNQgWBsQwCgYIKoZIzj0EAwIwHTEbMBkGA1UEAwwSbMOkZGVuLmV4YW1wbGUu' +
  'Y29tMCAXDTI2MTEyMzE2MDkzNVoYDzIxMjYxMDMwMTYwOTM1WjAdMRswGQYDVQQDDBJsw6RkZW4uZXhhbXBsZS5jb20wWTATBgcq' +
  'hkjOPQIBBggqhkjOPQMBBwNCAAS/KsMntn6wM8wvcx+fbewAvNimdgU6b4rdejXW7iJaEYaFCXQB3tUkxgLTsJ5F6ag0EnxZqm2Y' +
  'xPYuPSMkG3BEo1MwUTAdBgNVHQ4EFgQUGjEU9MGTO2vN83d9fYDJQOMG6kUwHwYDVR0jBBgwFoAUGjEU9MGTO2vN83d9fYDJQOMG' +
  '6kUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBg90H9e23pjsRJmnvMnvi4NpR8rPgKfMoo/mjQGbiLDwIgMwxx' +
  'deqXqlfYZ9KRGWYUYi2BrUR89Vjhx6BiJBi3Lwk=';

function read(base64: string): CertificateNames | undefined {
  return certificateNames(base64Bytes(base64) ?? new Uint8Array());
}

describe('the names in a certificate', () => {
  test('subject and alternatives', () => {
    expect(read(many)).toEqual({
      commonName: 'shop.example.com',
      dnsNames: ['shop.example.com', '*.example.org'],
      addresses: ['192.0.2.1', '2001:db8:0:0:0:0:0:1'],
    });
  });

  test('a subject alone', () => {
    expect(read(plain)).toEqual({ commonName: 'läden.example.com', dnsNames: [], addresses: [] });
  });

  test.each(['', 'AAAA', many.slice(0, 400)])('no certificate: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

test.each([
  ['a.example.com', 'a.example.com', true],
  ['A.Example.com', 'a.example.com', true],
  ['a.example.com', 'a.example.com.', true],
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'b.a.example.com', false],
  ['*.example.com', '*.example.com', true],
  ['a*.example.com', 'ab.example.com', false],
  ['', '', false],
])('%s is for %s: %s', (name, host, expected) => {
  expect(matchesName(name, host)).toBe(expected);
});

test('only DNS names say whom a certificate is for', () => {
  const names = { commonName: 'a.test', dnsNames: ['b.test'], addresses: [] };
  expect([isFor(names, 'a.test'), isFor(names, 'b.test')]).toEqual([false, true]);
});

test.each([
  [{ commonName: 'a', dnsNames: [], addresses: [] }, 'a'],
  [{ commonName: 'a', dnsNames: ['b', 'c'], addresses: [] }, 'b and c'],
  [{ commonName: 'a', dnsNames: ['b', 'c', 'd'], addresses: [] }, 'b and 2 more'],
  [{ commonName: undefined, dnsNames: [], addresses: [] }, 'nobody'],
])('%j in words', (names, text) => {
  expect(namesText(names)).toBe(text);
});
