import type { Outcome } from '../traffic/outcome.ts';

/** How a trace is expected to end. */
export type Expectation =
  | { readonly kind: 'status'; readonly status: number; readonly text: string }
  | {
      readonly kind: 'service';
      /** Undefined: any namespace. */
      readonly namespace: string | undefined;
      readonly name: string;
      /** Undefined: any port. */
      readonly port: string | undefined;
      readonly text: string;
    };

/** Reads `404`, `web`, `svc/web`, `svc/web.shop:80`, `shop/web:80`; undefined when it is none of them. */
export function parseExpectation(text: string): Expectation | undefined {
  if (/^[1-5]\d\d$/.test(text)) return { kind: 'status', status: Number(text), text };
  const match = /^(?:([a-z0-9-]+)\/)?([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc.*)?)?(?::(\d+))?$/.exec(text);
  const [, before, name, after, port] = match ?? [];
  if (name === undefined) return undefined;
  const namespace = before === undefined || before === 'svc' || before === 'service' ? after : before;
  return { kind: 'service', namespace, name, port, text };
}

/** Whether an outcome is the expected one. */
export function meets(outcome: Outcome, expectation: Expectation): boolean {
  if (expectation.kind === 'status') {
    if (outcome.kind === 'delivered') return expectation.status === 200;
    return (outcome.kind === 'answered' || outcome.kind === 'redirected') && outcome.status === expectation.status;
  }
  if (outcome.kind !== 'delivered') return false;
  const { namespace, name, port } = expectation;
  const [, foundNamespace, foundName, foundPort] = /^([^/]*)\/(.*):([^:]*)$/.exec(outcome.backend) ?? [];
  if (foundName !== name || (namespace !== undefined && foundNamespace !== namespace)) return false;
  return port === undefined || foundPort === port;
}
