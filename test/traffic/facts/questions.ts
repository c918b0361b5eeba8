import { type Comparison, diff, endpoints, lint, type Trace, trace, validate } from 'ksvc';
import type { Options } from '../../../src/model/options.ts';
import { withExplanations } from '../../../src/traffic/hop-explanations.ts';
import type { ProxyMode } from '../../../src/traffic/kube-proxy/mode.ts';
import { parseTarget } from '../../../src/traffic/target.ts';
import { traceAll } from '../../../src/traffic/trace-all.ts';
import { clusterOf, nodes } from './objects.ts';

/** Questions about a cluster of three nodes and nothing else but the objects. */

/** Where a connection goes, with what its hops are. */
export function follow(objects: readonly object[], text: string, from?: string, proxyMode?: ProxyMode): Trace {
  const target = parseTarget(text);
  if (target.kind === 'problem') throw new Error(target.message);
  const cluster = clusterOf([...nodes, ...objects]);
  const [found] = traceAll(cluster, target, { from, proxyMode }, [undefined]);
  if (!found) throw new Error(`${text} is not traced`);
  return withExplanations(found, cluster.server);
}

/** What a trace explains of its hops of a kind. */
export function explained({ hops }: Trace, kind: Trace['hops'][number]['kind']): string {
  return hops.flatMap((hop) => (hop.kind === kind ? (hop.explanation ?? []) : [])).join('\n');
}

/** How an ingress controller answers a request for `http://web.example.com/`. */
export function throughIngress(objects: readonly object[], controller: string): Trace {
  const [name, serves] = classes[controller] ?? [controller, controller];
  const ingressClass = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name, annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: serves },
  };
  const cluster = clusterOf([...nodes, ingressClass, ingress(), ...objects]);
  return trace(cluster, { url: 'http://web.example.com/' }, { controller });
}

/** The names of their IngressClasses, and what these name in turn. */
const classes: Readonly<Record<string, readonly [name: string, controller: string]>> = {
  'ingress-nginx': ['nginx', 'k8s.io/ingress-nginx'],
  traefik: ['traefik', 'traefik.io/ingress-controller'],
  contour: ['contour', 'projectcontour.io/ingress-controller'],
  haproxy: ['haproxy', 'haproxy.org/ingress-controller'],
  kong: ['kong', 'ingress-controllers.konghq.com/kong'],
  'alb-ip': ['alb', 'ingress.k8s.aws/alb'],
  agic: ['azure-application-gateway', 'azure/application-gateway'],
};

/** An Ingress in front of Service `web`. */
export function ingress(annotations: object = {}): object {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop', annotations },
    spec: { rules: [{ host: 'web.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] },
  };
}

/** What the API server says of one object. */
export function judged(object: object, options: Options = {}): ReturnType<typeof validate>['documents'][number] {
  const [document] = validate([{ path: 'a.json', text: JSON.stringify(object) }], options).documents;
  if (!document) throw new Error('nothing to judge');
  return document;
}

/** The slices of the first Service, IPv4 only. */
export function slicesOf(objects: readonly object[], options: Options = { singleStack: true }): readonly Slice[] {
  const [answer] = endpoints(clusterOf([...nodes, ...objects]), options).services;
  return (answer?.endpointSlices ?? []) as readonly Slice[];
}

/** What the examples read of a slice. */
export interface Slice {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: object };
  readonly addressType?: string;
  readonly ports?: readonly { readonly name?: string; readonly port?: number; readonly appProtocol?: string }[];
  readonly endpoints?: readonly {
    readonly addresses?: readonly string[];
    readonly conditions?: object;
    readonly hostname?: string;
    readonly zone?: string;
    readonly hints?: object;
  }[];
}

/** The v1 Endpoints of the first Service. */
export function endpointsObject(objects: readonly object[]): unknown {
  const [answer] = endpoints(clusterOf([...nodes, ...objects])).services;
  return answer?.endpoints;
}

/** What a cluster with one object does not take of another one in its place. */
export function updated(before: object, after: object): Comparison['updates'] {
  return diff(clusterOf([before]), clusterOf([after])).updates;
}

/** The ids of what lint finds. */
export function findings(...objects: readonly object[]): readonly string[] {
  return lint(clusterOf(objects)).findings.map(({ rule }) => rule);
}
