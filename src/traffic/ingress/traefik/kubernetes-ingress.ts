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
import type { Objection } from '../../objection.ts';
import type { HttpRequest } from '../../request.ts';
import { afterHandshake, handshakeOf, serverName } from '../certificate/presented.ts';
import { classEvidence, classingOf, knowsClasses } from '../class.ts';
import { noNearMisses } from '../near-misses.ts';
import { bestCertificate, type CertificateStore, storeOf } from './certificate-store.ts';
import { decideDefault } from './decide-default.ts';
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
  /** Read when the first client asks for one. */
  readonly certificates: () => CertificateStore;
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
    backends: {
      externalNameOption: '--providers.kubernetesingress.allowexternalnameservices=true',
      resource: 'it makes no router of the path',
    },
    options: [
      {
        name: 'allowExternalNameServices',
        help: 'Services of type ExternalName are served',
        default: true,
        allowsExternalNames: true,
      },
      { name: 'allowEmptyServices', help: 'a Service without endpoints is answered 503, not left out', default: false },
      { name: 'strictPrefixMatching', help: 'Prefix paths are compared by elements', default: false },
    ],
    sources: [
      'traefik/traefik pkg/provider/kubernetes/ingress, pkg/muxer/http, pkg/server, v3.7',
      'golang/go src/net/http, src/net/url, 1.26',
      'answers of the running proxy to 5,353 requests',
    ],
    takes,
    compile: (model, ingresses) => {
      const { strictPrefixMatching } = model.cluster.controllerOptions?.traefik ?? {};
      return compile(model, ingresses, strictPrefixMatching ?? strict);
    },
    routes: ({ index }) => routeRows(index.routers),
    leftOut: ({ dropped }) => dropped.map(({ because }) => because),
    objections: ({ dropped }) => dropped.flatMap(objectionOf),
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
  const { routers, dropped } = decideDefault(
    model,
    made.flatMap((each) => each.routers),
  );
  return {
    model,
    ingresses,
    index: indexRouters(routers),
    certificates: storeOf(model, ingresses, '-'),
    dropped: [...made.flatMap((each) => each.dropped), ...dropped],
  };
}

/** Values that cost the whole Ingress, and paths that no rule can be made of; of unknown names others speak. */
function objectionOf({ because, problem }: Dropped): Objection[] {
  if (!problem || problem.of === 'name') return [];
  const { of, reason } = problem;
  if (of === 'value') {
    const remedy = 'Write a value that Traefik can read.';
    return [{ topic: 'annotation', reason, because: [because], remedy, stops: 'ingress' }];
  }
  return [{ topic: 'other', reason, because: [because], remedy: 'Write a path that Traefik takes.', stops: 'path' }];
}

function answer(id: ControllerId, table: Table, given: HttpRequest): ControllerAnswer {
  const inside = answerInside(id, table, given);
  if (given.scheme === 'http') return inside;
  const { model, ingresses, certificates } = table;
  const name = serverName(given.sni);
  return afterHandshake(handshakeOf(bestCertificate(model, ingresses, certificates(), name), name), inside);
}

function answerInside(id: ControllerId, { index, ingresses, dropped }: Table, given: HttpRequest): ControllerAnswer {
  const request = readProxyRequest(given);
  if (request.kind === 'answered') {
    return { kind: 'end', hops: [], outcome: answered(id, request.status, request.reason), nearMisses: noNearMisses };
  }
  const hops = droppedHops(dropped, request);
  return dispatch({ id, index, missesOf: (asked) => nearMisses(ingresses, dropped, asked) }, request, hops);
}
