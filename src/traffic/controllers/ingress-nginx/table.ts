import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { Evidence } from '../../hop.ts';
import type { NginxServer, Refusal } from './configuration.ts';
import type { ReadIngress } from './servers.ts';

/** Why an Ingress is left out. */
export interface Ignored extends Evidence {
  readonly annotation: string;
  readonly reason: string;
}

/** Everything that is decided before a request. */
export interface Table {
  readonly model: Model;
  /** Those that the controller reads, oldest first. */
  readonly ingresses: readonly Typed<Ingress>[];
  /** The same with what their annotations ask for. */
  readonly read: readonly ReadIngress[];
  /** The first rule that names each host; '' for rules without one. */
  readonly rules: ReadonlyMap<string, Evidence>;
  /** Those that it leaves out for their annotations. */
  readonly ignored: readonly Ignored[];
  /** In the order of the file. */
  readonly servers: readonly NginxServer[];
  readonly refusal: Refusal | undefined;
}
