import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { Evidence } from '../../hop.ts';
import type { NginxServer, Refusal } from './configuration.ts';

/** Everything that is decided before a request. */
export interface Table {
  readonly model: Model;
  /** Those that the controller reads, oldest first. */
  readonly ingresses: readonly Typed<Ingress>[];
  /** The first rule that names each host; '' for rules without one. */
  readonly rules: ReadonlyMap<string, Evidence>;
  /** Those that it leaves out for their annotations. */
  readonly ignored: readonly Evidence[];
  /** In the order of the file. */
  readonly servers: readonly NginxServer[];
  readonly refusal: Refusal | undefined;
}
