import { annotationEvidence, endpointsKey, type SideAnswer } from './answer.ts';
import type { Grade } from './difference.ts';

/** What it means that two answers differ; both are known. */
export function gradeOf(before: SideAnswer, after: SideAnswer): Grade {
  const [b, a] = [before.outcome, after.outcome];
  if (accessRule(before) !== undefined && a.kind === 'delivered' && b.kind !== 'delivered') return 'opened';
  if (b.kind === 'delivered' && a.kind === 'delivered') {
    if (serviceOf(b.backend) !== serviceOf(a.backend)) return 'moved';
    if (b.upstream.path !== a.upstream.path || b.upstream.host !== a.upstream.host) return 'rewrite';
    return b.backend !== a.backend || endpointsKey(b) !== endpointsKey(a) || b.failing !== a.failing ? 'pods' : 'tls';
  }
  const [served, serves] = [isServed(before), isServed(after)];
  if (served && !serves) return 'lost';
  if (!served && serves) return a.kind === 'redirected' ? 'redirect' : 'gained';
  if (served && serves) return b.kind === 'answered' && a.kind === 'answered' ? 'status' : 'redirect';
  if (b.kind === 'answered' && a.kind === 'answered' && b.status === a.status) return 'tls';
  return 'status';
}

/** The annotation of an access rule that an answer was made by. */
export function accessRule(answer: SideAnswer): string | undefined {
  const { outcome } = answer;
  const written = annotationEvidence(answer)
    .map(({ path }) => String(path[2]))
    .find((key) => access.test(key));
  if (written !== undefined) return written;
  if (outcome.kind === 'unknown') return outcome.needs.map((need) => ruleIn.exec(need)?.[0]).find((name) => name);
  if (outcome.kind !== 'answered' || outcome.status < 400) return undefined;
  const [, reason] = [outcome.status, ruleIn.exec(outcome.reason)?.[0]];
  return reason ?? (outcome.status === 401 ? 'authentication' : undefined);
}

const access = /\/(?:auth-|allow-?list|white-?list|deny-?list|black-?list|.*source-range|inbound-cidrs)/;
const ruleIn =
  /\b(?:auth-(?:url|type|secret|tls-secret)|(?:allow|white|deny|black)-?list(?:-source-range)?|source ranges?)\b/;

function serviceOf(backend: string): string {
  return backend.slice(0, backend.lastIndexOf(':'));
}

/** Whether a client gets something. */
export function isServed({ outcome }: Pick<SideAnswer, 'outcome'>): boolean {
  if (outcome.kind === 'delivered' || outcome.kind === 'redirected') return true;
  // Chance decides between backends: one of them serves.
  if (outcome.kind === 'unknown') return (outcome.candidates ?? []).length > 0;
  return outcome.kind === 'answered' && outcome.status < 400;
}
