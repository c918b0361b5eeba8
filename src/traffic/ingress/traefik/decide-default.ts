import type { Model } from '../../../model/model.ts';
import { evidence } from '../../evidence.ts';
import { keyOf } from '../age.ts';
import { eighthsOfFirst, prevails, timesText } from '../go-map.ts';
import type { Dropped, Router } from './router.ts';

/**
 * Of Ingresses with nothing but a default backend the first one that is read has it for all hosts. Ingresses are read
 * from the map of an informer, those of other controllers included (traefik
 * pkg/provider/kubernetes/ingress/{kubernetes,client}.go, v3.7; client-go tools/cache/thread_safe_store.go List).
 */
export function decideDefault(
  model: Model,
  routers: readonly Router[],
): { readonly routers: readonly Router[]; readonly dropped: readonly Dropped[] } {
  const rivals = routers.filter(isDefault);
  if (rivals.length < 2) return { routers, dropped: [] };
  const all = [...new Set(model.ingresses.all.map(keyOf))];
  const eighths = eighthsOfFirst(
    rivals.map(({ ingress }) => all.indexOf(keyOf(ingress))),
    all.length,
  );
  const index = eighths?.findIndex((each) => each >= prevails) ?? -1;
  const winner = rivals[index];
  if (!winner) return { routers, dropped: [] };
  const times = timesText(eighths?.[index] ?? 0);
  const doubt = `of several default backends it is this one ${times} if it was created first`;
  const text = `the default backend of Ingress ${keyOf(winner.ingress)} is read first ${times}`;
  return {
    routers: routers.flatMap((router) => {
      if (!isDefault(router)) return [router];
      return router === winner ? [{ ...router, doubt, notes: [...router.notes, doubt] }] : [];
    }),
    dropped: rivals.flatMap(({ ingress, at, backend }) => {
      if (ingress === winner.ingress) return [];
      return [{ because: evidence(text, ingress.object, at), target: backend.target }];
    }),
  };
}

function isDefault({ at }: Router): boolean {
  return at[1] === 'defaultBackend';
}
