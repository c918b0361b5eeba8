import { describe, expect, test } from '@jest/globals';
import { load } from '../../../../src/model/load.ts';
import { modelOf } from '../../../../src/model/model.ts';
import { handshakeOf, namedCertificate, serverName } from '../../../../src/traffic/ingress/certificate/presented.ts';
import { ingress, type Manifest } from '../../controllers/routing/objects.ts';
import { garbage, secret } from '../../controllers/routing/secrets.ts';

const host = 'a.example.com';
const secured = (annotations = {}): Manifest =>
  ingress('web', [`${host} Prefix / web`], { tls: [`cert: ${host}`], annotations });

function shown(objects: readonly Manifest[], server = host, complete = false): [string, string, unknown] {
  const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete }));
  const { hop, certificate } = handshakeOf(namedCertificate(model, model.ingresses.all, server), server);
  return [hop.status, hop.text, certificate];
}

describe('the certificate that a client is shown', () => {
  test('of a Secret that covers the server', () => {
    expect(shown([secured(), secret('cert', 'a')])).toEqual([
      'ok',
      `Secret default/cert for ${host}`,
      { secret: 'default/cert', commonName: 'a', covers: true },
    ]);
  });

  test('of a Secret for another server', () => {
    expect(shown([secured(), secret('cert', 'b')])).toEqual([
      'warn',
      `Secret default/cert, whose certificate is for b.example.com, not for ${host}`,
      { secret: 'default/cert', commonName: 'b', covers: false },
    ]);
  });

  const own = { secret: null, covers: false };

  test.each<[string, readonly Manifest[], string]>([
    ['a Secret without a certificate', [secured(), garbage('cert')], 'which cannot be used: it holds no certificate'],
    [
      'a key of another certificate',
      [secured(), secret('cert', 'a', 'b')],
      'which cannot be used: its private key is not the one of the certificate',
    ],
    ['a Secret that is missing', [secured(), secret('other', 'a')], 'which does not exist'],
  ])('%s leaves the own one', (_, objects, reason) => {
    const start = `the tls entry for ${host} names Secret default/cert`;
    expect(shown(objects)).toEqual(['warn', `${start}, ${reason}: the certificate is the controller's own`, own]);
  });

  test('no tls entry, or no server name, leaves the own one', () => {
    const objects = [secured(), secret('cert', 'a')];
    expect(shown(objects, 'b.example.com')).toEqual([
      'warn',
      "no tls entry names b.example.com: the certificate is the controller's own",
      own,
    ]);
    expect(shown(objects, '')[2]).toEqual(own);
  });

  describe('of a Secret that the files need not hold is not known', () => {
    const unseen = { secret: 'default/cert', covers: null };
    const made = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', spec: { secretName: 'cert' } };

    test.each<[string, readonly Manifest[]]>([
      ['no Secret at all', [secured()]],
      ['an annotation of cert-manager', [secured({ 'cert-manager.io/cluster-issuer': 'x' }), secret('other', 'a')]],
      [
        'an object that makes it',
        [secured(), secret('other', 'a'), { ...made, metadata: { name: 'cert', namespace: 'default' } }],
      ],
    ])('%s', (_, objects) => {
      expect(shown(objects)[2]).toEqual(unseen);
    });

    test('unless nothing else exists', () => {
      expect(shown([secured()], host, true)[2]).toEqual(own);
    });
  });
});

test.each([
  ['A.Example.com.', 'a.example.com'],
  ['192.0.2.1', ''],
  ['[2001:db8::1]', ''],
  ['', ''],
])('the server name for %s is %s', (sni, name) => {
  expect(serverName(sni)).toBe(name);
});
