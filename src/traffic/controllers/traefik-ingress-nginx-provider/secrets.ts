import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { Config } from './config.ts';

/** Whether something that an annotation names is there. */
export type Presence = 'there' | 'missing' | 'unknown';

/** The Secret of auth-secret with its keys; without it the location is not served (build.go resolveBasicAuth, v3.7). */
export function passwordsOf(model: Model, ingress: Typed<Ingress>, config: Config): Presence {
  if (!/^(?:basic|digest)$/.test(config.text('auth-type') ?? '')) return 'missing';
  const parts = (config.text('auth-secret') ?? '').split('/');
  const name = parts.at(-1) ?? '';
  if (name === '' || parts.length > 2 || (parts.length === 2 && parts[0] !== ingress.namespace)) return 'missing';
  const kind = config.text('auth-secret-type') ?? 'auth-file';
  if (kind !== 'auth-file' && kind !== 'auth-map') return 'missing';
  return secretWith(model, ingress, name, kind === 'auth-file' ? 'auth' : undefined);
}

/** The Secret with the certificate authority of auth-tls-secret; without it the Ingress is left out. */
export function clientAuthorityOf(model: Model, ingress: Typed<Ingress>, config: Config): Presence | undefined {
  const written = config.text('auth-tls-secret');
  if (written === undefined) return undefined;
  const [namespace, name] = written.split(/\/(.*)/s);
  if (!name || namespace !== ingress.namespace) return 'missing';
  return secretWith(model, ingress, name, 'ca.crt');
}

/** The Secret of proxy-ssl-secret, which only backends with TLS read; without it the Ingress is left out. */
export function upstreamCertificateOf(model: Model, ingress: Typed<Ingress>, config: Config): Presence | undefined {
  const written = config.text('proxy-ssl-secret') ?? '';
  if (written === '' || !/^(?:https|grpcs)$/i.test(config.text('backend-protocol') ?? '')) return undefined;
  const [namespace, name = '', ...rest] = written.split('/');
  if (name === '' || rest.length > 0 || namespace !== ingress.namespace) return 'missing';
  return secretWith(model, ingress, name, undefined);
}

/** Headers of custom-headers are not allowed without the option globalAllowedResponseHeaders: their locations answer 503. */
export function customHeadersOf(model: Model, ingress: Typed<Ingress>, config: Config): Presence | undefined {
  const written = config.text('custom-headers');
  if (written === undefined) return undefined;
  const [namespace, name = '', ...rest] = written.split('/');
  if (rest.length > 0 || namespace !== ingress.namespace) return 'missing';
  const found = model.cluster.objects.find(
    (object) => object.kind === 'ConfigMap' && object.name === name && model.namespaceOf(object) === namespace,
  );
  if (!found) return model.cluster.complete ? 'missing' : 'unknown';
  return Object.keys(found.decoded.value.data ?? {}).length > 0 ? 'missing' : 'there';
}

function secretWith(
  model: Model,
  { namespace, object }: Typed<Ingress>,
  name: string,
  key: string | undefined,
): Presence {
  const secret = model.secrets.get(namespace, name, object);
  if (!secret) return model.cluster.complete || model.secrets.in(namespace).length > 0 ? 'missing' : 'unknown';
  const { data = {}, stringData = {} } = secret.value;
  return key === undefined || key in data || key in stringData ? 'there' : 'missing';
}
