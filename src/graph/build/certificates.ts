import { isClosed } from '../../model/is-closed.ts';
import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import type { Assembly, OpenNode } from './assembly.ts';

/** Lists the Secrets that an Ingress takes certificates from; one that does not exist is shown as missing. */
export function drawCertificates(model: Model, assembly: Assembly, ingress: Typed<Ingress>, node: OpenNode): void {
  for (const { secretName = '' } of ingress.value.spec?.tls ?? []) {
    const isMissing = secretName !== '' && doesNotExist(model, ingress, secretName);
    assembly.row(node, {
      id: `tls:${secretName}`,
      text: secretName === '' ? 'TLS' : `TLS ${secretName}`,
      note: isMissing ? 'no such Secret' : secretName === '' ? 'default certificate' : '',
      kind: isMissing ? 'missing' : 'plain',
    });
  }
}

const secretKind: ReadonlySet<string> = new Set(['Secret']);

/**
 * Secrets are seldom among the files, and often something makes them: only where the files hold certificates of the
 * namespace, and nothing else is known to issue them, one that is not there is missing.
 */
function doesNotExist(model: Model, { namespace, object, value }: Typed<Ingress>, name: string): boolean {
  // Contour names Secrets of other namespaces with a slash.
  if (name.includes('/') || model.secrets.get(namespace, name, object)) return false;
  const holdsCertificates = model.secrets.in(namespace).some((secret) => secret.value.type === 'kubernetes.io/tls');
  if (!holdsCertificates && !isClosed(model.cluster, secretKind, namespace)) return false;
  if (Object.keys(value.metadata?.annotations ?? {}).some((key) => issuers.test(key))) return false;
  return !model.cluster.objects.some(({ decoded, kind }) => !decoded.known && makers.test(kind));
}

const issuers = /cert-manager|certmanager|tls-acme|tls-cert-namespace/;
const makers = /^(?:Certificate|SealedSecret|.*ExternalSecret|Vault\w*Secret|TLSCertificateDelegation)$/;
