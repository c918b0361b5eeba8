import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import { isExternal } from '../../model/external.ts';
import { modelOf } from '../../model/model.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { isInDoubt } from '../facts/doubt.ts';
import { annotationsOf, ingressSpec, isIngress } from '../facts/ingress.ts';
import { isPlaceholder } from '../facts/placeholder.ts';
import { valueAt } from '../facts/value-at.ts';
import { inAnyNamespace } from './any-namespace.ts';
import { kustomizationsOf } from './kustomize.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

/** A Secret that a `tls` entry names, and that is not in the namespace of the Ingress. */
export interface AbsentSecret {
  readonly name: string;
  readonly path: FieldPath;
  /** `open`: it may be elsewhere, or something makes it. */
  readonly kind: 'missing' | 'open' | 'other-namespace';
  /** The Secret of this name in another namespace. */
  readonly other: LoadedObject | undefined;
}

/** The Secrets that an Ingress names for TLS and that are not in its namespace. */
export function absentSecrets(cluster: Cluster, ingress: LoadedObject): AbsentSecret[] {
  if (!isIngress(ingress) || kustomizationsOf(cluster).isPatch(ingress.document.source.path)) return [];
  const model = modelOf(cluster);
  const namespace = model.namespaceOf(ingress);
  const { together, side, knows } = neighbourhoodOf(cluster);
  const found: AbsentSecret[] = [];
  for (const [entry, { secretName: name = '' }] of (ingressSpec(ingress).tls ?? []).entries()) {
    const path = ['spec', 'tls', entry, 'secretName'];
    // Contour names Secrets of other namespaces with a slash.
    if (name === '' || name.includes('/') || isPlaceholder(name) || isInDoubt(ingress, path)) continue;
    if (model.secrets.alternatives(namespace, name).length > 0) continue;
    if (isExternal(cluster, 'Secret', namespace, name)) continue;
    const elsewhere = inAnyNamespace(model.secrets.all, name).filter(({ object }) => together(ingress, object));
    const near = elsewhere.find(
      ({ object }) => object.namespace !== '' && ingress.namespace !== '' && side(ingress, object),
    );
    const known = knows('TLS Secret', namespace, ingress);
    const other =
      near ?? (known ? elsewhere.find(({ object }) => object.namespace !== '' && ingress.namespace !== '') : undefined);
    const isOpen = !other && !(known && elsewhere.length === 0);
    const made = !isOpen && isMadeByOthers(cluster, ingress, name);
    const copied = elsewhere.some(({ object }) => Object.keys(annotationsOf(object)).some((key) => copiers.test(key)));
    const kind =
      made || copied ? 'open' : other ? 'other-namespace' : known && elsewhere.length === 0 ? 'missing' : 'open';
    found.push({ name, path, kind, other: other?.object });
  }
  return found;
}

/** Tools that copy a Secret to other namespaces: reflector, kubernetes-replicator, kubed, config-syncer. */
export const copiers: RegExp =
  /reflector\.v1\.k8s\.emberstack|replicator\.v1\.mittwald|kubed\.appscode\.com|config-syncer/;

const issuers =
  /^(?:cert-manager\.io|certmanager\.k8s\.io|acme\.cert-manager\.io)\/|^kubernetes\.io\/tls-acme$|^projectcontour\.io\/tls-cert-namespace$/;

/** Whether something makes the Secret: cert-manager, an operator for secrets. */
export function isMadeByOthers(cluster: Cluster, ingress: LoadedObject, name: string): boolean {
  if (Object.keys(annotationsOf(ingress)).some((key) => issuers.test(key))) return true;
  return customObjectsOf(cluster).some((object) => {
    if (object.kind === 'TLSCertificateDelegation') return true;
    return object.name === name || names.some((path) => valueAt(object.decoded.value, path) === name);
  });
}

const customObjects = new WeakMap<Cluster, readonly LoadedObject[]>();

/** Found once: a set may hold thousands of Secrets that are named and few objects that make one. */
function customObjectsOf(cluster: Cluster): readonly LoadedObject[] {
  let found = customObjects.get(cluster);
  if (!found) {
    found = cluster.objects.filter((object) => !object.decoded.known);
    customObjects.set(cluster, found);
  }
  return found;
}

/** Where custom resources name the Secret that they make: Certificate, ExternalSecret, SealedSecret, VaultStaticSecret. */
const names: readonly FieldPath[] = [
  ['spec', 'secretName'],
  ['spec', 'target', 'name'],
  ['spec', 'destination', 'name'],
  ['spec', 'template', 'metadata', 'name'],
];
