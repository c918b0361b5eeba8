import { type Controller, type ControllerExample, defineController } from '../../controllers/define-controller.ts';
import type { Objection } from '../../objection.ts';
import { keyOf } from '../age.ts';
import { answerRequest } from './answer.ts';
import { classNames, takes } from './class.ts';
import { compile, type Table } from './load-balancers.ts';
import { rowsOf } from './rows.ts';

/** The controller, with Services that say nothing container-native or not. */
export function gceController(
  negByDefault: boolean,
  {
    id,
    title,
    examples,
  }: { readonly id: 'gce' | 'gce-neg'; readonly title: string; readonly examples: readonly ControllerExample[] },
): Controller {
  return defineController<Table>({
    id,
    title,
    ...(id === 'gce-neg' && { modeOf: 'gce' }),
    versions: 'acbcf5d (2026-08-21)',
    // No IngressClass is its own: it reads the annotation only.
    controllerNames: [],
    classNames,
    classAnnotations: classNames,
    annotationPrefixes: [
      'ingress.gcp.kubernetes.io/',
      'networking.gke.io/',
      'kubernetes.io/ingress.allow-http',
      'kubernetes.io/ingress.global-static-ip-name',
      'kubernetes.io/ingress.regional-static-ip-name',
    ],
    sources: [
      'kubernetes/ingress-gce pkg/controller, pkg/translator, pkg/utils, pkg/loadbalancers, acbcf5d',
      'Google Cloud documentation: URL maps overview, Ingress for Application Load Balancers',
      'the configuration that its packages made of 317 sets',
    ],
    examples,
    takes,
    compile: (model, ingresses) => compile(model, ingresses, negByDefault),
    routes: rowsOf,
    loadBalancerOf: (_table, ingress) => `Ingress ${keyOf(ingress)}`,
    leftOut: ({ leftOut }) => leftOut,
    objections: ({ balancers }) =>
      balancers.flatMap(({ problems }) =>
        problems.map(({ problem, ...rest }): Objection => ({ reason: problem, stops: 'ingress', ...rest })),
      ),
    answer: (table, request) => answerRequest(id, table, request),
  });
}
