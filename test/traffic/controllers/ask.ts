import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import type { Controller, ControllerAnswer } from '../../../src/traffic/controllers/define-controller.ts';
import { answerText } from '../../../src/traffic/ingress/answer-text.ts';
import { httpRequest, type Request } from '../../../src/traffic/request.ts';
import { decisionsFor } from '../../../src/traffic/serving.ts';

/** A controller that serves the Ingresses of a set which are its own, ready to be asked. */
export interface Asked {
  answer(url: string, more?: Partial<Request>): ControllerAnswer | undefined;
  /** In a few words; of what nobody can tell the reasons. */
  text(url: string, more?: Partial<Request>): string;
  /** Why Ingresses are left out. */
  readonly leftOut: readonly string[];
}

/** Compiles a set, of which nothing exists outside, unless it says otherwise. */
export function ask(controller: Controller, yaml: string, complete = true): Asked {
  const model = modelOf(load([{ path: 'set.yaml', text: yaml }], { complete }));
  const taken = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
  const table = controller.compile(model, taken);
  const answer = (url: string, more: Partial<Request> = {}): ControllerAnswer | undefined => {
    const request = httpRequest({ url, ...more } as Request);
    return request && controller.answer(table, request);
  };
  return {
    answer,
    text(url, more) {
      const found = answer(url, more);
      if (!found) return 'no request';
      if (found.kind === 'end' && found.outcome.kind === 'unknown') {
        const { needs, candidates = [] } = found.outcome;
        return `unknown: ${needs.join(', ')}: ${candidates.join(' or ')}`;
      }
      return answerText(found);
    },
    leftOut: (controller.leftOut?.(table) ?? []).map(({ text }) => text),
  };
}
