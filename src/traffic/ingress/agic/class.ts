import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { Taken } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import { classEvidence, classingOf, knowsClasses } from '../class.ts';
import { prefix } from './annotations.ts';

export const controllerName = 'azure/application-gateway';
export const className = 'azure-application-gateway';

/** Namespaces whose objects it does not look at (pkg/k8scontext/context.go). */
const ignored: ReadonlySet<string> = new Set(['kube-system', 'kube-public']);

/** The annotation wins; else both the controller of the IngressClass and its name must fit (context.go IsIngressClass, f42103d). */
export function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, ingressClass, annotation = '' } = classing;
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  if (ignored.has(ingress.namespace)) return decide(false, `it does not look at the namespace ${ingress.namespace}`);
  if (annotation !== '') return decide(annotation === controllerName, `the class annotation '${annotation}'`);
  if (ingressClass) {
    const { controller: owner = '' } = ingressClass.value.spec ?? {};
    if (owner !== controllerName) {
      return decide(false, `the IngressClass ${ingressClass.name} belongs to ${owner || 'nobody'}`);
    }
    return name === className
      ? decide(true, `the IngressClass ${ingressClass.name} belongs to it`)
      : decide(false, `it takes no class but ${className}, whatever its controller is`);
  }
  if (name !== undefined) {
    if (knowsClasses(model)) return decide(false, `there is no IngressClass ${name}`);
    return decide(name === className, `the class ${name} is ${name === className ? '' : 'not '}its usual one`);
  }
  const key = Object.keys(ingress.value.metadata?.annotations ?? {}).find((each) => each.startsWith(prefix));
  if (key !== undefined && !knowsClasses(model)) {
    const text = `${key} shows that a default class outside the files is meant`;
    return { taken: true, because: evidence(text, ingress.object, ['metadata', 'annotations', key], 'key') };
  }
  return decide(false, 'no class, and no default IngressClass');
}
