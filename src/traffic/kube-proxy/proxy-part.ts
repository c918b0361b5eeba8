import type { Connection } from './connect.ts';
import type { ProxyMode } from './mode.ts';

/** The part that kube-proxy has in a trace. */
export interface ProxyPart {
  readonly mode: ProxyMode;
  readonly verdict: Connection['verdict'];
  readonly masquerade?: boolean;
  readonly affinitySeconds?: number;
}
