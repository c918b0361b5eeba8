import type { ReservedPort } from '../../../api/core/service-spec.ts';
import type { Model } from '../../../model/model.ts';
import type { SettledService } from '../../../model/settled-service.ts';
import type { StringMap } from '../../../objects/kinds/meta.ts';
import type { ServiceTarget } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import type { ObjectionTopic } from '../../objection.ts';
import { backendName, serviceOf } from '../backend.ts';
import { customObject, knowsCustomObjects } from '../custom-object.ts';
import { readGoJson } from '../go-json.ts';

/** A backend of a URL map. */
export interface Backend {
  /** With the number of the port. */
  readonly target: ServiceTarget;
  /** Pods are reached without the nodes between. */
  readonly neg: boolean;
  /** What the BackendConfig asks of clients. */
  readonly iap: boolean;
}

/** What keeps an Ingress from being set up. */
export interface Problem {
  readonly problem: string;
  readonly because: readonly Evidence[];
  /** What to do about it, in a sentence. */
  readonly remedy: string;
  readonly topic: ObjectionTopic;
}

/**
 * Looks at the Service of a backend (pkg/controller/translator getServicePort, acbcf5d). With `negByDefault` a Service that
 * says nothing is container-native, as GKE annotates it in VPC-native clusters.
 */
export function backendOf(model: Model, target: ServiceTarget, negByDefault: boolean): Backend | Problem {
  const found = serviceOf(model, target);
  const because = [evidence(backendName(target), target.ingress, target.path)];
  const name = `${target.namespace}/${target.backend.name ?? ''}`;
  if (found.kind === 'missing') {
    const remedy =
      'Add the Service, or take the path out: one missing Service keeps the whole Ingress from being set up.';
    return { problem: `could not find service "${name}"`, because, remedy, topic: 'backend' };
  }
  if (found.kind === 'unknown') return { target, neg: negByDefault, iap: false };
  const { service } = found;
  const port = lookup(service, target);
  if (!port) {
    const problem = `could not find port of ${backendName(target)} in service "${name}"`;
    return { problem, because, remedy: 'Name a port of the Service by its number or name.', topic: 'backend' };
  }
  const annotations = service.manifest.metadata?.annotations ?? {};
  const neg = isNeg(annotations, negByDefault);
  const { type = 'ClusterIP' } = service.spec;
  if (!neg && type !== 'NodePort' && type !== 'LoadBalancer') {
    const problem = `service "${name}" is type "${type}", expected "NodePort" or "LoadBalancer" when not using NEGs`;
    const remedy =
      type === 'ExternalName'
        ? 'Send requests to a Service with pods: load balancers have nodes and pods as targets.'
        : `Annotate the Service with cloud.google.com/neg: '{"ingress": true}', or make it type: NodePort.`;
    const place = evidence(`type: ${type}`, service.object, ['spec', 'type']);
    return { problem, because: [...because, place], remedy, topic: 'node-port' };
  }
  const protocols = protocolsProblem(annotations);
  const config = protocols === undefined ? backendConfigOf(model, service, annotations, port) : protocols.problem;
  if (typeof config === 'string') {
    const key = protocols?.key ?? configKeys.find((each) => annotations[each] !== undefined) ?? '';
    const place = evidence(config, service.object, ['metadata', 'annotations', key]);
    const remedy = protocols
      ? `Write '{"<name of the port>": "HTTP"}', with HTTP, HTTPS or HTTP2.`
      : `Write '{"default": "<name>"}' with the name of a BackendConfig of the namespace.`;
    return { problem: config, because: [place, ...because], remedy, topic: 'annotation' };
  }
  return {
    target: { ...target, backend: { name: service.name, port: { number: port.port ?? 0 } } },
    neg,
    iap: config.iap,
  };
}

export function isProblem(value: object): value is Problem {
  return 'problem' in value;
}

/** By name, else by number, the first of several. */
function lookup({ spec }: SettledService, { backend: { port } }: ServiceTarget): ReservedPort | undefined {
  return spec.ports?.find((each) => (port?.name ? each.name === port.name : each.port === port?.number));
}

/** An annotation that cannot be read counts as none at all. */
function isNeg(annotations: StringMap, otherwise: boolean): boolean {
  const written = annotations['cloud.google.com/neg'];
  if (written === undefined) return otherwise;
  const shape = { ingress: 'boolean', exposed_ports: { '*': { name: 'string' } }, zones: ['string'] } as const;
  return readGoJson<{ readonly ingress?: boolean }>(written, shape)?.ingress === true;
}

function protocolsProblem(annotations: StringMap): { readonly problem: string; readonly key: string } | undefined {
  for (const key of ['service.alpha.kubernetes.io/app-protocols', 'cloud.google.com/app-protocols']) {
    const written = annotations[key];
    if (written === undefined) continue;
    const protocols = readGoJson<Readonly<Record<string, string>>>(written, { '*': 'string' });
    if (!protocols) return { problem: `could not parse "${key}"`, key };
    const wrong = Object.values(protocols).find((each) => !['HTTP', 'HTTPS', 'HTTP2'].includes(each));
    if (wrong === undefined) return undefined;
    return { problem: `"${key}": invalid port application protocol: ${wrong}`, key };
  }
  return undefined;
}

const configKeys: readonly string[] = ['cloud.google.com/backend-config', 'beta.cloud.google.com/backend-config'];

/** The BackendConfig of a port must exist; what it sets is the load balancer's business, but for IAP (pkg/backendconfig). */
function backendConfigOf(
  model: Model,
  service: SettledService,
  annotations: StringMap,
  { name = '', port }: ReservedPort,
): { readonly iap: boolean } | string {
  const none = { iap: false };
  const written = configKeys.map((key) => annotations[key]).find((value) => value !== undefined);
  if (written === undefined) return none;
  const read = readGoJson<{ readonly default?: string; readonly ports?: Readonly<Record<string, string>> }>(written, {
    default: 'string',
    ports: { '*': 'string' },
  });
  if (!read) return 'BackendConfig annotation is invalid json';
  const { default: fallback = '', ports = {} } = read;
  if (fallback === '' && Object.keys(ports).length === 0) return "no BackendConfig's found in annotation";
  const config = ports[name] ?? ports[String(port)] ?? fallback;
  if (config === '') return none;
  const object = customObject(model, 'cloud.google.com', 'BackendConfig', config, service.namespace);
  if (!object) {
    return knowsCustomObjects(model, 'cloud.google.com', 'BackendConfig')
      ? `BackendConfig ${service.namespace}/${config} does not exist`
      : none;
  }
  const { spec } = object.decoded.value as { readonly spec?: { readonly iap?: { readonly enabled?: boolean } } };
  return { iap: spec?.iap?.enabled === true };
}
