import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { Taken } from '../../controllers/define-controller.ts';
import { classEvidence, classingOf } from '../class.ts';

/** The load balancer that an Ingress asks for. */
export type Flavour = 'external' | 'internal';

export const classNames: readonly string[] = ['gce', 'gce-internal'];

/** The annotation alone decides; an empty one only where no class is named (pkg/utils/utils.go IsGCEIngress, acbcf5d). */
export function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, annotation = '' } = classing;
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  if (classNames.includes(annotation)) return decide(true, `the class annotation '${annotation}'`);
  if (annotation === 'gce-multi-cluster')
    return decide(false, 'multi-cluster Ingresses have a controller of their own');
  if (annotation !== '') return decide(false, `the class annotation '${annotation}'`);
  if (name === undefined) return decide(true, 'no class: it takes those that name none');
  return decide(false, `it reads the annotation kubernetes.io/ingress.class only, not the class ${name}`);
}

export function flavourOf(ingress: Typed<Ingress>): Flavour {
  return ingress.value.metadata?.annotations?.['kubernetes.io/ingress.class'] === 'gce-internal'
    ? 'internal'
    : 'external';
}
