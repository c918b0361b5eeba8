import type { ControllerAnswer, ControllerId } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { Hop } from '../../hop.ts';
import type { HttpRequest } from '../../request.ts';
import { agreedAnswer } from '../agreed-answer.ts';
import { act } from './act.ts';
import { ruleHop } from './hops.ts';
import type { Listener } from './load-balancers.ts';
import { locationOf } from './location.ts';
import { type AlbRequest, matchConditions } from './match-rule.ts';
import { end } from './outcomes.ts';
import type { Rule } from './rules.ts';

/** The first rule whose conditions hold, else the default of the listener. */
export function route(
  id: ControllerId,
  listener: Listener,
  request: HttpRequest,
  read: AlbRequest,
  hops: readonly Hop[],
): ControllerAnswer {
  const open: { needs: string; rule: Rule }[] = [];
  let certain: ControllerAnswer | undefined;
  for (const [index, rule] of listener.rules.entries()) {
    const verdict = matchConditions(rule.conditions, read);
    if (verdict === 'no') continue;
    if (verdict !== 'yes') {
      open.push({ needs: verdict.needs, rule });
      continue;
    }
    certain = act(id, listener.port, request, read, rule, [...hops, ruleHop(rule, index + 1, read)]);
    break;
  }
  certain ??= fall(id, listener, request, read, hops);
  if (open.length === 0) return certain;
  const others = open.map(({ rule }) => act(id, listener.port, request, read, rule, hops));
  return agreedAnswer([certain, ...others], [...new Set(open.map(({ needs }) => needs))]);
}

function fall(
  id: ControllerId,
  listener: Listener,
  request: HttpRequest,
  read: AlbRequest,
  hops: readonly Hop[],
): ControllerAnswer {
  const { fallback, port } = listener;
  if (!fallback) {
    const hop: Hop = { kind: 'path', status: 'fail', text: `no rule takes ${read.host}${read.path}`, because: [] };
    return end([...hops, hop], { kind: 'answered', status: 404, by: id, reason: 'no rule takes the request' });
  }
  if ('redirectTo' in fallback) {
    const { redirectTo } = fallback;
    const location = locationOf(
      { kind: 'redirect', port: String(redirectTo), protocol: 'HTTPS', statusCode: 'HTTP_301' },
      read,
      request.scheme,
      port,
    );
    const hop: Hop = { kind: 'redirect', status: 'ok', text: `301 ${location} (ssl-redirect)`, because: [] };
    return end([...hops, hop], { kind: 'redirected', status: 301, location });
  }
  const because = [evidence('defaultBackend', fallback.member.ingress.object, fallback.at)];
  const hop: Hop = { kind: 'path', status: 'ok', text: 'what no rule takes goes to the default backend', because };
  return act(id, listener.port, request, read, fallback, [...hops, hop]);
}
