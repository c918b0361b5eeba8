import type { FieldPath } from '../../yaml/field-path.ts';

/** Whether a path is a field that backends had before networking.k8s.io/v1, or one that people expect there. */
export function isBackendField(path: FieldPath): boolean {
  return backendOf(path) !== undefined;
}

/** The backend that such a field belongs to; undefined for other fields. */
export function backendOf(path: FieldPath): FieldPath | undefined {
  const field = path.at(-1);
  const parent = path.at(-2);
  if (typeof field !== 'string') return undefined;
  if (isBackend(parent)) {
    return field === 'serviceName' ||
      field === 'servicePort' ||
      field === 'namespace' ||
      field === 'name' ||
      field === 'port'
      ? path.slice(0, -1)
      : undefined;
  }
  if (parent === 'service' && field === 'namespace' && isBackend(path.at(-3))) return path.slice(0, -2);
  // Before v1 the default backend was spec.backend.
  if (parent === 'spec' && field === 'backend' && path.length === 2) return path;
  return undefined;
}

/** The first of the backends that a path lies in or is. */
export function enclosingBackend(path: FieldPath): FieldPath | undefined {
  const at = path.findIndex(isBackend);
  return at === -1 ? undefined : path.slice(0, at + 1);
}

/** A Service port as a backend of networking.k8s.io/v1 names it: `number: 80` or `name: http`. */
export function portInV1(port: string): string {
  return /^\d+$/.test(port) ? `number: ${port}` : `name: ${port}`;
}

function isBackend(step: string | number | undefined): boolean {
  return step === 'backend' || step === 'defaultBackend';
}
