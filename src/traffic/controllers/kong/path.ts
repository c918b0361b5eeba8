import { bytesOf } from '../../ingress/bytes.ts';
import type { RulePath } from '../../ingress/rule-paths.ts';
import type { ServiceTarget } from '../define-controller.ts';
import { anyOf, type Matcher, predicate } from './expression.ts';

/** A path of a rule as the router compares it. */
export interface KongPath {
  readonly source: RulePath;
  readonly target: ServiceTarget;
  /** With repeated slashes made one; `/` for none. */
  readonly text: string;
  readonly matcher: Matcher;
  /** The length that counts for the priority, in bytes. */
  readonly length: number;
  /** Whether it ranks as a regular expression: Exact and Prefix become one in Kong's other router flavours. */
  readonly isRegex: boolean;
}

/**
 * Reads a path (Kong/kubernetes-ingress-controller internal/dataplane/translator/subtranslator/{ingress,ingress_atc}.go,
 * 3.5).
 */
export function kongPath(source: RulePath, target: ServiceTarget, regexPrefix: string): KongPath {
  const text = source.path.replace(/\/{2,}/g, '/') || '/';
  const path = (matcher: Matcher, counted: string, isRegex: boolean): KongPath => {
    return { source, target, text, matcher, length: bytesOf(counted).length, isRegex };
  };
  switch (source.pathType) {
    case 'Exact': {
      const exact = `/${text.replace(/^\/+/, '')}`;
      return path(predicate('http.path', '==', exact), exact, true);
    }
    case 'Prefix': {
      const base = text.replace(/^\/+|\/+$/g, '');
      if (base === '') return path(predicate('http.path', '^=', '/'), '/', true);
      const below = `/${base}/`;
      return path(anyOf(predicate('http.path', '==', `/${base}`), predicate('http.path', '^=', below)), below, true);
    }
    default: {
      if (!text.startsWith(regexPrefix)) return path(predicate('http.path', '^=', text), text, false);
      const regex = text.slice(regexPrefix.length);
      const anchored = regex === '' ? '^/' : regex.startsWith('^') ? regex : `^${regex}`;
      return path(predicate('http.path', '~', anchored), regex, true);
    }
  }
}
