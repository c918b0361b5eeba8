import type { Cluster } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { requestDetails } from './asked.ts';
import { parseClient } from './client.ts';
import type { Hop } from './hop.ts';
import { requestsOfIngress } from './http/ingress-requests.ts';
import type { Outcome } from './outcome.ts';
import type { Target } from './target.ts';
import { type TraceOptions, traceCluster } from './trace.ts';
import { placeTrace, type Trace } from './trace-result.ts';

/** Every trace that a target asks for: one for each host and path of an Ingress, all of them for each controller. */
export function traceAll(
  cluster: Cluster,
  target: Target,
  options: TraceOptions,
  controllers: readonly (string | undefined)[],
): readonly Trace[] {
  const each = (follow: (options: TraceOptions) => readonly Trace[]): readonly Trace[] =>
    controllers.flatMap((controller) => follow({ ...options, controller }));
  if (target.kind !== 'ingress') return each((own) => [traceCluster(cluster, target, own)]);
  const model = modelOf(cluster);
  const client = options.from === undefined ? undefined : parseClient(options.from);
  const [name = '', namespace = client?.kind === 'pod' ? client.namespace : cluster.server.namespace] =
    target.name.split('.');
  const found = requestsOfIngress(model, name, namespace);
  if ('requests' in found && found.requests.length > 0) {
    const details = requestDetails(options);
    return each((own) => found.requests.map((request) => traceCluster(cluster, { ...request, ...details }, own)));
  }
  const misses = 'requests' in found ? [] : found.nearMisses;
  const known = 'requests' in found || cluster.complete || model.ingresses.in(namespace).length > 0;
  const text =
    'requests' in found
      ? `Ingress ${namespace}/${name} has no rules`
      : `there is no Ingress ${namespace}/${name} among the files`;
  const outcome: Outcome = known
    ? { kind: 'not-serving', reason: text }
    : { kind: 'unknown', needs: [`Ingress ${namespace}/${name}`] };
  const hop: Hop = { kind: 'host', status: known ? 'fail' : 'unknown', text, because: [] };
  return [placeTrace({ request: { ...target }, controller: null, outcome, hops: [hop], nearMisses: misses })];
}
