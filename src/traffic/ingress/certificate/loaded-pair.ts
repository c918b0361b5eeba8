import { customResourcesIn, mayMake } from '../../../model/custom-resources.ts';
import { isClosed } from '../../../model/is-closed.ts';
import type { Model, Secret } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import { unreadObjects } from '../../../model/unread.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { keyPair } from './key-pair.ts';
import { type CertificateNames, certificateNames } from './names.ts';
import { pemBlocks } from './pem.ts';
import { secretText } from './secret-text.ts';

/** What a controller finds where an Ingress names a Secret for TLS. */
export type LoadedPair =
  | { readonly kind: 'pair'; readonly secret: Typed<Secret>; readonly names: CertificateNames }
  /** The Secret does not exist, or holds no certificate with its key. */
  | { readonly kind: 'refused'; readonly reason: string; readonly secret: Typed<Secret> | undefined }
  /** The files need not hold it. */
  | { readonly kind: 'unseen' };

/** The certificate and key of a Secret in the namespace of an Ingress. */
export function loadedPair(model: Model, ingress: Typed<Ingress>, name: string): LoadedPair {
  let ofIngress = named.get(ingress);
  if (!ofIngress) {
    ofIngress = new Map();
    named.set(ingress, ofIngress);
  }
  let pair = ofIngress.get(name);
  if (!pair) {
    const secret = model.secrets.get(ingress.namespace, name, ingress.object);
    pair = secret ? readPair(secret) : absentPair(model, ingress, name);
    ofIngress.set(name, pair);
  }
  return pair;
}

/** Every request in TLS asks anew. */
const named = new WeakMap<Typed<Ingress>, Map<string, LoadedPair>>();

function absentPair(model: Model, ingress: Typed<Ingress>, name: string): LoadedPair {
  if (!knowsSecret(model, ingress, name)) return { kind: 'unseen' };
  return { kind: 'refused', reason: 'which does not exist', secret: undefined };
}

/** Whether a Secret that is not among the files does not exist: cert-manager and other operators make some. */
export function knowsSecret(model: Model, { namespace, value }: Typed<Ingress>, name: string): boolean {
  if (isClosed(model.cluster, secretKind, namespace)) return true;
  if (model.secrets.in(namespace).length === 0) return false;
  if (unreadObjects(model.cluster, secretKind, namespace, name).length > 0) return false;
  if (Object.keys(value.metadata?.annotations ?? {}).some((key) => issuer.test(key))) return false;
  return !customResourcesIn(model, namespace).some((resource) => mayMake(resource, name));
}

/** The names in the certificate of a Secret, whatever its key is. */
export function namesInSecret(secret: Secret): CertificateNames | undefined {
  const first = pemBlocks(secretText(secret, 'tls.crt') ?? '').find(({ label }) => label.endsWith('CERTIFICATE'));
  return first?.bytes && certificateNames(first.bytes);
}

const secretKind: ReadonlySet<string> = new Set(['Secret']);
const issuer = /^(?:(?:acme\.)?cert-manager\.io|certmanager\.k8s\.io)\/|^kubernetes\.io\/tls-acme$/;

const known = new WeakMap<Secret, LoadedPair>();

function readPair(secret: Typed<Secret>): LoadedPair {
  let pair = known.get(secret.value);
  if (!pair) {
    pair = parsePair(secret);
    known.set(secret.value, pair);
  }
  return pair;
}

function parsePair(secret: Typed<Secret>): LoadedPair {
  const [certificate, key] = [secretText(secret.value, 'tls.crt'), secretText(secret.value, 'tls.key')];
  const refused = (reason: string): LoadedPair => ({ kind: 'refused', reason, secret });
  if (!certificate || !key) return refused(`which has no ${certificate ? 'tls.key' : 'tls.crt'}`);
  const pair = keyPair(certificate, key);
  if (pair.kind === 'broken') return refused(`which cannot be used: ${pair.problem}`);
  const names = namesInSecret(secret.value);
  return names ? { kind: 'pair', secret, names } : refused('which cannot be used: its certificate cannot be read');
}
