import { matchesSelector } from '../../../model/labels.ts';
import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { LabelSelector } from '../../../objects/kinds/workload.ts';
import type { Taken } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import { classEvidence, classingOf, knowsClasses } from '../class.ts';
import { customObject, knowsCustomObjects } from '../custom-object.ts';
import { prefix } from './annotations.ts';

export const controllerName = 'ingress.k8s.aws/alb';
export const className = 'alb';

const paramsGroup = 'elbv2.k8s.aws';
const paramsKind = 'IngressClassParams';

/** The settings of a class that decide answers (apis/elbv2/v1beta1 IngressClassParamsSpec, v3.5.0). */
export interface ClassParams {
  readonly group?: { readonly name?: string };
  readonly scheme?: string;
  readonly ipAddressType?: string;
  readonly loadBalancerName?: string;
  readonly targetType?: string;
  readonly certificateArn?: readonly string[];
  readonly sslRedirectPort?: string;
  readonly sslPolicy?: string;
  readonly inboundCIDRs?: readonly string[];
  readonly prefixListsIDs?: readonly string[];
  readonly subnets?: unknown;
  readonly namespaceSelector?: LabelSelector;
}

/** The annotation wins and needs no IngressClass; else the IngressClass must exist and be sound (class_loader.go). */
export function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, ingressClass, annotation, defaulted } = classing;
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  if (annotation !== undefined) return decide(annotation === className, `the class annotation '${annotation}'`);
  if (defaulted && defaultsOf(model).length > 1) return decide(false, 'multiple default IngressClasses found');
  if (ingressClass) {
    const { controller = '', parameters } = ingressClass.value.spec ?? {};
    if (controller !== controllerName) {
      return decide(false, `the IngressClass ${ingressClass.name} belongs to ${controller || 'nobody'}`);
    }
    const problem = parameters && paramsProblem(model, ingress, parameters);
    if (problem === undefined) return decide(true, `the IngressClass ${ingressClass.name} belongs to it`);
    const text = `the IngressClass ${ingressClass.name} ${problem}`;
    return { taken: false, because: evidence(text, ingressClass.object, ['spec', 'parameters']) };
  }
  if (name !== undefined) {
    if (knowsClasses(model)) return decide(false, `there is no IngressClass ${name}`);
    return name === className
      ? decide(true, `the class ${name}, which usually is its own`)
      : decide(false, `the class ${name} is not its usual one, and its IngressClass is not among the files`);
  }
  const key = Object.keys(ingress.value.metadata?.annotations ?? {}).find((each) => each.startsWith(prefix));
  if (key !== undefined && !knowsClasses(model)) {
    const text = `${key} shows that a default class outside the files is meant`;
    return { taken: true, because: evidence(text, ingress.object, ['metadata', 'annotations', key], 'key') };
  }
  return decide(false, 'no class, and no default IngressClass');
}

/** What the class of an Ingress sets; nothing for one that is named by the annotation. */
export function paramsOf(model: Model, ingress: Typed<Ingress>): ClassParams {
  const { ingressClass, annotation } = classingOf(ingress, model);
  const name = annotation === undefined ? ingressClass?.value.spec?.parameters?.name : undefined;
  const object = name === undefined ? undefined : customObject(model, paramsGroup, paramsKind, name);
  return ((object?.decoded.value as { readonly spec?: ClassParams } | undefined)?.spec ?? {}) as ClassParams;
}

function defaultsOf(model: Model): readonly Typed<unknown>[] {
  return model.ingressClasses.all.filter(
    ({ value }) => value.metadata?.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true',
  );
}

function paramsProblem(
  model: Model,
  ingress: Typed<Ingress>,
  { apiGroup, kind, name = '' }: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string },
): string | undefined {
  if (apiGroup !== paramsGroup || kind !== paramsKind) return 'references unknown parameters';
  const params = customObject(model, paramsGroup, paramsKind, name);
  if (!params) {
    return knowsCustomObjects(model, paramsGroup, paramsKind)
      ? `names the ${paramsKind} ${name}, which does not exist`
      : undefined;
  }
  const { spec } = params.decoded.value as { readonly spec?: ClassParams };
  if (!spec?.namespaceSelector) return undefined;
  const labels = namespaceLabels(model, ingress.namespace);
  if (!labels || matchesSelector(spec.namespaceSelector, labels)) return undefined;
  return `is not for the namespace ${ingress.namespace} (namespaceSelector of ${paramsKind} ${name})`;
}

/** Undefined when the files do not hold the Namespace. */
function namespaceLabels(model: Model, name: string): ReadonlyMap<string, string> | undefined {
  const found = model.cluster.objects.find((object) => object.kind === 'Namespace' && object.name === name);
  const fixed: [string, string] = ['kubernetes.io/metadata.name', name];
  if (!found) return model.cluster.complete ? new Map([fixed]) : undefined;
  const { metadata } = found.decoded.value as { readonly metadata?: { readonly labels?: Record<string, string> } };
  return new Map([...Object.entries(metadata?.labels ?? {}), fixed]);
}
