import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress, IngressBackend } from '../../../objects/kinds/ingress.ts';
import { pathsOf } from '../../ingress/rule-paths.ts';
import type { Backend } from '../../ingress/traefik/router.ts';
import {
  allOf,
  anyOf,
  headerRegexpRule,
  headerRule,
  inParentheses,
  not,
  type Rule,
} from '../../ingress/traefik/rule.ts';
import { backendOf } from './backends.ts';
import type { Config, Entry } from './config.ts';

/** How a canary gets its share; '' for none, as in the texts. */
export interface Canary {
  readonly backend: Backend;
  readonly weight: number;
  readonly total: number;
  readonly header: string;
  readonly headerValue: string;
  readonly headerPattern: string;
  readonly cookie: string;
}

/**
 * Canaries by the Service and port that they are for: every path of the namespace with that backend gets it (traefik
 * pkg/provider/kubernetes/ingress-nginx/build.go, v3.7). The first canary of a host, path and type counts.
 */
export function canariesOf(model: Model, ordinary: readonly Entry[], canaries: readonly Entry[]): Map<string, Canary> {
  const main = new Map<string, { readonly backend: IngressBackend; readonly config: Config }>();
  for (const { ingress, config } of ordinary) {
    for (const path of pathsOf(ingress)) {
      if (path.backend?.service) main.set(pathKey(ingress, path), { backend: path.backend, config });
    }
  }
  const taken = new Set<string>();
  const found = new Map<string, Canary>();
  for (const { ingress, config } of canaries) {
    for (const path of pathsOf(ingress)) {
      const key = pathKey(ingress, path);
      const known = main.get(key);
      const { target } = path;
      if (!known || !target || taken.has(key)) continue;
      if (backendKey(ingress.namespace, path.backend) === backendKey(ingress.namespace, known.backend)) continue;
      const backend = backendOf(model, target, known.config);
      if (backend.upstream.kind === 'answers') continue;
      taken.add(key);
      const total = Math.max(config.number('canary-weight-total') ?? 0, 100);
      found.set(backendKey(ingress.namespace, known.backend), {
        backend,
        weight: Math.min(Math.max(config.number('canary-weight') ?? 0, 0), total),
        total,
        header: config.text('canary-by-header') ?? '',
        headerValue: config.text('canary-by-header-value') ?? '',
        headerPattern: config.text('canary-by-header-pattern') ?? '',
        cookie: config.text('canary-by-cookie') ?? '',
      });
    }
  }
  return found;
}

/** `namespace/service/port`, the port as it is written. */
export function backendKey(namespace: string, backend: IngressBackend | undefined): string {
  const { name = '', port } = backend?.service ?? {};
  return `${namespace}/${name}/${port?.name || (port?.number ?? 0)}`;
}

/** The rule of requests that a header or cookie sends to the canary; undefined when none does (translator.go). */
export function canaryRule(rule: Rule, { header, headerValue, headerPattern, cookie }: Canary): Rule | undefined {
  const rules: Rule[] = [];
  const isPlain = headerValue === '' && headerPattern === '';
  if (header !== '') {
    rules.push(
      headerValue === '' && headerPattern !== ''
        ? headerRegexpRule(header, headerPattern)
        : headerRule(header, headerValue || 'always'),
    );
  }
  if (cookie !== '') {
    const always = cookieRule(cookie, 'always');
    const either = header !== '' && isPlain ? inParentheses(allOf([always, not(headerRule(header, 'never'))])) : always;
    rules.push(either);
  }
  return rules.length === 0 ? undefined : allOf([inParentheses(rule), inParentheses(anyOf(rules))]);
}

/** The rule of requests that a header or cookie keeps from the canary. */
export function nonCanaryRule(rule: Rule, canary: Canary): Rule | undefined {
  const { header, headerValue, headerPattern, cookie, weight } = canary;
  const rules: Rule[] = [];
  if (header !== '' && headerValue === '' && headerPattern === '') rules.push(headerRule(header, 'never'));
  if (cookie !== '') rules.push(cookieRule(cookie, 'never'));
  if (weight === 0 || rules.length === 0) return undefined;
  return allOf([inParentheses(rule), inParentheses(anyOf(rules))]);
}

function cookieRule(cookie: string, value: string): Rule {
  const name = cookie.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
  return headerRegexpRule('Cookie', `(^|;\\s*)${name}=${value}(;|$)`);
}

function pathKey({ namespace }: Typed<Ingress>, path: ReturnType<typeof pathsOf>[number]): string {
  return `${namespace}/${path.host}${path.path}/${path.pathType}`;
}
