import type { Model, Secret } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress, IngressRule } from '../../../objects/kinds/ingress.ts';
import { decodeBase64 } from '../../../yaml/complete/base64.ts';
import { keyPair } from '../certificate/key-pair.ts';
import { isSet, numberOf, textOf } from './annotations.ts';
import { md5 } from './md5.ts';

/** What tells listeners apart; names of the gateway's parts are made of it. */
export interface ListenerId {
  readonly port: number;
  /** Five at most; none for every host. */
  readonly hosts: readonly string[];
  readonly frontend: 'Public' | 'Private';
}

/** What an Ingress asks of a listener. */
export interface ListenerConfig {
  readonly id: ListenerId;
  readonly protocol: 'HTTP' | 'HTTPS';
  /** `Secret shop/cert`, or the name of a certificate on the gateway. */
  readonly certificate: string | undefined;
  /** Whether plain HTTP is sent here. */
  readonly redirected: boolean;
}

const mostHosts = 5;

/** The same for the same listener: the hash that its names hold (pkg/utils/utils.go GetHashCode, f42103d). */
export function hashOf({ port, hosts, frontend }: ListenerId): string {
  const names = Array.from({ length: mostHosts }, (_, index) => hosts[index] ?? '');
  return md5(JSON.stringify({ FrontendPort: port, HostNames: names, FrontendType: frontend }));
}

/** The listener that answers where nobody asks for any. */
export const defaultListener: ListenerConfig = {
  id: { port: 80, hosts: [], frontend: 'Public' },
  protocol: 'HTTP',
  certificate: undefined,
  redirected: false,
};

/**
 * The listeners of a rule: HTTPS where it has a certificate, and then HTTP only to redirect (ingress_rules.go
 * processIngressRuleWithTLS, f42103d). Of two with one identity the last counts.
 */
export function listenersOf(model: Model, ingress: Typed<Ingress>, { host = '' }: IngressRule): ListenerConfig[] {
  const secret = secretOf(model, ingress, host);
  const certificate = secret ?? (textOf(ingress, 'appgw-ssl-certificate') || undefined);
  const redirects = isSet(ingress, 'ssl-redirect');
  const configs: ListenerConfig[] = [];
  if (certificate !== undefined) {
    const id = idOf(ingress, host, 443);
    configs.push({ id, protocol: 'HTTPS', certificate, redirected: redirects });
  }
  if (redirects || certificate === undefined) {
    const id = idOf(ingress, host, 80);
    configs.push({ id, protocol: 'HTTP', certificate: undefined, redirected: false });
  }
  return configs;
}

function idOf(ingress: Typed<Ingress>, host: string, usual: number): ListenerId {
  const override = numberOf(ingress, 'override-frontend-port') ?? 0;
  const more = (textOf(ingress, 'hostname-extension') ?? '').split(',').map((name) => name.trim());
  const hosts = [...new Set([host, ...more].filter((name) => name !== ''))].slice(0, mostHosts);
  return {
    port: override > 0 && override < 65000 ? override : usual,
    hosts,
    frontend: isSet(ingress, 'use-private-ip') ? 'Private' : 'Public',
  };
}

/** The Secret of the `tls` entry that names the host word for word, else of one without hosts; the last of several. */
function secretOf(model: Model, ingress: Typed<Ingress>, host: string): string | undefined {
  const byHost = new Map<string, string>();
  for (const { hosts = [], secretName = '' } of ingress.value.spec?.tls ?? []) {
    if (secretName === '' || !isCertificate(model, ingress, secretName)) continue;
    for (const name of hosts.length === 0 ? [''] : hosts) byHost.set(name, secretName);
  }
  const name = byHost.get(host) ?? byHost.get('');
  return name === undefined ? undefined : `Secret ${ingress.namespace}/${name}`;
}

/** Of the right type, with both parts, and such that OpenSSL can pack them (pkg/k8scontext/secretstore.go ConvertSecret). */
function isCertificate(model: Model, { namespace, object }: Typed<Ingress>, name: string): boolean {
  const secret = model.secrets.get(namespace, name, object)?.value;
  if (!secret) return !model.cluster.complete && model.secrets.in(namespace).length === 0;
  const [certificate, key] = [partOf(secret, 'tls.crt'), partOf(secret, 'tls.key')];
  if (secret.type !== 'kubernetes.io/tls' || certificate === '' || key === '') return false;
  // Files that are shared have something else in the place of keys.
  const written = [certificate, key].every((text) => text.includes('-----BEGIN'));
  return !written || keyPair(certificate, key).kind !== 'broken';
}

function partOf({ data, stringData }: Secret, name: string): string {
  const encoded = data?.[name] ?? '';
  return stringData?.[name] ?? decodeBase64(encoded) ?? encoded;
}
