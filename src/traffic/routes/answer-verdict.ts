import type { Model } from '../../model/model.ts';
import type { ControllerAnswer } from '../controllers/define-controller.ts';
import { explainBackend } from '../http/explain-backend.ts';
import { proxiedWay } from '../http/proxied.ts';
import { place } from '../trace-result.ts';
import { fine, type Verdict, verdictOfWay } from './verdict.ts';

/**
 * What a controller's answer to a request says about the route that took it; undefined where the client decides the
 * answer: the route is there all the same.
 */
export function verdictOfAnswer(model: Model, answer: ControllerAnswer, path: string): Verdict | undefined {
  if (answer.kind === 'forward') {
    const verdict = verdictOfWay(proxiedWay(model, answer));
    const rewritten = answer.upstream.path;
    return rewritten === path ? verdict : { ...verdict, rewrite: rewritten };
  }
  const { outcome } = answer;
  switch (outcome.kind) {
    case 'redirected':
      return { ...fine, redirect: `${outcome.status} ${outcome.location}` };
    case 'answered':
      if (outcome.status === 401 || outcome.status === 403) return undefined;
      return outcome.status < 400 ? fine : broken(model, answer, outcome.reason);
    case 'refused':
    case 'not-serving':
      return broken(model, answer, outcome.reason);
    case 'unknown':
      return undefined;
  }
}

/** What the client decides, in words; undefined for answers that are the same for everybody. */
export function conditionOf(answer: ControllerAnswer): string | undefined {
  if (answer.kind === 'forward') return undefined;
  const { outcome } = answer;
  if (outcome.kind === 'answered') return `${outcome.status} for some: ${outcome.reason}`;
  return outcome.kind === 'unknown' ? `depends on ${outcome.needs.join(', ')}` : undefined;
}

function broken(model: Model, { hops, nearMisses }: ControllerAnswer & { kind: 'end' }, reason: string): Verdict {
  const why = explainBackend(model, hops);
  const own = nearMisses();
  // The Service's own way says it more exactly than the controller's status.
  const failed = [...hops, ...why.hops].findLast(({ status }) => status === 'fail');
  return {
    ...fine,
    status: 'broken',
    problem: why.hops.length > 0 && failed ? failed.text : reason,
    because: (failed?.because ?? []).map(place),
    nearMisses: (own.length > 0 ? own : why.nearMisses).map(place),
  };
}
