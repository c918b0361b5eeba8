import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import {
  type Controller,
  type ControllerAnswer,
  type ControllerExample,
  type ControllerId,
  defineController,
  type Taken,
} from '../../controllers/define-controller.ts';
import type { Hop } from '../../hop.ts';
import type { HttpRequest } from '../../request.ts';
import { classEvidence, classingOf, knowsClasses } from '../class.ts';
import { tlsHop } from '../tls-entry.ts';
import { answered, dispatch } from './dispatch.ts';
import { droppedHops } from './dropped-hops.ts';
import { routersOf } from './ingress-routers.ts';
import { traefikPrefix } from './labels.ts';
import { nearMisses } from './near-misses.ts';
import { readProxyRequest } from './proxy-request.ts';
import { routeRows } from './route-rows.ts';
import type { Dropped } from './router.ts';
import { indexRouters, type RouterIndex } from './router-index.ts';

const controllerName = 'traefik.io/ingress-controller';
const className = 'traefik';

interface Table {
  readonly model: Model;
  readonly ingresses: readonly Typed<Ingress>[];
  readonly index: RouterIndex;
  /** What is written and makes no router. */
  readonly dropped: readonly Dropped[];
}

/** What the modes of the Kubernetes Ingress provider differ in. */
export interface Mode {
  readonly id: ControllerId;
  readonly modeOf?: ControllerId;
  readonly title: string;
  /** The option strictPrefixMatching. */
  readonly strict: boolean;
  readonly examples: readonly ControllerExample[];
}

/** Traefik with its Kubernetes Ingress provider, entry points web and websecure as in the Helm chart. */
export function traefikController({ strict, ...mode }: Mode): Controller {
  return defineController<Table>({
    ...mode,
    versions: '3.7.15',
    controllerNames: [controllerName],
    classNames: [className],
    classAnnotations: [className],
    annotationPrefixes: [traefikPrefix],
    sources: [
      'traefik/traefik pkg/provider/kubernetes/ingress, pkg/muxer/http, pkg/server, v3.7',
      'golang/go src/net/http, src/net/url, 1.26',
      'answers of the running proxy to 5,353 requests',
    ],
    takes,
    compile: (model, ingresses) => compile(model, ingresses, strict),
    routes: ({ index }) => routeRows(index.routers),
    leftOut: ({ dropped }) => dropped.map(({ because }) => because),
    answer: (table, request) => answer(mode.id, table, request),
  });
}

/** The field decides, by IngressClasses of its own; without it the annotation, and without both every Ingress is taken. */
function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, ingressClass, annotation } = classing;
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  if (ingressClass) {
    const { controller: owner = '' } = ingressClass.value.spec ?? {};
    const taken = owner === controllerName;
    return decide(taken, `the IngressClass ${ingressClass.name} belongs to ${taken ? 'it' : owner || 'nobody'}`);
  }
  if (name !== undefined) {
    if (knowsClasses(model)) return decide(false, `there is no IngressClass ${name}`);
    return name === className
      ? decide(true, `the class ${name}, which usually is its own`)
      : decide(false, `the class ${name} is not its usual one, and its IngressClass is not among the files`);
  }
  if (annotation) return decide(annotation === className, `the class annotation '${annotation}'`);
  return decide(true, 'no class: Traefik takes every Ingress without one');
}

function compile(model: Model, ingresses: readonly Typed<Ingress>[], strict: boolean): Table {
  const made = ingresses.map((ingress) => routersOf(model, ingress, strict));
  return {
    model,
    ingresses,
    index: indexRouters(made.flatMap(({ routers }) => routers)),
    dropped: made.flatMap(({ dropped }) => dropped),
  };
}

function answer(id: ControllerId, table: Table, given: HttpRequest): ControllerAnswer {
  const request = readProxyRequest(given);
  if (request.kind === 'answered') {
    return { kind: 'end', hops: [], outcome: answered(id, request.status, request.reason), nearMisses: [] };
  }
  const hops: Hop[] = [];
  if (request.scheme === 'https') hops.push(tlsHop(table.model, table.ingresses, request.sni));
  const { index, ingresses, dropped } = table;
  hops.push(...droppedHops(dropped, request));
  return dispatch({ id, index, missesOf: (asked) => nearMisses(ingresses, dropped, asked) }, request, hops);
}
