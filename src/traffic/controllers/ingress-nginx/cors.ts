import type { NginxRequest } from './request-line.ts';

/** Whether nginx itself answers an OPTIONS request (nginx.tmpl CORS, template.go buildCorsOriginRegex, v1.15.1). */
export function answersPreflight(origins: readonly string[], { method, headers }: NginxRequest): boolean {
  if (method !== 'OPTIONS') return false;
  if (origins.includes('*')) return true;
  const origin = (headers.get('origin') ?? '').toLowerCase();
  return origins.some((each) => endsWithOrigin(origin, each.toLowerCase()));
}

/** The pattern is bound to the end only; a `*` in it stands for one label. */
function endsWithOrigin(origin: string, pattern: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return origin.endsWith(pattern);
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  if (!origin.endsWith(after)) return false;
  const rest = origin.slice(0, origin.length - after.length);
  const label = /[a-z0-9-]+$/.exec(rest)?.[0] ?? '';
  const stem = rest.slice(0, rest.length - label.length);
  return label !== '' && stem.endsWith(before);
}
