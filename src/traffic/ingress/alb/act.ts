import type { ControllerAnswer, ControllerId } from '../../controllers/define-controller.ts';
import { evidence } from '../../evidence.ts';
import type { Hop } from '../../hop.ts';
import type { HttpRequest } from '../../request.ts';
import { backendText } from '../answer-text.ts';
import { backendName } from '../backend.ts';
import type { Action, TargetGroup } from './actions.ts';
import { actionPlace } from './hops.ts';
import { locationOf } from './location.ts';
import type { AlbRequest } from './match-rule.ts';
import { end, unknown } from './outcomes.ts';
import type { Effect } from './rules.ts';
import { transformed } from './transform-request.ts';

/** Does what a rule, or the default of a listener on a port, does with a request. */
export function act(
  id: ControllerId,
  port: number,
  request: HttpRequest,
  read: AlbRequest,
  effect: Effect,
  hops: readonly Hop[],
): ControllerAnswer {
  const { action, authentication } = effect;
  if (authentication) {
    const { annotation } = authentication;
    const because = [evidence(annotation, effect.member.ingress.object, ['metadata', 'annotations'])];
    const hop: Hop = { kind: 'policy', status: 'unknown', text: `${annotation} asks who the client is`, because };
    return end([...hops, hop], unknown([`what ${annotation} decides`], candidatesOf(action)));
  }
  switch (action.kind) {
    case 'fixed-response': {
      const { missing, status, reason } = action;
      const because = missing ? [evidence(backendName(missing), missing.ingress, missing.path)] : actionPlace(effect);
      const text = missing ? `${backendName(missing)}: ${reason}` : `${status}, ${reason}`;
      const hop: Hop = { kind: 'backend', status: missing || status >= '500' ? 'fail' : 'ok', text, because };
      const number = Number(status);
      // A class of statuses such as 4XX is none.
      if (!Number.isInteger(number)) return end(hops, unknown([`the status that ${status} stands for`]));
      return end([...hops, hop], { kind: 'answered', status: number, by: id, reason });
    }
    case 'redirect': {
      const location = locationOf(action, read, request.scheme, port);
      const status = action.statusCode === 'HTTP_301' ? 301 : 302;
      const hop: Hop = { kind: 'redirect', status: 'ok', text: `${status} ${location}`, because: actionPlace(effect) };
      return end([...hops, hop], { kind: 'redirected', status, location });
    }
    case 'forward':
      return forward(request, action, effect, hops);
  }
}

function forward(
  request: HttpRequest,
  action: Action & { readonly kind: 'forward' },
  { transforms }: Effect,
  hops: readonly Hop[],
): ControllerAnswer {
  const { targetGroups } = action;
  const used = targetGroups.length === 1 ? targetGroups : targetGroups.filter(({ weight }) => weight !== 0);
  const [only, ...others] = used;
  if (!only || others.length > 0) {
    const shares = targetGroups.map((group) => `${groupText(group)} ${group.weight ?? 1}`).join(', ');
    const candidates = (used.length > 0 ? used : targetGroups).map(groupText);
    return end(hops, unknown([`the load balancer's dice: ${shares}`], candidates));
  }
  const { to } = only;
  if (to.kind === 'outside') return end(hops, unknown([`what stands behind the target group ${to.name}`], [to.name]));
  const sent = { path: request.target, host: request.host ?? '' };
  const upstream = transformed(sent, transforms);
  const because = [evidence(backendName(to), to.ingress, to.path)];
  const backend: Hop = { kind: 'backend', status: 'ok', text: backendName(to), because };
  if (!upstream) {
    const names = [...new Set(transforms.map(({ annotation }) => annotation))].join(', ');
    return end([...hops, backend], unknown([`what ${names} makes of the request`], [groupText(only)]));
  }
  const rewritten: Hop[] =
    upstream.path === sent.path && upstream.host === sent.host
      ? []
      : [{ kind: 'rewrite', status: 'ok', text: `transforms make it ${upstream.host}${upstream.path}`, because: [] }];
  return { kind: 'forward', hops: [...hops, ...rewritten, backend], target: to, upstream };
}

function candidatesOf(action: Action): string[] {
  return action.kind === 'forward' ? action.targetGroups.map(groupText) : [action.kind];
}

function groupText({ to }: TargetGroup): string {
  return to.kind === 'outside' ? to.name : backendText({ target: to });
}
