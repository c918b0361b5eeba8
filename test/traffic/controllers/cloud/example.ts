import { controllers } from '../../../../src/traffic/controllers/index.ts';
import { type Asked, ask } from '../ask.ts';

/** The controllers whose load balancers, or whose proxy, did not run: their code did. */
export type CloudId = 'kong' | 'alb' | 'alb-ip' | 'gce' | 'gce-neg' | 'agic';

/** A set, and what a controller answers to requests. */
export interface CloudExample {
  readonly of: CloudId;
  readonly yaml: string;
  /**
   * A request, after another method than GET, and the answer: backends of namespace default without `default/` and `:80`.
   * After `DIAL` it is asked for the ports of the pods.
   */
  readonly asks: readonly (readonly [request: string, answer: string])[];
}

/** Examples by the id of the fact that they show. */
export type CloudExamples = Readonly<Record<string, CloudExample>>;

/** Puts an example together. */
export function example(
  of: CloudId,
  manifests: readonly string[],
  ...asks: readonly (readonly [string, string])[]
): CloudExample {
  return { of, yaml: manifests.join('---\n'), asks };
}

/** What the controller answers. */
export function answersOf({ of, yaml, asks }: CloudExample): (readonly [string, string])[] {
  const controller = controllers.find(({ id }) => id === of);
  if (!controller) throw new Error(`there is no controller ${of}`);
  const asked = ask(controller, yaml);
  return asks.map(([request]) => [request, short(answerTo(asked, request))]);
}

function answerTo(asked: Asked, request: string): string {
  const [first = '', second] = request.split(' ');
  if (first === 'DIAL') return dialled(asked, second ?? '');
  return second === undefined ? asked.text(first) : asked.text(second, { method: first });
}

/** The ports of the pods that connections are opened to. */
function dialled(asked: Asked, url: string): string {
  const answer = asked.answer(url);
  const reach = answer?.kind === 'forward' ? answer.reach : undefined;
  return reach?.kind === 'endpoints' ? reach.endpoints.map(({ port }) => port).join(' ') : 'nothing';
}

function short(answer: string): string {
  return answer.replaceAll('default/', '').replace(/:80(?= |$)/g, '');
}

interface Extras {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly className?: string;
  readonly defaultBackend?: string;
  readonly tls?: string;
}

/**
 * An Ingress: a rule for each line `host type path service[:port]`, `*` for any host, `Impl` for
 * ImplementationSpecific, the service `(bucket)` for a resource; lines of one host that follow each other are one rule.
 */
export function ingress(name: string, lines: readonly string[], extras: Extras = {}): string {
  const { annotations = {}, className, defaultBackend, tls } = extras;
  const rules: { host: string; paths: string[] }[] = [];
  for (const line of lines) {
    const [host = '', type = '', path = '', service = ''] = line.split(' ');
    const written = `{ path: '${path === '""' ? '' : path}', pathType: ${types[type] ?? type}, backend: ${backend(service)} }`;
    const last = rules.at(-1);
    if (last?.host === host) last.paths.push(written);
    else rules.push({ host, paths: [written] });
  }
  const spec = [
    ...(className === undefined ? [] : [`ingressClassName: ${className}`]),
    ...(defaultBackend === undefined ? [] : [`defaultBackend: ${backend(defaultBackend)}`]),
    ...(tls === undefined ? [] : [`tls: [${tls}]`]),
    ...(rules.length === 0 ? [] : [`rules: [${rules.map(ruleText).join(', ')}]`]),
  ];
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: ${JSON.stringify(annotations)} }
spec: { ${spec.join(', ')} }
`;
}

const types: Readonly<Record<string, string>> = { Impl: 'ImplementationSpecific' };

function ruleText({ host, paths }: { readonly host: string; readonly paths: readonly string[] }): string {
  return `{ ${host === '*' ? '' : `host: '${host}', `}http: { paths: [${paths.join(', ')}] } }`;
}

function backend(service: string): string {
  if (service === '(bucket)') return '{ resource: { apiGroup: example.com, kind: Bucket, name: b } }';
  const [name = '', port = '80'] = service.split(':');
  return `{ service: { name: ${name}, port: { ${/^\d+$/.test(port) ? 'number' : 'name'}: ${port} } } }`;
}

/** A Service of a type with port 80 that leads to 8080, and an endpoint. */
export function service(name: string, type = 'ClusterIP', annotations: Readonly<Record<string, string>> = {}): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, annotations: ${JSON.stringify(annotations)} }
spec: { type: ${type}, selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
endpoints: [{ addresses: ['10.244.1.1'], conditions: { ready: true } }]
ports: [{ name: http, port: 8080 }]
---
apiVersion: v1
kind: Endpoints
metadata: { name: ${name} }
subsets: [{ addresses: [{ ip: 10.244.1.1 }], ports: [{ name: http, port: 8080 }] }]
`;
}

/** An IngressClass of a controller. */
export function ingressClass(name: string, controller: string, isDefault = false): string {
  const annotations = isDefault ? `, annotations: { ingressclass.kubernetes.io/is-default-class: 'true' }` : '';
  return `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name}${annotations} }
spec: { controller: ${controller} }
`;
}

/** A Secret of type kubernetes.io/tls whose files are still to be filled in. */
export function secret(name: string): string {
  return `apiVersion: v1
kind: Secret
metadata: { name: ${name} }
type: kubernetes.io/tls
stringData: { tls.crt: crt, tls.key: key }
`;
}
