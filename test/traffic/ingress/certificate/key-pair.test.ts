import { describe, expect, test } from '@jest/globals';
import { keyPair } from '../../../../src/traffic/ingress/certificate/key-pair.ts';

// Made by openssl for this test, and used for nothing else.
const ecCertificate =
  'MIIBbDCCAROgAwIBAgIUKt7dPDWHEwHhHqlLsoLiY6XaSx8wCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYTAeFw0yNjExMjMx' +
  'NDQ5MzRaFw0zNjExMjAxNDQ5MzRaMAwxCjAIBgNVBAMMAWEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATC3CmBZtt8qnBn' +
  '+OADJ4ft6eUAoTecuAKHP2uJTTRRII3wTIZExoCXfi9YolH7fWn53gtk8Sd3EW/AJeK35zuro1MwUTAdBgNVHQ4EFgQUTX4i' +
  'sM3t7y3B2r4/JPUMkUQCTv8wHwYDVR0jBBgwFoAUTX4isM3t7y3B2r4/JPUMkUQCTv8wDwYDVR0TAQH/BAUwAwEB/zAKBggq' +
  'hkjOPQQDAgNHADBEAiBvETG3t+cQKHfRV++IW1je0R5STSvTkg8CkkBJguNrrgIgWwVEMvanJ+YV8KORHd6ltdWbjDRHs2jB' +
  'MeoFCj93IY4=';
const ecPkcs8 =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+s/em4RVIdE7CtbN4k78LEv9GnBLm6I+0hViAUITUq+hRANC' +
  'AATC3CmBZtt8qnBn+OADJ4ft6eUAoTecuAKHP2uJTTRRII3wTIZExoCXfi9YolH7fWn53gtk8Sd3EW/AJeK35zur';
const ecSec1 =
  'MHcCAQEEIPrP3puEVSHROwrWzeJO/CxL/RpwS5uiPtIVYgFCE1KvoAoGCCqGSM49AwEHoUQDQgAEwtwpgWbbfKpwZ/jgAyeH' +
  '7enlAKE3nLgChz9riU00USCN8EyGRMaAl34vWKJR+31p+d4LZPEndxFvwCXit+c7qw==';
const ecCompressed =
  'MFcCAQEEIPrP3puEVSHROwrWzeJO/CxL/RpwS5uiPtIVYgFCE1KvoAoGCCqGSM49AwEHoSQDIgADwtwpgWbbfKpwZ/jgAyeH' +
  '7enlAKE3nLgChz9riU00USA=';
const ecWithoutPublic = 'MDECAQEEIPrP3puEVSHROwrWzeJO/CxL/RpwS5uiPtIVYgFCE1KvoAoGCCqGSM49AwEH';
const otherEc =
  'MHcCAQEEIBO6uQufwhdFY9MAGGQ6RSsHPdEmW4jM9TaQA63EdKGeoAoGCCqGSM49AwEHoUQDQgAEA8a76UJgPgJNct0PfQYx' +
  'uVh2oUuz8IF1YHTEXTVS8fk9fkXYTtd/VNJGee2zEzwYR9Ggg3mv4Xy/uyk7LbI0EA==';
const rsaCertificate =
  'MIIBbzCCARmgAwIBAgIUeGxma8mxngyXvj5SqWXf3zNShJQwDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UEAwwBYTAeFw0yNjEx' +
  'MjMxNDQ5MzRaFw0zNjExMjAxNDQ5MzRaMAwxCjAIBgNVBAMMAWEwXDANBgkqhkiG9w0BAQEFAANLADBIAkEA8R3L4WS9eKyP' +
  'SzCXLcvMjanYiXCH213/6+nGLN/992ghVWeAS85Rt6AZakXdFL8qkrf/6vEbXh3RsK5hApRo6QIDAQABo1MwUTAdBgNVHQ4E' +
  'FgQU5qAOvAuZHiHmYWV2otr+/Ef35gswHwYDVR0jBBgwFoAU5qAOvAuZHiHmYWV2otr+/Ef35gswDwYDVR0TAQH/BAUwAwEB' +
  '/zANBgkqhkiG9w0BAQsFAANBAMqJV3wPCKLJPhlAuA5b9OCVvMNuHt2VpUGXltX7OjCmVGb/tHWbQgBFJfCHkhsQKdG/ssB7' +
  'I00ow0GT038q1EE=';
const rsaPkcs1 =
  'MIIBOgIBAAJBAPEdy+FkvXisj0swly3LzI2p2Ilwh9td/+vpxizf/fdoIVVngEvOUbegGWpF3RS/KpK3/+rxG14d0bCuYQKU' +
  'aOkCAwEAAQJBAN4uHL73O3jFWc1pWwWCNF2d0sDjBu1ncvoKkuirBrVAXtYn6K/U/3hKqLNXjMa8LjoJD2zKAB6bBxtHqbMl' +
  'hJkCIQD/sMzMPq+z3Ya/fFoU6YA00bjmHMdqxLke6HFIv/RcKwIhAPFoe2gYjtzfpKt0u3Jxw4V7/JxJLQSXJEpfHSc0NQE7' +
  'AiAqj6Z3dRPQL9bHNw7Tnk6d/C739uBm8FoUQALjZjhpwwIgVeKqJPq3uPUIDMfW+Hxo51CZKrEOBxgOnTcBlDUKtokCIHMO' +
  'AQ6gEHFePaLQzzHv6LyxaA4UjZtAE+PMVQ8KGn39';

function pem(label: string, base64: string, headers = ''): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${headers}${lines.join('\n')}\n-----END ${label}-----\n`;
}

const ec = pem('CERTIFICATE', ecCertificate);
const rsa = pem('CERTIFICATE', rsaCertificate);

describe('a key that is the one of the certificate', () => {
  test.each([
    ['EC in PKCS #8', ec, pem('PRIVATE KEY', ecPkcs8)],
    ['EC in SEC 1', ec, pem('EC PRIVATE KEY', ecSec1)],
    ['EC with a compressed point', ec, pem('EC PRIVATE KEY', ecCompressed)],
    ['EC after its parameters', ec, pem('EC PARAMETERS', 'BggqhkjOPQMBBw==') + pem('EC PRIVATE KEY', ecSec1)],
    ['RSA in PKCS #1', rsa, pem('RSA PRIVATE KEY', rsaPkcs1)],
    ['with a chain', ec + rsa, pem('PRIVATE KEY', ecPkcs8)],
    ['with text around it', `subject=CN = a\n${ec}`, `Bag Attributes\n${pem('PRIVATE KEY', ecPkcs8)}`],
    ['with Windows line ends', ec.replaceAll('\n', '\r\n'), pem('PRIVATE KEY', ecPkcs8).replaceAll('\n', '\r\n')],
  ])('%s', (_, certificate, key) => {
    expect(keyPair(certificate, key)).toEqual({ kind: 'fits' });
  });
});

describe('what no server loads', () => {
  const key = pem('PRIVATE KEY', ecPkcs8);
  test.each([
    ['another key', ec, pem('EC PRIVATE KEY', otherEc), 'its private key is not the one of the certificate'],
    [
      'a key of another kind',
      ec,
      pem('RSA PRIVATE KEY', rsaPkcs1),
      'its private key is not the one of the certificate',
    ],
    ['no PEM', 'not a certificate', key, 'it holds no certificate'],
    ['an empty text', '', key, 'it holds no certificate'],
    ['PEM that holds no DER', pem('CERTIFICATE', 'bm90IGEgY2VydA=='), key, 'its certificate cannot be read'],
    ['PEM that is no base64', pem('CERTIFICATE', '****'), key, 'its certificate cannot be read'],
    ['a certificate that is cut', ec.slice(0, 200), key, 'its certificate cannot be read'],
    ['a chain with garbage', ec + pem('CERTIFICATE', 'AAAA'), key, 'a certificate of its chain cannot be read'],
    ['a key as certificate', pem('CERTIFICATE', ecPkcs8), key, 'its certificate cannot be read'],
    ['no key', ec, '', 'it holds no private key'],
    ['a key that holds no DER', ec, pem('PRIVATE KEY', 'AAAA'), 'its private key cannot be read'],
    [
      'an encrypted key',
      ec,
      pem('EC PRIVATE KEY', ecSec1, 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n'),
      'its private key is encrypted',
    ],
    ['an encrypted key in PKCS #8', ec, pem('ENCRYPTED PRIVATE KEY', ecPkcs8), 'its private key is encrypted'],
  ])('%s', (_, certificate, privateKey, problem) => {
    expect(keyPair(certificate, privateKey)).toEqual({ kind: 'broken', problem });
  });

  test('a key that does not tell its public half is not judged', () => {
    expect(keyPair(ec, pem('EC PRIVATE KEY', ecWithoutPublic)).kind).toBe('undecided');
  });
});
