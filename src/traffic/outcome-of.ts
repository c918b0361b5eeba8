import type { SettledService } from '../model/settled-service.ts';
import type { Outcome } from './outcome.ts';
import type { End } from './way.ts';

/** What arrives at a backend. */
export type Upstream = Extract<Outcome, { kind: 'delivered' }>['upstream'];

/** The outcome of a way that reaches endpoints. */
export function deliveredOutcome(end: Extract<End, { kind: 'endpoints' }>, upstream: Upstream): Outcome {
  const { service, port, endpoints, failing } = end;
  return {
    kind: 'delivered',
    backend: backendText(service, port?.port ?? `?${endpoints[0]?.port ?? ''}`),
    upstream,
    endpoints,
    ...(failing > 0 && { failing }),
  };
}

/** What a client sees that dials itself. */
export function directOutcome(end: End, upstream: Upstream): Outcome {
  switch (end.kind) {
    case 'endpoints':
      return deliveredOutcome(end, upstream);
    case 'external':
      return { kind: 'unknown', needs: [`what answers at ${end.host}${end.port === undefined ? '' : `:${end.port}`}`] };
    case 'nowhere':
      return { kind: 'refused', reason: end.reason };
    case 'answered':
    case 'unknown':
      return end;
  }
}

/** `shop/web:80`, the contract's name of a backend. */
export function backendText(
  { namespace, name }: Pick<SettledService, 'namespace' | 'name'>,
  port: number | string,
): string {
  return `${namespace}/${name}:${port}`;
}
