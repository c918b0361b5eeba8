import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { byText, keyOf } from '../age.ts';
import { type Frontends, frontendsOf } from './frontends.ts';
import { isProblem, type Problem } from './service-port.ts';
import { type UrlMap, urlMapOf } from './url-map.ts';

/** The load balancer of one Ingress. */
export interface LoadBalancer {
  readonly ingress: Typed<Ingress>;
  readonly urlMap: UrlMap;
  readonly frontends: Frontends | Problem;
  /** What keeps it from being set up; none when it is. */
  readonly problems: readonly Problem[];
}

/** Everything that is decided before a request. */
export interface Table {
  readonly model: Model;
  readonly balancers: readonly LoadBalancer[];
  readonly leftOut: readonly Evidence[];
}

/** Compiles Ingresses: each has a load balancer of its own, and no conflicts with others. */
export function compile(model: Model, ingresses: readonly Typed<Ingress>[], negByDefault: boolean): Table {
  const sorted = [...ingresses].sort((a, b) => byText(keyOf(a), keyOf(b)));
  const balancers = sorted.map((ingress): LoadBalancer => {
    const urlMap = urlMapOf(model, ingress, negByDefault);
    const frontends = frontendsOf(model, ingress);
    const problems = [...urlMap.problems, ...(isProblem(frontends) ? [frontends] : []), ...pathProblems(urlMap)];
    return { ingress, urlMap, frontends, problems };
  });
  const leftOut = balancers.flatMap(({ ingress, problems: [first] }): Evidence[] => {
    if (!first) return [];
    const own = first.because.find(({ object }) => object === ingress.object);
    return [own ? { ...own, text: first.problem } : evidence(first.problem, ingress.object, ['metadata', 'name'])];
  });
  return { model, balancers, leftOut };
}

/** `*` stands at the end behind a slash, or the URL map is refused (Compute API, urlMaps pathMatchers[].pathRules[].paths). */
function pathProblems({ hostRules }: UrlMap): Problem[] {
  const rules = hostRules.flatMap(({ paths }) => paths);
  const wrong = rules.find(({ path }) => !path.startsWith('/') || /[*?#]/.test(path.replace(/\/\*$/, '')));
  if (!wrong) return [];
  const problem = `the URL map API does not allow the path ${wrong.path}`;
  const because = [evidence(problem, wrong.from.ingress.object, [...wrong.from.at, 'path'])];
  return [{ problem, because, remedy: 'Write * only at the end of the path, behind a slash.', topic: 'other' }];
}
