import type { Cluster } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { controllers } from '../controllers/index.ts';
import { queryOf } from '../query-of.ts';
import { httpRequest, type Request } from '../request.ts';
import { hasSelector } from '../service/selector.ts';
import { existsService } from '../service/service-name.ts';
import { findServicePort } from '../service-port.ts';
import { followTarget, type TraceOptions, type TraceTarget } from '../trace.ts';
import type { RawTrace } from '../trace-result.ts';
import type { Candidate } from './candidate.ts';
import { routeCandidates } from './routes.ts';
import { portCandidates, serviceCandidates, workloadCandidates } from './service-candidates.ts';

/** The routes, Services, ports and workloads that came into question, in order, each with the first test that it failed. */
export function whyNot(cluster: Cluster, target: TraceTarget, options: TraceOptions): readonly Candidate[] {
  const raw = followTarget(cluster, target, options);
  const controller = controllers.find(({ id }) => id === raw.controller);
  const asked = 'scheme' in raw.request ? httpRequest(raw.request as unknown as Request) : undefined;
  return [
    ...(controller && asked ? routeCandidates(modelOf(cluster), controller, asked) : []),
    ...behind(cluster, target, raw, options),
  ];
}

/** What came into question behind the routes: the first link that is missing, else the workloads. */
function behind(cluster: Cluster, target: TraceTarget, raw: RawTrace, options: TraceOptions): readonly Candidate[] {
  const model = modelOf(cluster);
  const query = queryOf(cluster, target, raw, options);
  if (!query) return [];
  const typed = model.services.get(query.namespace, query.name, query.near);
  if (!typed) return existsService(model, query) ? [] : serviceCandidates(model, query.namespace, query.name);
  const service = model.settled(typed);
  if (query.port && !findServicePort(service, query.port)) return portCandidates(service, query.port);
  return hasSelector(service) ? workloadCandidates(model, service) : [];
}
