import { bytesOf } from '../../ingress/bytes.ts';
import { regexOf } from '../../ingress/regex/regex.ts';
import type { NginxRequest } from './request-line.ts';
import type { Backend } from './servers.ts';

/** Which backend a request goes to when one has a canary. */
export type Choice =
  | { readonly kind: 'chosen'; readonly backend: Backend; readonly because?: string }
  | { readonly kind: 'chance'; readonly weight: number; readonly total: number; readonly canary: Backend }
  | { readonly kind: 'unknown'; readonly reason: string; readonly canary: Backend };

/** Header before cookie before weight (ingress-nginx rootfs/etc/nginx/lua/balancer.lua route_to_alternative_balancer, v1.15.1). */
export function chooseBackend(main: Backend, request: NginxRequest): Choice {
  const [canary] = main.alternatives;
  const policy = canary?.canary;
  if (!canary || !policy || canary.upstream().kind === 'empty') return { kind: 'chosen', backend: main };
  const header = policy.header === '' ? undefined : request.headers.get(policy.header.toLowerCase());
  if (header !== undefined) {
    const name = `header ${policy.header}: ${header}`;
    if (policy.headerValue !== '') {
      if (header === policy.headerValue) return { kind: 'chosen', backend: canary, because: name };
    } else if (policy.headerPattern !== '') {
      const regex = regexOf(bytesOf(policy.headerPattern));
      // An expression that fails while it runs does not choose the canary, and the weight is not asked either.
      if (regex.kind === 'invalid') return { kind: 'chosen', backend: main };
      if (regex.kind === 'unsupported') return { kind: 'unknown', reason: regex.message, canary };
      if (regex.search(bytesOf(header))) return { kind: 'chosen', backend: canary, because: name };
    } else if (header === 'always' || header === 'never') {
      return { kind: 'chosen', backend: header === 'always' ? canary : main, because: name };
    }
  }
  const cookie = policy.cookie === '' ? undefined : cookieOf(request, policy.cookie);
  if (cookie === 'always' || cookie === 'never') {
    return {
      kind: 'chosen',
      backend: cookie === 'always' ? canary : main,
      because: `cookie ${policy.cookie}=${cookie}`,
    };
  }
  const { weight, total } = policy;
  if (weight <= 0) return { kind: 'chosen', backend: main };
  if (weight >= total) return { kind: 'chosen', backend: canary, because: `canary-weight ${weight} of ${total}` };
  return { kind: 'chance', weight, total, canary };
}

function cookieOf({ headers }: NginxRequest, name: string): string | undefined {
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim().toLowerCase() === name.toLowerCase())
      return pair.slice(equals + 1).trim();
  }
  return undefined;
}
