import { contains, parseCidr } from '../../../api/formats/cidr.ts';
import { parseIp } from '../../../api/formats/ip.ts';
import type { ControllerAnswer, ControllerId } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { Hop, NearMiss } from '../../hop.ts';
import { type HttpRequest, pathOf } from '../../request.ts';
import { keyOf } from '../age.ts';
import { agreedAnswer } from '../agreed-answer.ts';
import { distinctOwners } from '../distinct-owners.ts';
import { hostNearMisses, pathNearMisses } from '../near-misses.ts';
import { answerOfOwners, thatAreSetUp } from '../owner-of-host.ts';
import { hostReadings, pathReadings } from '../path-readings.ts';
import { pathsOf } from '../rule-paths.ts';
import { chooseLoadBalancer, isDeaf } from './choose-load-balancer.ts';
import { nameOfGroup } from './groups.ts';
import { tlsHop } from './hops.ts';
import type { Listener, LoadBalancer, Outcome, Table } from './load-balancers.ts';
import { end, unknown } from './outcomes.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { route } from './route.ts';

/** Answers a request as the load balancer whose rules name its host does. */
export function answerRequest(id: ControllerId, table: Table, request: HttpRequest): ControllerAnswer {
  const chosen = chooseLoadBalancer(table, request.host ?? '');
  if (chosen.length === 0) {
    return end([], { kind: 'refused', reason: 'no Ingress makes a load balancer' });
  }
  const answer = (outcome: Outcome): ControllerAnswer => answerOf(id, outcome, request);
  const isChosen = chosen !== table.groups;
  return answerOfOwners(
    // Only where the host chooses none is it known that no rule is for it.
    (isChosen ? chosen : thatAreSetUp(distinctOwners(chosen, request, isDeaf, answer), isSetUp)).map(answer),
    (isChosen ? chosen : thatAreSetUp(chosen, isSetUp)).map(({ group }) => ({
      name: nameOfGroup(group),
      ingresses: group.members.map(({ ingress }) => ingress),
    })),
  );
}

function isSetUp({ built }: Outcome): boolean {
  return !isRefusal(built) && built.awsRefusal === undefined;
}

/** Answers a request that is sent to the load balancer of a group. */
export function answerOf(id: ControllerId, { group, built }: Outcome, request: HttpRequest): ControllerAnswer {
  const first = group.members[0]?.ingress;
  const name = nameOfGroup(group);
  const because = group.members.map(({ ingress }) => evidence(keyOf(ingress), ingress.object, ['metadata', 'name']));
  const refusal = isRefusal(built) ? built : built.awsRefusal;
  if (refusal) return notServing(refusal, name);
  const hops: Hop[] = [{ kind: 'load-balancer', status: 'ok', text: `load balancer of ${name}`, because }];
  if (isRefusal(built) || !first) return end(hops, { kind: 'not-serving', reason: `${name} is empty` });
  const answer = listen(id, built, request, hops);
  const { lookups } = built;
  if (lookups.length === 0) return answer;
  // The controller asks ACM for the certificates, and sets nothing up when one is lacking.
  const lacking = end(hops, { kind: 'not-serving', reason: 'no certificate found' });
  return agreedAnswer([answer, lacking], [`whether ACM has certificates for ${lookups.join(', ')}`]);
}

function notServing({ refused, because }: Refusal, name: string): ControllerAnswer {
  const hop: Hop = {
    kind: 'load-balancer',
    status: 'fail',
    text: `nothing is set up for ${name}: ${refused}`,
    because,
  };
  return end([hop], { kind: 'not-serving', reason: refused });
}

/** The listener, who may connect to it, and its certificate. */
function listen(id: ControllerId, balancer: LoadBalancer, request: HttpRequest, hops: Hop[]): ControllerAnswer {
  const { listeners, settings } = balancer;
  const secure = request.scheme === 'https';
  const named = Number(/:(\d+)$/.exec(request.host ?? '')?.[1] ?? Number.NaN);
  const port = listeners.some((each) => each.port === named) ? named : secure ? 443 : 80;
  const listener = listeners.find((each) => each.port === port);
  if (!listener) {
    const ports = listeners.map((each) => `${each.protocol} ${each.port}`).join(', ');
    return end(hops, { kind: 'refused', reason: `nothing listens on port ${port}, only on ${ports}` });
  }
  if (secure && listener.protocol === 'HTTP') {
    return end(hops, { kind: 'refused', reason: `port ${port} speaks plain HTTP, no TLS` });
  }
  if (!secure && listener.protocol === 'HTTPS') {
    // From memory, as the next two: no documentation of AWS says it.
    return end(hops, { kind: 'answered', status: 400, by: id, reason: `plain HTTP on the HTTPS port ${port}` });
  }
  if (listener.inbound.length > 0 && settings.securityGroups.length === 0) {
    const ip = request.clientIp === undefined ? undefined : parseIp(request.clientIp);
    if (!ip) return end(hops, unknown(['the address of the client, which inbound-cidrs asks for']));
    const ranges = listener.inbound.flatMap((range) => parseCidr(range) ?? []);
    if (!ranges.some((range) => contains(range, ip))) {
      return end(hops, { kind: 'refused', reason: `${request.clientIp} is not in inbound-cidrs` });
    }
  }
  return readings(id, balancer, listener, request, secure ? [...hops, tlsHop(listener)] : hops);
}

/** Tries the rules for every way in which host and path may be read. */
function readings(
  id: ControllerId,
  balancer: LoadBalancer,
  listener: Listener,
  request: HttpRequest,
  hops: readonly Hop[],
): ControllerAnswer {
  const sent = pathOf(request.target);
  const isPath = request.target.startsWith('/');
  const query = request.target.slice(sent.length + 1).replace(/#.*$/s, '');
  const answers: ControllerAnswer[] = [];
  for (const host of hostReadings((request.host ?? '').toLowerCase(), listener.port)) {
    for (const path of pathReadings(sent)) {
      const { method, headers, clientIp } = request;
      answers.push(route(id, listener, request, { host, path, query, method, headers, clientIp }, hops));
    }
  }
  if (!request.host) {
    const reason = 'a request without Host is malformed';
    answers.push(end(hops, { kind: 'answered', status: 400, by: id, reason }));
  }
  if (!isPath) return agreedAnswer([...answers, badTarget(id, hops)], ['how the load balancer reads such a target']);
  const answer = agreedAnswer(answers, [`how the load balancer reads ${request.host ?? 'no host'} and ${sent}`]);
  return answer.kind === 'end' && answer.outcome.kind === 'answered' && answer.outcome.status === 404
    ? { ...answer, nearMisses: () => missesOf(balancer, request) }
    : answer;
}

function badTarget(id: ControllerId, hops: readonly Hop[]): ControllerAnswer {
  return end(hops, { kind: 'answered', status: 400, by: id, reason: 'the target is no path' });
}

function missesOf({ group }: LoadBalancer, { host, target }: HttpRequest): NearMiss[] {
  const paths = group.members.flatMap(({ ingress }) => pathsOf(ingress));
  const name = (host ?? '').toLowerCase().replace(/:\d*$/, '');
  const ofHost = paths.filter((path) => path.host === '' || path.host.toLowerCase() === name);
  return ofHost.length > 0 ? pathNearMisses(ofHost, pathOf(target)) : hostNearMisses(paths, name);
}
