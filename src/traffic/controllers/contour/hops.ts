import { evidence } from '../../evidence.ts';
import type { Evidence, Hop } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';
import { timesText } from '../../ingress/go-map.ts';
import type { RulePath } from '../../ingress/rule-paths.ts';
import type { Contest } from './contest.ts';
import type { EnvoyRequest } from './request-line.ts';
import type { EnvoyRoute, LeftOut, PathMatch, VirtualHost } from './virtual-hosts.ts';

/** A path that would have taken the request, had it become a route. */
export function leftOutHop({ path, reason }: LeftOut): Hop {
  return {
    kind: 'backend',
    status: 'fail',
    text: `${reason}: Contour leaves the path out`,
    because: [backendOf(path)],
  };
}

function backendOf({ ingress, at }: RulePath): Evidence {
  return evidence('backend', ingress.object, at.at(-1) === 'defaultBackend' ? at : [...at, 'backend']);
}

/** Which virtual host takes the request. */
export function hostHop({ host, routes }: VirtualHost, request: EnvoyRequest): Hop {
  const claim = routes[0]?.claims[0];
  const isDefault = claim?.path.at.at(-1) === 'defaultBackend';
  const because = claim
    ? [evidence(host || 'a rule without host', claim.path.ingress.object, hostPlace(claim.path))]
    : [];
  if (host !== '') {
    return {
      kind: 'host',
      status: 'ok',
      text: host === request.host ? host : `${host} takes ${request.host}`,
      because,
    };
  }
  const what = isDefault ? 'a default backend' : 'a rule without host';
  return { kind: 'host', status: 'ok', text: `no rule names ${request.host || 'no host'}, ${what} takes it`, because };
}

function hostPlace({ host, rule }: RulePath): RulePath['rule'] {
  return host === '' ? rule : [...rule, 'host'];
}

/** Which route takes the path, and between whose claims chance decides. */
export function pathHop({ match }: EnvoyRoute, { claim, rival, eighths }: Contest, { path }: EnvoyRequest): Hop {
  const because = [placeOf(claim.path)];
  if (rival) {
    const [one, other] = [keyOf(claim.path.ingress), keyOf(rival.path.ingress)];
    const text = `${match.path} is claimed by Ingress ${one} and ${other}`;
    const places = [...because, placeOf(rival.path)];
    if (eighths === undefined) {
      return { kind: 'path', status: 'unknown', text: `${text}: which of them has it is chance`, because: places };
    }
    return { kind: 'path', status: 'warn', text: `${text}: ${lastOne(one, eighths)}`, because: places };
  }
  if (claim.path.at.at(-1) === 'defaultBackend') {
    return { kind: 'path', status: 'ok', text: 'the default backend takes every path', because };
  }
  const how = names[match.kind];
  return { kind: 'path', status: 'ok', text: `${match.path} as ${how} takes ${path}`, because };
}

/** What becomes of claims that the order of reading decides between. */
function lastOne(name: string, eighths: number): string {
  return `Contour keeps the one that it reads last, ${name} ${timesText(eighths)} if it was created last`;
}

const names: Readonly<Record<PathMatch['kind'], string>> = {
  exact: 'an exact path',
  elements: 'a prefix by elements',
  prefix: 'a string prefix',
  regex: 'a regular expression',
};

function placeOf({ ingress, path, pathType, at }: RulePath): Evidence {
  if (at.at(-1) === 'defaultBackend') return evidence('default backend', ingress.object, at);
  return evidence(`${path || '/'} ${pathType}`, ingress.object, [...at, 'path']);
}
