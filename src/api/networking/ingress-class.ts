import type { IngressClass, IngressClassParameters } from '../../objects/kinds/ingress-class.ts';
import type { Json } from '../../objects/kube-object.ts';
import { forbidden, invalid, notSupported, required, tooLong } from '../cause.ts';
import { declarativeValidation } from '../features.ts';
import { longerThan } from '../formats/byte-length.ts';
import { dnsLabel } from '../formats/dns-label.ts';
import { dnsSubdomain } from '../formats/dns-subdomain.ts';
import { domainPrefixedPath } from '../formats/domain-prefixed-path.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { ofFirstGeneration, validateMeta } from '../meta.ts';
import type { Cause } from '../problem.ts';
import { always, type Encoder, filled, set, storedMeta, struct } from '../stored.ts';
import { validateReference } from './ingress-backend.ts';

/** networking.k8s.io/v1 IngressClass. */
export const ingressClassRules: KindRules<IngressClass> = {
  qualifiedKind: 'IngressClass.networking.k8s.io',
  namespaced: false,
  prepare: prepareClass,
  validate: validateClass,
  stored: storedClass,
};

/** pkg/apis/networking/v1/defaults.go and pkg/registry/networking/ingressclass/strategy.go PrepareForCreate (v1.37). */
function prepareClass(ingressClass: IngressClass): IngressClass {
  const { metadata, spec = {} } = ingressClass;
  const { parameters } = spec;
  return {
    metadata: ofFirstGeneration(metadata),
    spec:
      parameters && parameters.scope === undefined
        ? { ...spec, parameters: { ...parameters, scope: 'Cluster' } }
        : spec,
  };
}

/** kubernetes ValidateIngressClass (v1.37). What is declared beside it comes last since 1.36. */
function validateClass(ingressClass: IngressClass, server: ApiServer): Cause[] {
  const causes: Cause[] = [];
  const declared: Cause[] = declarativeValidation(server) ? [] : causes;
  const { metadata = {}, spec = {} } = ingressClass;
  validateMeta(metadata, { namespaced: false, name: dnsSubdomain }, server, causes);
  const { controller = '', parameters } = spec;
  const path = ['spec', 'controller'];
  if (longerThan(controller, 250)) causes.push(tooLong('ingress-class', path, 250));
  if (controller === '') causes.push(required('required', path));
  else {
    for (const { value, detail } of domainPrefixedPath(controller)) {
      causes.push(invalid('ingress-class', path, value, detail));
    }
  }
  if (parameters) validateParameters(parameters, server, causes, declared);
  return declared === causes ? causes : [...causes, ...declared];
}

const scopes: readonly string[] = ['Cluster', 'Namespace'];

function validateParameters(
  parameters: IngressClassParameters,
  server: ApiServer,
  causes: Cause[],
  declared: Cause[],
): void {
  const path = ['spec', 'parameters'];
  validateReference(parameters, path, 'ingress-class', server, causes, declared);
  const { scope = '', namespace } = parameters;
  const at = [...path, 'namespace'];
  if (!scopes.includes(scope)) {
    causes.push(notSupported('enum', [...path, 'scope'], scope, scopes, { print: 'quoted' }));
  } else if (scope === 'Cluster') {
    if (namespace !== undefined) {
      causes.push(forbidden('ingress-class', at, "`parameters.scope` is set to 'Cluster'", { part: 'key' }));
    }
  } else if (namespace === undefined) {
    causes.push(required('required', at, "`parameters.scope` is set to 'Namespace'"));
  } else for (const detail of dnsLabel(namespace)) causes.push(invalid('ingress-class', at, namespace, detail));
}

function storedClass(ingressClass: IngressClass): { readonly [key: string]: Json } {
  return { ...storedMeta(ingressClass.metadata), spec: spec(ingressClass.spec) ?? {} };
}

// networking/v1 IngressClassSpec, in the order of its struct (k8s.io/api v0.37).
const spec: Encoder = struct({
  controller: filled,
  parameters: struct({ apiGroup: set, kind: always(''), name: always(''), scope: set, namespace: set }),
});
