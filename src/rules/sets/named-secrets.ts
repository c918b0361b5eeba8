import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { type Model, modelOf, type Secret } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import { type TlsMaterial, tlsMaterial } from '../../traffic/certificate-inspection.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { isInDoubt } from '../facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from '../facts/ingress.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { kustomizationsOf } from './kustomize.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { copiers, isMadeByOthers } from './tls-secrets.ts';

/** A Secret of the set that a `tls` entry names, and what it holds. */
export interface NamedSecret {
  readonly secret: Typed<Secret>;
  readonly ingress: LoadedObject;
  /** `spec.tls[0]`. */
  readonly entry: FieldPath;
  readonly hosts: readonly string[];
  readonly holds:
    | TlsMaterial
    /** Without a key that is needed; the second is one that looks like it. */
    | { readonly kind: 'lacks'; readonly key: 'tls.crt' | 'tls.key'; readonly near: string | undefined }
    | { readonly kind: 'empty'; readonly key: 'tls.crt' | 'tls.key' };
}

const cache = new WeakMap<Cluster, readonly NamedSecret[]>();

/** The Secrets that Ingresses name for TLS and that are among the files, as far as their content can be judged. */
export function namedSecretsOf(cluster: Cluster): readonly NamedSecret[] {
  let found = cache.get(cluster);
  if (!found) {
    const model = modelOf(cluster);
    found = model.secrets.all.length === 0 ? [] : find(model);
    cache.set(cluster, found);
  }
  return found;
}

function find(model: Model): NamedSecret[] {
  const found: NamedSecret[] = [];
  for (const { object, namespace } of model.ingresses.all) {
    const { tls } = ingressSpec(object);
    if (!tls || !isIngress(object)) continue;
    for (let index = 0; index < tls.length; index++) {
      const { secretName = '', hosts = [] } = tls[index] ?? {};
      const secret = secretName === '' ? undefined : model.secrets.get(namespace, secretName, object);
      if (!secret) continue;
      const holds = holdsOf(secret.value);
      if (holds) found.push({ secret, ingress: object, entry: ['spec', 'tls', index], hosts, holds });
    }
  }
  return found;
}

/** Whether the cluster has what is written here: nothing copies the Secret, makes it, or keeps it encrypted. */
export function isWhatCounts(cluster: Cluster, { secret: { object, name }, ingress }: NamedSecret): boolean {
  const { isPatch } = kustomizationsOf(cluster);
  if (isPatch(object.document.source.path) || isPatch(ingress.document.source.path)) return false;
  if (Object.hasOwn(object.decoded.value, 'sops') || isInDoubt(object, [])) return false;
  for (const key in annotationsOf(object)) if (copiers.test(key) || key.startsWith('cert-manager.io/')) return false;
  return neighbourhoodOf(cluster).together(ingress, object) && !isMadeByOthers(cluster, ingress, name);
}

function holdsOf({ data = {}, stringData = {} }: Secret): NamedSecret['holds'] | undefined {
  for (const key of needed) {
    const value = stringData[key] ?? data[key];
    if (value === undefined)
      return { kind: 'lacks', key, near: nearKey(key, [...Object.keys(data), ...Object.keys(stringData)]) };
    if (isPlaceholder(value) || encrypted.test(value)) return undefined;
    if (value.trim() === '') return { kind: 'empty', key };
    if (filler.test(value)) return undefined;
  }
  const isEncoded = stringData['tls.crt'] === undefined;
  // One of them encoded and the other one not is nothing that anybody writes.
  if (isEncoded !== (stringData['tls.key'] === undefined)) return undefined;
  const from = isEncoded ? data : stringData;
  return tlsMaterial(from['tls.crt'] ?? '', from['tls.key'] ?? '', isEncoded);
}

const needed = ['tls.crt', 'tls.key'] as const;

/** What sops, Ansible and people put in place of a secret. */
const encrypted = /^(?:ENC\[|\$ANSIBLE_VAULT|\*{3,}|x{4,}$|\.{3}|REDACTED)|redacted|placeholder/i;

/** Where a test needs any text: the same few characters over and over. */
const filler = /^(?!-)(.{1,16}?)\1{3,}/;

/** `tls.cert`, `cert.pem`, `server.key`: another name for the same. */
function nearKey(key: 'tls.crt' | 'tls.key', keys: readonly string[]): string | undefined {
  const pattern = key === 'tls.crt' ? /cert|crt|\.pem$/i : /key/i;
  return keys.find((each) => each !== 'tls.crt' && each !== 'tls.key' && each !== 'ca.crt' && pattern.test(each));
}
