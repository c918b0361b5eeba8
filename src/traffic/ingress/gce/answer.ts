import type { ControllerAnswer, ControllerId } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { Hop, NearMiss } from '../../hop.ts';
import type { Outcome } from '../../outcome.ts';
import { type HttpRequest, hostWithoutPort, pathOf } from '../../request.ts';
import { keyOf } from '../age.ts';
import { agreedAnswer } from '../agreed-answer.ts';
import { backendText } from '../answer-text.ts';
import { backendName } from '../backend.ts';
import { distinctOwners } from '../distinct-owners.ts';
import { matchesGlob } from '../glob.ts';
import { isWildcard } from '../host-pattern.ts';
import { hostNearMisses, noNearMisses, pathNearMisses } from '../near-misses.ts';
import { answerOfOwners, type HostOwner, ownersOf, thatAreSetUp } from '../owner-of-host.ts';
import { hostReadings, pathReadings } from '../path-readings.ts';
import { pathsOf } from '../rule-paths.ts';
import type { LoadBalancer, Table } from './load-balancers.ts';
import { type Backend, isProblem } from './service-port.ts';
import type { HostRule, PathRule } from './url-map.ts';

/** Answers a request as the load balancer of the Ingress that names its host does. */
export function answerRequest(id: ControllerId, { balancers }: Table, request: HttpRequest): ControllerAnswer {
  if (balancers.length === 0) return end([], { kind: 'refused', reason: 'no Ingress makes a load balancer' });
  const owners = ownersIn(balancers);
  const chosen = owners.length === 1 ? owners : ownersOf(owners, request.host ?? '');
  const answer = ({ balancer }: Owner): ControllerAnswer => answerOf(id, balancer, request);
  const isChosen = chosen !== owners;
  return answerOfOwners(
    // Only where the host chooses none is it known that no rule is for it.
    (isChosen ? chosen : thatAreSetUp(distinctOwners(chosen, request, isDeaf, answer), isSetUp)).map(answer),
    (isChosen ? chosen : thatAreSetUp(chosen, isSetUp)).map(({ balancer: { ingress } }) => ({
      name: `Ingress ${keyOf(ingress)}`,
      ingresses: [ingress],
    })),
  );
}

type Owner = HostOwner & { readonly balancer: LoadBalancer };

function ownersIn(balancers: readonly LoadBalancer[]): readonly Owner[] {
  let owners = known.get(balancers);
  if (!owners) {
    owners = balancers.map((balancer) => ({
      balancer,
      hosts: (balancer.ingress.value.spec?.rules ?? []).map(({ host = '' }) => host.toLowerCase()),
      takesRest: balancer.ingress.value.spec?.defaultBackend !== undefined,
    }));
    known.set(balancers, owners);
  }
  return owners;
}

function isSetUp({ balancer: { frontends, problems } }: Owner): boolean {
  return problems.length === 0 && !isProblem(frontends);
}

/** Whether a load balancer looks at no more than the host of a request that none of its rules is for. */
function isDeaf({ balancer: { frontends, urlMap, problems } }: Owner): boolean {
  if (problems.length > 0 || isProblem(frontends)) return true;
  return !frontends.redirect && !urlMap.defaultBackend && urlMap.hostRules.every(({ host }) => host !== '*');
}

// Thousands of requests ask the same table.
const known = new WeakMap<readonly LoadBalancer[], readonly Owner[]>();

/** Answers a request that is sent to the load balancer of an Ingress. */
export function answerOf(id: ControllerId, balancer: LoadBalancer, request: HttpRequest): ControllerAnswer {
  const { ingress, frontends, problems } = balancer;
  const [problem] = problems;
  if (problem) {
    const text = `nothing is set up for Ingress ${keyOf(ingress)}: ${problem.problem}`;
    const hop: Hop = { kind: 'load-balancer', status: 'fail', text, because: problem.because };
    return end([hop], { kind: 'not-serving', reason: problem.problem });
  }
  const because = [evidence(keyOf(ingress), ingress.object, ['metadata', 'name'])];
  const text = `load balancer of Ingress ${keyOf(ingress)}`;
  const hops: Hop[] = [{ kind: 'load-balancer', status: 'ok', text, because }];
  if (isProblem(frontends)) return end(hops, { kind: 'not-serving', reason: frontends.problem });
  const secure = request.scheme === 'https';
  if (secure ? !frontends.https : !frontends.http) {
    const reason = secure
      ? 'nothing listens on port 443: the Ingress names no certificate'
      : 'nothing listens on port 80: kubernetes.io/ingress.allow-http is false';
    return end(hops, { kind: 'refused', reason });
  }
  if (frontends.missingConfig) {
    const { missingConfig } = frontends;
    hops.push({ kind: 'redirect', status: 'warn', text: missingConfig.text, because: [missingConfig] });
  }
  if (secure && frontends.certificate) {
    const { certificate } = frontends;
    hops.push({ kind: 'tls', status: 'ok', text: certificate.text, because: [certificate] });
  }
  if (!secure && frontends.redirect) {
    const { status, because } = frontends.redirect;
    const location = `https://${hostWithoutPort(request.host ?? '')}${request.target}`;
    const hop: Hop = { kind: 'redirect', status: 'ok', text: `${status} ${location}`, because: [because] };
    return end([...hops, hop], { kind: 'redirected', status, location });
  }
  return readings(id, balancer, request, hops);
}

/** Tries every way in which host and path may be read. */
function readings(
  id: ControllerId,
  balancer: LoadBalancer,
  request: HttpRequest,
  hops: readonly Hop[],
): ControllerAnswer {
  const path = pathOf(request.target);
  const sent = request.host ?? '';
  const hosts = hostReadings(sent, request.scheme === 'https' ? 443 : 80).flatMap((host) => [host, host.toLowerCase()]);
  const answers: ControllerAnswer[] = [];
  for (const host of new Set(hosts)) {
    for (const each of pathReadings(path)) answers.push(route(id, balancer, request, host, each, hops));
  }
  // From memory: no documentation of Google says what a load balancer makes of these two.
  const bad = (reason: string): ControllerAnswer => end(hops, { kind: 'answered', status: 400, by: id, reason });
  if (!request.host) answers.push(bad('a request without Host is malformed'));
  if (!request.target.startsWith('/')) answers.push(bad('the target is no path'));
  const answer = agreedAnswer(answers, [`how the load balancer reads ${request.host ?? 'no host'} and ${path}`]);
  return answer.kind === 'end' && answer.outcome.kind === 'answered' && answer.outcome.status === 404
    ? { ...answer, nearMisses: () => missesOf(balancer, request) }
    : answer;
}

/** The rule of the host, an exact one before wildcards before `*`; in it the longest path. */
function route(
  id: ControllerId,
  { urlMap, ingress }: LoadBalancer,
  request: HttpRequest,
  host: string,
  path: string,
  hops: readonly Hop[],
): ControllerAnswer {
  const { hostRules, defaultBackend } = urlMap;
  const exact = hostRules.filter((rule) => rule.host === host);
  // A star stands for any number of labels (Google Cloud documentation "URL maps overview").
  const wild = hostRules.filter((rule) => isWildcard(rule.host) && matchesGlob(host, rule.host));
  const any = hostRules.filter((rule) => rule.host === '*');
  const chosen = exact.length > 0 ? exact : wild.length > 0 ? wild : any;
  const pathOfHost = (rule: HostRule | undefined): ControllerAnswer => {
    const winner = rule && longest(rule.paths, path);
    if (winner) {
      const { from } = winner;
      const because = [evidence(`${from.path} ${from.pathType}`, from.ingress.object, [...from.at, 'path'])];
      const hop: Hop = { kind: 'path', status: 'ok', text: `${rule.host} ${winner.path} takes ${path}`, because };
      return forward(request, winner.backend, [...hops, hop]);
    }
    if (!defaultBackend) {
      const text = rule ? `no path of ${rule.host} takes ${path}` : `no rule takes ${host || 'a request without host'}`;
      const hop: Hop = { kind: 'path', status: 'fail', text, because: [] };
      const reason = 'the default backend of the system answers what no rule takes';
      return end([...hops, hop], { kind: 'answered', status: 404, by: id, reason });
    }
    const because = [evidence('defaultBackend', ingress.object, ['spec', 'defaultBackend'])];
    const text = 'what no rule takes goes to the default backend of the Ingress';
    return forward(request, defaultBackend, [...hops, { kind: 'path', status: 'ok', text, because }]);
  };
  if (chosen.length < 2) return pathOfHost(chosen[0]);
  return agreedAnswer(chosen.map(pathOfHost), [
    `which of the hosts ${chosen.map((rule) => rule.host).join(', ')} the URL map prefers`,
  ]);
}

/** The longest text before the star wins, whatever the order is; of equal ones the exact path. */
function longest(rules: readonly PathRule[], path: string): PathRule | undefined {
  let winner: PathRule | undefined;
  for (const rule of rules) {
    const takes = isPrefix(rule) ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;
    if (takes && (!winner || rankOf(rule) > rankOf(winner))) winner = rule;
  }
  return winner;
}

function rankOf(rule: PathRule): number {
  return isPrefix(rule) ? 2 * (rule.path.length - 1) : 2 * rule.path.length + 1;
}

function isPrefix({ path }: PathRule): boolean {
  return path.endsWith('/*');
}

function forward(request: HttpRequest, { target, iap }: Backend, hops: readonly Hop[]): ControllerAnswer {
  const because = [evidence(backendName(target), target.ingress, target.path)];
  const hop: Hop = { kind: 'backend', status: 'ok', text: backendName(target), because };
  if (iap) {
    const needs = ['who the client is, which the iap of a BackendConfig asks for'];
    return end([...hops, hop], { kind: 'unknown', needs, candidates: [backendText({ target })] });
  }
  const upstream = { path: request.target, host: request.host ?? '' };
  return { kind: 'forward', hops: [...hops, hop], target, upstream };
}

function missesOf({ ingress }: LoadBalancer, { host, target }: HttpRequest): NearMiss[] {
  const paths = pathsOf(ingress);
  const name = hostWithoutPort(host ?? '').toLowerCase();
  const ofHost = paths.filter((path) => path.host === '' || path.host === name);
  return ofHost.length > 0 ? pathNearMisses(ofHost, pathOf(target)) : hostNearMisses(paths, name);
}

function end(
  hops: readonly Hop[],
  outcome: Exclude<Outcome, { kind: 'delivered' }>,
): ControllerAnswer & { readonly kind: 'end' } {
  return { kind: 'end', hops, outcome, nearMisses: noNearMisses };
}
