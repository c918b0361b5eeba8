import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { controllers } from '../controllers/index.ts';
import { requestsOfIngress } from '../http/ingress-requests.ts';
import { keyOf } from '../ingress/age.ts';
import { httpRequest } from '../request.ts';
import { decisionsFor } from '../serving.ts';
import { place } from '../trace-result.ts';
import { answerKey } from './answer.ts';
import type { Probe } from './boundary.ts';
import type { Difference, Witness } from './difference.ts';
import { gradeOf, isServed } from './grade.ts';
import type { Side } from './side.ts';
import { witnessOf } from './witness.ts';

/**
 * Ingresses that the first controller takes and the second leaves, for their class. A move changes the class of all:
 * that is said once, and the rest compared as if it were done.
 */
export function adoptedBy(model: Model, [before, after]: readonly [string, string]): Typed<Ingress>[] {
  const [first, second] = [before, after].map((id) => controllers.find((each) => each.id === id));
  if (!first || !second) return [];
  const left = new Set(decisionsFor(second, model).left.map(({ ingress }) => ingress.object));
  return decisionsFor(first, model)
    .taken.map(({ ingress }) => ingress)
    .filter(({ object }) => left.has(object));
}

/** The one difference that all of them make as long as their class is what it is; none if no request shows it. */
export function untakenDifference(before: Side, after: Side, adopted: readonly Typed<Ingress>[]): Difference[] {
  const controller = after.controllerFor('');
  if ('needs' in controller) return [];
  const shown: { readonly ingress: Typed<Ingress>; readonly probe: Probe }[] = [];
  for (const ingress of adopted) {
    const probe = probesOf(before.model, ingress).find(({ request }) => {
      const [b, a] = [before.answer(request), after.answer(request)];
      return b.outcome.kind !== 'unknown' && answerKey(b) !== answerKey(a);
    });
    if (probe) shown.push({ ingress, probe });
  }
  // One that was served shows best what is lost.
  const first = shown.find(({ probe: { request } }) => isServed(before.answer(request))) ?? shown[0];
  if (!first) return [];
  const [b, a] = [before.answer(first.probe.request), after.answer(first.probe.request)];
  const { because } = controller.takes(first.ingress, after.model);
  const names = shown.map(({ ingress }) => keyOf(ingress));
  const listed = names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  const whole = names.length === 1 ? `Ingress ${listed}` : `the Ingresses ${listed}`;
  const witnesses: Witness[] = shown.filter((each) => each !== first).map(({ probe }) => witnessOf(probe));
  return [
    {
      grade: gradeOf(b, a),
      cause: {
        kind: 'ingress-not-taken',
        text: `${controller.id} does not take ${whole}: ${because.text}. Everything else is compared as if it did`,
      },
      keep: `give ${whole} the class of ${controller.id} in spec.ingressClassName`,
      witness: witnessOf(first.probe),
      before: { controller: b.controller, outcome: b.outcome, because: [place(because)] },
      after: { controller: a.controller, outcome: a.outcome, because: [] },
      more: witnesses,
    },
  ];
}

function probesOf(model: Model, { name, namespace }: Typed<Ingress>): Probe[] {
  const found = requestsOfIngress(model, name, namespace);
  if (!('requests' in found)) return [];
  return found.requests.flatMap((each): Probe[] => {
    const request = httpRequest(each);
    return request ? [{ request, boundary: 'path' }] : [];
  });
}
