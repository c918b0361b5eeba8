import type { Ingress, IngressPath, IngressRule, IngressSpec, IngressTls } from '../../objects/kinds/ingress.ts';
import type { Json } from '../../objects/kube-object.ts';
import { invalid, notSupported, required } from '../cause.ts';
import { dnsSubdomain, wildcardSubdomain } from '../formats/dns-subdomain.ts';
import { parseIp } from '../formats/ip.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { ofFirstGeneration, validateMeta } from '../meta.ts';
import type { Cause, Warning } from '../problem.ts';
import { storedMeta } from '../stored.ts';
import { validateBackend } from './ingress-backend.ts';
import { storedIngressSpec } from './ingress-stored.ts';

/** networking.k8s.io/v1 Ingress. */
export const ingressRules: KindRules<Ingress> = {
  qualifiedKind: 'Ingress.networking.k8s.io',
  namespaced: true,
  prepare: prepareIngress,
  validate: validateIngress,
  warnings: ingressWarnings,
  stored: storedIngress,
};

type Path = readonly (string | number)[];

/** Annotation that named the class before the field existed. */
export const classAnnotation = 'kubernetes.io/ingress.class';

/** pkg/registry/networking/ingress/strategy.go PrepareForCreate (v1.37); there are no defaults. */
function prepareIngress(ingress: Ingress): Ingress {
  return { ...ingress, metadata: ofFirstGeneration(ingress.metadata) };
}

/** kubernetes ValidateIngressCreate (v1.37). */
function validateIngress(ingress: Ingress, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  const { metadata = {}, spec = {} } = ingress;
  validateMeta(metadata, { namespaced: true, name: dnsSubdomain }, server, causes);
  validateSpec(spec, server, causes);
  const annotation = metadata.annotations?.[classAnnotation];
  if (annotation !== undefined && spec.ingressClassName !== undefined && annotation !== spec.ingressClassName) {
    const detail = 'must match `ingressClassName` when both are specified';
    const options = { field: `annotations.${classAnnotation}` };
    const path = ['metadata', 'annotations', classAnnotation];
    causes.push(invalid('ingress-class', path, annotation, detail, options));
  }
  return causes;
}

function validateSpec(spec: IngressSpec, server: ApiServer, causes: Cause[]): void {
  const { rules = [], tls = [], defaultBackend, ingressClassName } = spec;
  if (rules.length === 0 && !defaultBackend) {
    const detail = 'either `defaultBackend` or `rules` must be specified';
    causes.push(invalid('required', ['spec'], spec.rules ?? null, detail));
  }
  if (defaultBackend) validateBackend(defaultBackend, ['spec', 'defaultBackend'], server, causes);
  for (const [index, rule] of rules.entries()) validateRule(rule, index, server, causes);
  for (const [index, entry] of tls.entries()) validateTls(entry, ['spec', 'tls', index], causes);
  if (ingressClassName !== undefined) {
    const path = ['spec', 'ingressClassName'];
    for (const detail of dnsSubdomain(ingressClassName)) {
      causes.push(invalid('ingress-class', path, ingressClassName, detail));
    }
  }
}

function validateRule(rule: IngressRule, ruleIndex: number, server: ApiServer, causes: Cause[]): void {
  const { host = '', http } = rule;
  if (host !== '') {
    const details = hostName(host);
    const address = parseIp(host) !== undefined;
    if (address || details.length > 0) {
      const at = ['spec', 'rules', ruleIndex, 'host'];
      if (address) causes.push(invalid('host', at, host, 'must be a DNS name, not an IP address'));
      for (const detail of details) causes.push(invalid('host', at, host, detail, { follows: address }));
    }
  }
  if (!http) return;
  const paths = http.paths ?? [];
  if (paths.length === 0) causes.push(required('required', ['spec', 'rules', ruleIndex, 'http', 'paths']));
  for (const [index, entry] of paths.entries()) {
    validatePath(entry, ['spec', 'rules', ruleIndex, 'http', 'paths', index], server, causes);
  }
}

function hostName(host: string): readonly string[] {
  return host.includes('*') ? wildcardSubdomain(host) : dnsSubdomain(host);
}

// In the order of the server's checks (pkg/apis/networking/validation).
const forbiddenInPath: readonly string[] = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenAtEnd: readonly string[] = ['/..', '/.'];
const pathTypes: readonly string[] = ['Exact', 'ImplementationSpecific', 'Prefix'];

function validatePath(entry: IngressPath, at: Path, server: ApiServer, causes: Cause[]): void {
  const { pathType, path = '', backend = {} } = entry;
  if (pathType === undefined) {
    // Nothing else of this path is looked at.
    causes.push(required('required', [...at, 'pathType'], 'pathType must be specified'));
    return;
  }
  const refuse = (detail: string): void => {
    causes.push(invalid('path', [...at, 'path'], path, detail));
  };
  if (pathType === 'Exact' || pathType === 'Prefix') {
    if (!path.startsWith('/')) refuse('must be an absolute path');
    for (const part of forbiddenInPath) if (path.includes(part)) refuse(`must not contain '${part}'`);
    for (const end of forbiddenAtEnd) if (path.endsWith(end)) refuse(`cannot end with '${end}'`);
  } else if (pathType === 'ImplementationSpecific') {
    if (path !== '' && !path.startsWith('/')) refuse('must be an absolute path');
  } else causes.push(notSupported('enum', [...at, 'pathType'], pathType, pathTypes));
  validateBackend(backend, [...at, 'backend'], server, causes);
}

function validateTls(tls: IngressTls, path: Path, causes: Cause[]): void {
  for (const [index, host] of (tls.hosts ?? []).entries()) {
    for (const detail of hostName(host)) causes.push(invalid('host', [...path, 'hosts', index], host, detail));
  }
  const { secretName = '' } = tls;
  if (secretName === '') return;
  for (const detail of dnsSubdomain(secretName)) {
    causes.push(invalid('value', [...path, 'secretName'], secretName, detail));
  }
}

/** pkg/registry/networking/ingress/strategy.go WarningsOnCreate (v1.37). */
function ingressWarnings(ingress: Ingress): Warning[] {
  const deprecated =
    ingress.metadata?.annotations?.[classAnnotation] !== undefined && ingress.spec?.ingressClassName === undefined;
  if (!deprecated) return [];
  const message = `annotation "${classAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`;
  return [{ check: 'ingress-class', path: ['metadata', 'annotations', classAnnotation], part: 'key', message }];
}

function storedIngress(ingress: Ingress): { readonly [key: string]: Json } {
  return {
    ...storedMeta(ingress.metadata),
    spec: storedIngressSpec(ingress.spec) ?? {},
    status: { loadBalancer: {} },
  };
}
