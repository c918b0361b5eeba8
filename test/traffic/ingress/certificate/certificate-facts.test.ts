import { expect, test } from '@jest/globals';
import { base64Bytes } from '../../../../src/traffic/ingress/certificate/base64-bytes.ts';
import { certificateFacts } from '../../../../src/traffic/ingress/certificate/certificate-facts.ts';
import { pemBlocks } from '../../../../src/traffic/ingress/certificate/pem.ts';
import { certificate } from '../../../bench/certificate.ts';

const bytes = pemBlocks(Buffer.from(certificate, 'base64').toString())[0]?.bytes ?? new Uint8Array();

test('names and days of a certificate', () => {
  expect(certificateFacts(bytes)).toEqual({
    names: ['*.prod.example.com', '*.stage.example.com', '*.dev.example.com'],
    commonName: 'bench',
    notBefore: '2020-01-01',
    notAfter: '2056-01-01',
  });
});

test('what is no certificate has none', () => {
  expect(certificateFacts(base64Bytes('QUJD') ?? new Uint8Array())).toBeUndefined();
  for (let length = 0; length < bytes.length; length += 7) {
    expect(() => certificateFacts(bytes.subarray(0, length))).not.toThrow();
  }
});
