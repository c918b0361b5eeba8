import type { ControllerAnswer } from '../controllers/define-controller.ts';
import type { HttpRequest } from '../request.ts';
import { answerKeyOf } from './agreed-answer.ts';

/**
 * Of load balancers that a request may be sent to, those whose answers are worth asking for. Of the ones that look at
 * neither path nor method, since no rule of theirs is for the host, one stands for all that answer alike; with hundreds
 * of load balancers and thousands of requests that is nearly all of the work.
 */
export function distinctOwners<T>(
  owners: readonly T[],
  request: HttpRequest,
  isDeaf: (owner: T) => boolean,
  answer: (owner: T) => ControllerAnswer,
): readonly T[] {
  const { scheme, host, target, clientIp } = request;
  if (owners.length < few || !host || !target.startsWith('/')) return owners;
  let byRequest = known.get(owners);
  if (!byRequest) {
    byRequest = new Map();
    known.set(owners, byRequest);
  }
  const key = `${scheme} ${host} ${clientIp}`;
  let positions = byRequest.get(key);
  if (!positions) {
    const seen = new Set<string>();
    positions = [...owners.keys()].filter((position) => {
      const owner = owners[position];
      if (owner === undefined || !isDeaf(owner)) return true;
      const text = answerKeyOf(answer(owner));
      const isNew = !seen.has(text);
      seen.add(text);
      return isNew;
    });
    byRequest.set(key, positions);
  }
  return positions.flatMap((position) => owners[position] ?? []);
}

const few = 8;
const known = new WeakMap<readonly unknown[], Map<string, readonly number[]>>();
