import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { KongRoutes } from './routes.ts';

/** Everything that is decided before a request. */
export interface Table extends KongRoutes {
  readonly model: Model;
  readonly ingresses: readonly Typed<Ingress>[];
}
