import type { LoadedObject } from '../../model/cluster.ts';
import { templateOf } from '../../model/pods.ts';
import type { StringMap } from '../../objects/kinds/meta.ts';
import type { Container, PodSpec, PodTemplate } from '../../objects/kinds/pod.ts';
import type { FieldPath } from '../../yaml/field-path.ts';

/** What the pods of an object are made of: for a Pod it is the object itself. */
export interface TemplateFacts {
  readonly labels: StringMap;
  readonly annotations: StringMap;
  readonly spec: PodSpec;
  /** Steps to the template; empty for a Pod. */
  readonly path: FieldPath;
}

/** The template of an object that is or makes pods; undefined for other objects. */
export function templateFacts(object: LoadedObject): TemplateFacts | undefined {
  const found =
    object.kind === 'Pod' && object.apiVersion === 'v1'
      ? { template: object.decoded.value as PodTemplate, path: [] }
      : templateOf(object);
  if (!found) return undefined;
  const { template, path } = found;
  const { labels = none, annotations = none } = template.metadata ?? {};
  const spec = template.spec ?? {};
  if (object.decoded.known) return { labels, annotations, spec, path };
  return { labels: textsOf(labels), annotations: textsOf(annotations), spec, path };
}

const none: StringMap = {};

/** Custom resources are not decoded, so what should be a map of texts may be anything. */
function textsOf(value: unknown): StringMap {
  if (typeof value !== 'object' || value === null) return none;
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
}

/** A container that keeps running, and the way to it. */
export interface RunningContainer {
  readonly container: Container;
  readonly path: FieldPath;
}

/**
 * The containers of a pod that run beside each other, in the order in which ports are looked up: init containers count
 * when they restart always. Custom resources are not decoded, so what is no container is left out.
 */
export function runningContainersOf({ spec, path }: TemplateFacts): RunningContainer[] {
  const found: RunningContainer[] = [];
  for (const field of ['containers', 'initContainers'] as const) {
    const list: unknown = spec[field];
    if (!Array.isArray(list)) continue;
    for (const [index, container] of (list as readonly (Container | undefined | null)[]).entries()) {
      if (typeof container !== 'object' || container === null) continue;
      if (field === 'initContainers' && container.restartPolicy !== 'Always') continue;
      found.push({ container, path: [...path, 'spec', field, index] });
    }
  }
  return found;
}

/** A port that a container declares. */
export interface DeclaredPort {
  /** '' for none. */
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
  readonly container: RunningContainer;
  readonly path: FieldPath;
}

/** The ports that a pod declares, in the order in which names are looked up. */
export function declaredPorts(template: TemplateFacts): DeclaredPort[] {
  const found: DeclaredPort[] = [];
  for (const running of runningContainersOf(template)) {
    const ports: unknown = running.container.ports;
    if (!Array.isArray(ports)) continue;
    for (const [index, port] of (ports as NonNullable<Container['ports']>).entries()) {
      if (typeof port !== 'object' || port === null || typeof port.containerPort !== 'number') continue;
      const { name = '', containerPort: number, protocol = 'TCP' } = port;
      found.push({ name, number, protocol, container: running, path: [...running.path, 'ports', index] });
    }
  }
  return found;
}

/**
 * Whether a container names a port number in its command, arguments, environment or probes: that shows that it listens
 * there, although it does not declare it.
 */
export function mentionsPort(template: TemplateFacts, port: number): boolean {
  const text = String(port);
  return runningContainersOf(template).some(({ container }) => {
    const { command, args, env, readinessProbe, livenessProbe, startupProbe } = container;
    for (const list of [command, args]) {
      if (Array.isArray(list) && list.some((each: unknown) => hasNumber(String(each), text))) return true;
    }
    if (Array.isArray(env) && env.some((each) => hasNumber(String(each?.value ?? ''), text))) return true;
    return [readinessProbe, livenessProbe, startupProbe].some(
      (probe) => (probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port) === port,
    );
  });
}

function hasNumber(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at !== -1; at = text.indexOf(number, at + 1)) {
    if (!isDigit(text[at - 1]) && !isDigit(text[at + number.length])) return true;
  }
  return false;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
