import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { Evidence } from '../../hop.ts';
import type { SecureHosts } from './secure-hosts.ts';
import type { LeftOut, VirtualHost } from './virtual-hosts.ts';

/** Everything that is decided before a request. */
export interface Table {
  readonly ingresses: readonly Typed<Ingress>[];
  readonly http: readonly VirtualHost[];
  readonly secure: SecureHosts;
  readonly leftOut: readonly LeftOut[];
  /** A backend at which the controller's process ends. */
  readonly panic: Evidence | undefined;
}
