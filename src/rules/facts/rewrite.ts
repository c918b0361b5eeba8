import type { LoadedObject } from '../../model/cluster.ts';
import { annotationsOf } from './ingress.ts';

/** By which ingress-nginx replaces the path of requests. */
export const rewriteAnnotation = 'nginx.ingress.kubernetes.io/rewrite-target';

/** What requests for an Ingress are rewritten to; undefined without that, and for what its validator refuses. */
export function rewriteTargetOf(ingress: LoadedObject): string | undefined {
  const target = annotationsOf(ingress)[rewriteAnnotation];
  return typeof target === 'string' && target !== '' && accepted.test(target) ? target : undefined;
}

/** ingress-nginx internal/ingress/annotations/parser/validators.go, v1.15.1. */
const accepted = /^\/?[-._~a-zA-Z0-9/:$]*$/;
