import type { Typed } from '../../model/registry.ts';
import type { Ingress, IngressBackend } from '../../objects/kinds/ingress.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import type { ServiceTarget } from '../controllers/define-controller.ts';

/** A path of a rule with where it is written. */
export interface RulePath {
  readonly ingress: Typed<Ingress>;
  /** '' for any host. */
  readonly host: string;
  /** '' when none is written. */
  readonly path: string;
  readonly pathType: string;
  readonly backend: IngressBackend | undefined;
  /** The Service behind the backend; undefined for a resource, or nothing. */
  readonly target: ServiceTarget | undefined;
  /** `spec.rules[0].http.paths[0]`. */
  readonly at: FieldPath;
  /** `spec.rules[0]`. */
  readonly rule: FieldPath;
}

/** Every path of an Ingress in the order in which it is written; the same list at each call. */
export function pathsOf(ingress: Typed<Ingress>): readonly RulePath[] {
  let paths = known.get(ingress);
  if (!paths) {
    paths = readPaths(ingress);
    known.set(ingress, paths);
  }
  return paths;
}

// Controllers ask at each request that no path takes.
const known = new WeakMap<Typed<Ingress>, readonly RulePath[]>();

function readPaths(ingress: Typed<Ingress>): RulePath[] {
  const found: RulePath[] = [];
  for (const [ruleIndex, { host = '', http }] of (ingress.value.spec?.rules ?? []).entries()) {
    const rule = ['spec', 'rules', ruleIndex];
    for (const [index, { path = '', pathType = 'ImplementationSpecific', backend }] of (http?.paths ?? []).entries()) {
      const at = ['spec', 'rules', ruleIndex, 'http', 'paths', index];
      const target = serviceTarget(ingress, backend, [...at, 'backend']);
      found.push({ ingress, host, path, pathType, backend, target, rule, at });
    }
  }
  return found;
}

/** The Service behind a backend; undefined for a resource, or nothing. */
export function serviceTarget(
  ingress: Typed<Ingress>,
  backend: IngressBackend | undefined,
  at: FieldPath,
): ServiceTarget | undefined {
  if (!backend?.service) return undefined;
  return {
    kind: 'service',
    namespace: ingress.namespace,
    backend: backend.service,
    ingress: ingress.object,
    path: [...at, 'service'],
  };
}
