import type { Model } from '../../model/model.ts';
import { tableOf } from '../compiled.ts';
import type { ControllerAnswer } from '../controllers/define-controller.ts';
import type { Hop, NearMiss } from '../hop.ts';
import type { Outcome } from '../outcome.ts';
import { ingressController } from '../policy/party.ts';
import { throughPolicies } from '../policy/through-policies.ts';
import type { PresentedCertificate } from '../presented-certificate.ts';
import type { HttpRequest } from '../request.ts';
import { withConflicts } from '../service/pod-conflicts.ts';
import { type Choice, controllerFor, controllerOf } from './choose-controller.ts';
import { explainBackend } from './explain-backend.ts';
import { type Forward, outcomeBehindProxy, proxiedWay } from './proxied.ts';

/** How an HTTP request goes on from an ingress controller. */
export interface HttpWay {
  readonly controller: string | null;
  readonly hops: readonly Hop[];
  readonly outcome: Outcome;
  readonly nearMisses: readonly NearMiss[];
  readonly certificate?: PresentedCertificate;
}

/** Follows a request through the ingress controller that is asked for, or that the set is written for. */
export function traceHttp(model: Model, request: HttpRequest, id: string | undefined): HttpWay {
  const host = request.host ?? '';
  const choice = id === undefined ? controllerFor(model, host) : controllerOf(model, id, host);
  if (choice.kind !== 'controller') return undecided(choice);
  const { controller, hops } = choice;
  if (model.ingresses.all.length === 0 && !model.cluster.complete) {
    const hop: Hop = { kind: 'host', status: 'unknown', text: 'no Ingress is among the files', because: [] };
    const outcome: Outcome = { kind: 'unknown', needs: [`the Ingress for ${host || 'requests without a host'}`] };
    return { controller: id ?? null, hops: [hop], outcome, nearMisses: [] };
  }
  const answer = controller.answer(tableOf(model, controller), request);
  const { certificate } = answer;
  return { ...answered(model, controller.id, hops, answer), ...(certificate && { certificate }) };
}

function answered(model: Model, id: string, before: readonly Hop[], answer: ControllerAnswer): HttpWay {
  const hops = [...before, ...answer.hops];
  if (answer.kind === 'forward') return forwarded(model, id, hops, answer);
  const why = explainBackend(model, answer.hops);
  const own = answer.nearMisses();
  const nearMisses = own.length > 0 ? own : why.nearMisses;
  return { controller: id, hops: [...hops, ...why.hops], outcome: answer.outcome, nearMisses };
}

function forwarded(model: Model, id: string, hops: readonly Hop[], answer: Forward): HttpWay {
  const way = withConflicts(model, throughPolicies(model, proxiedWay(model, answer), ingressController));
  const outcome = outcomeBehindProxy(way.end, id, answer.upstream);
  return { controller: id, hops: [...hops, ...way.hops], outcome, nearMisses: way.nearMisses };
}

function undecided(choice: Exclude<Choice, { kind: 'controller' }>): HttpWay {
  const hop = (text: string, because: Hop['because']): Hop => ({
    kind: 'controller',
    status: 'unknown',
    text,
    because,
  });
  if (choice.kind === 'no-such-controller') {
    const text = `no controller is called ${choice.id}${choice.near ? `; did you mean ${choice.near}?` : ''}`;
    const outcome: Outcome = { kind: 'unknown', needs: ['the id of a controller that ksvc knows'] };
    return { controller: null, hops: [hop(text, [])], outcome, nearMisses: [] };
  }
  const { ids, because } = choice;
  const needs = ['the controller that the request is sent to'];
  const text = `the Ingresses are for several controllers: ${ids.join(', ')}`;
  return {
    controller: null,
    hops: [hop(text, because)],
    outcome: { kind: 'unknown', needs, candidates: ids },
    nearMisses: [],
  };
}
