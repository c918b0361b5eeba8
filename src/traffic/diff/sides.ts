import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { type Side, sideOf } from './side.ts';
import { adoptedBy } from './untaken.ts';

/** The two that are compared. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
  /** Ingresses that the second side serves as if they had its class. */
  readonly adopted: readonly Typed<Ingress>[];
}

/** Makes the sides of a comparison: of one set or two, for the controllers that they are written for or for two that are named. */
export function sidesOf(
  old: Model,
  now: Model,
  controllers: readonly [before: string, after: string] | undefined,
): Sides {
  const adopted = old === now && controllers ? adoptedBy(old, controllers) : [];
  return {
    before: sideOf(old, controllers?.[0], { model: now }),
    after: sideOf(now, controllers?.[1], { model: old, adopted }),
    adopted,
  };
}
