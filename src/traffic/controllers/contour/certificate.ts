import type { Model, Secret } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { knowsSecret } from '../../ingress/certificate/loaded-pair.ts';
import { pemBlocks } from '../../ingress/certificate/pem.ts';
import { certificateKey, privateKeyPublic } from '../../ingress/certificate/public-key.ts';
import { secretText } from '../../ingress/certificate/secret-text.ts';
import { certNamespaceAnnotation } from './annotations.ts';

/** Whether a `tls` entry has a Secret that Contour takes; a Secret that the files need not hold is taken to be fine. */
export type Certificate =
  | {
      readonly kind: 'valid';
      readonly namespace: string;
      readonly name: string;
      readonly secret: Typed<Secret> | undefined;
    }
  | { readonly kind: 'none'; readonly reason: string };

/** Finds the Secret of a `tls` entry (projectcontour/contour internal/dag/{ingress_processor,cache,secret}.go, v1.33). */
export function certificateOf(model: Model, ingress: Typed<Ingress>, secretName: string): Certificate {
  // Contour reads `namespace/name` too.
  const slash = secretName.indexOf('/');
  const elsewhere = ingress.value.metadata?.annotations?.[certNamespaceAnnotation] || ingress.namespace;
  const namespace = slash === -1 ? elsewhere : secretName.slice(0, slash);
  const name = secretName.slice(slash + 1);
  if (name === '') return none('the tls entry names no Secret');
  if (namespace !== ingress.namespace && !isDelegated(model, namespace, name, ingress.namespace)) {
    return none(`no TLSCertificateDelegation lends Secret ${namespace}/${name} to the namespace ${ingress.namespace}`);
  }
  const secret = model.secrets.get(namespace, name, ingress.object);
  if (!secret) {
    const owner = namespace === ingress.namespace ? ingress : { ...ingress, namespace };
    return knowsSecret(model, owner, name)
      ? none(`Secret ${namespace}/${name} does not exist`)
      : { kind: 'valid', namespace, name, secret: undefined };
  }
  const problem = problemOf(secret.value);
  return problem === undefined
    ? { kind: 'valid', namespace, name, secret }
    : none(`Secret ${namespace}/${name} is not taken: ${problem}`);
}

function none(reason: string): Certificate {
  return { kind: 'none', reason };
}

function problemOf(secret: Secret): string | undefined {
  const { type = 'Opaque' } = secret;
  if (type !== 'kubernetes.io/tls' && type !== 'Opaque') return `its type is ${type}`;
  const chain = pemBlocks(secretText(secret, 'tls.crt') ?? '');
  const isChain = chain.every(({ label, bytes }) => label === 'CERTIFICATE' && bytes && certificateKey(bytes));
  if (chain.length === 0 || !isChain) return 'tls.crt holds no certificate';
  // That the key is the certificate's own is not checked.
  const keys = pemBlocks(secretText(secret, 'tls.key') ?? '').filter(({ label }) => label !== 'EC PARAMETERS');
  const [key] = keys;
  const isKey = key?.bytes && keyLabels.has(key.label) && privateKeyPublic(key.label, key.bytes) !== undefined;
  return isKey && keys.length === 1 ? undefined : 'tls.key holds no private key, or several';
}

const keyLabels: ReadonlySet<string> = new Set(['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY']);

/** A Secret of another namespace has to be lent by an object there. */
function isDelegated(model: Model, namespace: string, name: string, to: string): boolean {
  return model.cluster.objects.some((object) => {
    if (object.kind !== 'TLSCertificateDelegation' || !object.apiVersion.startsWith('projectcontour.io/')) return false;
    if (model.namespaceOf(object) !== namespace) return false;
    const { spec } = object.decoded.value as Delegation;
    return (spec?.delegations ?? []).some(({ secretName, targetNamespaces = [] }) => {
      const all = targetNamespaces.length === 1 && targetNamespaces[0] === '*';
      return secretName === name && (all || targetNamespaces.includes(to));
    });
  });
}

interface Delegation {
  readonly spec?: {
    readonly delegations?: readonly { readonly secretName?: string; readonly targetNamespaces?: readonly string[] }[];
  };
}
