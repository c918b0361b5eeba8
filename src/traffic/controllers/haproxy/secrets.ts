import type { Model, Secret } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { keyPair } from '../../ingress/certificate/key-pair.ts';
import { secretText } from '../../ingress/certificate/secret-text.ts';

/** A Secret that HAProxy does not start with, or of which that cannot be told. */
export interface BadSecret {
  readonly kind: 'broken' | 'undecided';
  readonly reason: string;
  readonly because: readonly Evidence[];
}

/**
 * The first Secret of a `tls` entry that stops HAProxy: all certificates are in one folder, and it takes all or none
 * (pkg/haproxy/certs/main.go, v3.2.11; haproxy src/ssl_ckch.c ssl_sock_load_pem_into_ckch).
 */
export function badSecret(model: Model, ingresses: readonly Typed<Ingress>[]): BadSecret | undefined {
  let undecided: BadSecret | undefined;
  for (const ingress of ingresses) {
    for (const { name, entry } of secretsOf(ingress)) {
      const secret = model.secrets.get(ingress.namespace, name, ingress.object);
      const problem = secret && problemOf(secret.value);
      if (!problem) continue;
      const bad: BadSecret = {
        kind: problem.kind,
        reason: `Secret ${ingress.namespace}/${name}: ${problem.text}`,
        because: [
          evidence(`Secret ${name}`, secret.object, ['metadata', 'name']),
          evidence('tls', ingress.object, ['spec', 'tls', entry, 'secretName']),
        ],
      };
      if (bad.kind === 'broken') return bad;
      undecided ??= bad;
    }
  }
  return undecided;
}

/** The Secrets of the hosts of an Ingress: the list becomes a map by host, so of two entries for a host the last counts. */
function secretsOf({ value }: Typed<Ingress>): { name: string; entry: number }[] {
  const byHost = new Map<string, { name: string; entry: number }>();
  for (const [entry, { hosts = [], secretName = '' }] of (value.spec?.tls ?? []).entries()) {
    for (const host of hosts) byHost.set(host, { name: secretName, entry });
  }
  return [...byHost.values()].filter(({ name }) => name !== '');
}

/** What is wrong with the certificates of a Secret; without a pair of keys it is passed over. */
function problemOf(secret: Secret): { kind: BadSecret['kind']; text: string } | undefined {
  let undecided: { kind: BadSecret['kind']; text: string } | undefined;
  for (const name of ['tls', 'rsa', 'ecdsa', 'dsa']) {
    const [key, certificate] = [secretText(secret, `${name}.key`), secretText(secret, `${name}.crt`)];
    if (key === undefined || certificate === undefined) continue;
    // Both are written to one file, and looked for in all of it.
    const file = `${key}\n${certificate}`;
    const pair = keyPair(file, file);
    if (pair.kind === 'broken') return { kind: 'broken', text: pair.problem };
    if (pair.kind === 'undecided') undecided ??= { kind: 'undecided', text: pair.reason };
  }
  return undecided;
}
