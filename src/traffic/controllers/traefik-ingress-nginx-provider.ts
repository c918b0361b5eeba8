import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { evidence } from '../evidence.ts';
import type { Evidence, Hop } from '../hop.ts';
import { byText, oldestFirst } from '../ingress/age.ts';
import { backendName } from '../ingress/backend.ts';
import { afterHandshake, handshakeOf, serverName } from '../ingress/certificate/presented.ts';
import { classEvidence, classingOf, knowsClasses } from '../ingress/class.ts';
import { hostMatches } from '../ingress/host-pattern.ts';
import { noNearMisses } from '../ingress/near-misses.ts';
import { bestCertificate, type CertificateStore, storeOf } from '../ingress/traefik/certificate-store.ts';
import { answered, dispatch } from '../ingress/traefik/dispatch.ts';
import { nearMisses } from '../ingress/traefik/near-misses.ts';
import { readProxyRequest } from '../ingress/traefik/proxy-request.ts';
import { routeRows } from '../ingress/traefik/route-rows.ts';
import type { Dropped } from '../ingress/traefik/router.ts';
import { indexRouters, type RouterIndex } from '../ingress/traefik/router-index.ts';
import type { HttpRequest } from '../request.ts';
import { type Controller, type ControllerAnswer, defineController, type Taken } from './define-controller.ts';
import { configOf, type Entry, leftOutReason, prefix } from './traefik-ingress-nginx-provider/config.ts';
import { providerExamples } from './traefik-ingress-nginx-provider/examples.ts';
import { locationsOf, type Passthrough } from './traefik-ingress-nginx-provider/locations.ts';
import { routersOf } from './traefik-ingress-nginx-provider/routers.ts';

const id = 'traefik-ingress-nginx-provider';
const controllerName = 'k8s.io/ingress-nginx';
const className = 'nginx';

interface Table {
  readonly model: Model;
  /** Those that the provider reads, oldest first. */
  readonly ingresses: readonly Typed<Ingress>[];
  readonly index: RouterIndex;
  /** Read when the first client asks for one. */
  readonly certificates: () => CertificateStore;
  readonly passthroughs: readonly Passthrough[];
  /** What is written and makes no router. */
  readonly dropped: readonly Dropped[];
}

export const controller: Controller = defineController<Table>({
  id,
  modeOf: 'traefik',
  title: 'Traefik with its ingress-nginx provider',
  versions: '3.7.15',
  controllerNames: [controllerName],
  classNames: [className],
  classAnnotations: [className],
  annotationPrefixes: [prefix],
  sources: [
    'traefik/traefik pkg/provider/kubernetes/ingress-nginx, pkg/middlewares/ingressnginx, pkg/muxer/http, v3.7',
    'answers of the running proxy to 5,353 requests',
  ],
  examples: providerExamples,
  takes,
  compile,
  // Every path has a router for each entry point; that of TLS stands for Ingresses that redirect to it.
  routes: ({ index }) =>
    routeRows(
      index.routers.filter(({ ingress, entryPoints }) =>
        entryPoints.includes(ingress.value.spec?.tls?.length ? 'websecure' : 'web'),
      ),
    ),
  leftOut: ({ dropped }) => dropped.map(({ because }) => because),
  answer,
});

/**
 * The field counts where there is an IngressClass of ingress-nginx at all; else the annotation (traefik
 * pkg/provider/kubernetes/ingress-nginx/build.go shouldProcess, v3.7).
 */
function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const classing = classingOf(ingress, model);
  const { name, ingressClass, annotation } = classing;
  const decide = (taken: boolean, text: string): Taken => ({ taken, because: classEvidence(ingress, classing, text) });
  const own = model.ingressClasses.all.filter(({ value }) => value.spec?.controller === controllerName);
  if (name !== undefined && own.length > 0) {
    const taken = ingressClass !== undefined && own.includes(ingressClass);
    return decide(
      taken,
      taken ? `the IngressClass ${name} is one of ingress-nginx` : `the class ${name} is none of ingress-nginx`,
    );
  }
  if (name !== undefined && !knowsClasses(model)) {
    return name === className
      ? decide(true, `the class ${name}, which usually is one of ingress-nginx`)
      : decide(false, `the class ${name} is not the usual one, and its IngressClass is not among the files`);
  }
  if (annotation !== undefined) return decide(annotation === className, `the class annotation '${annotation}'`);
  return decide(
    false,
    name === undefined ? 'no class, and no default IngressClass' : `no IngressClass of ingress-nginx`,
  );
}

function compile(model: Model, given: readonly Typed<Ingress>[]): Table {
  const entries: Entry[] = [];
  const leftOut: Evidence[] = [];
  // Older first; of equal age the larger namespace/name.
  for (const ingress of oldestFirst(given, (a, b) => byText(b, a))) {
    const config = configOf(ingress);
    const reason = leftOutReason(ingress, config);
    if (reason) leftOut.push(reason);
    else entries.push({ ingress, config });
  }
  const locations = locationsOf(model, entries);
  const { routers, dropped } = routersOf(model, locations);
  return {
    model,
    ingresses: entries.map(({ ingress }) => ingress),
    index: indexRouters(routers),
    // A canary brings no certificates.
    certificates: storeOf(
      model,
      entries.filter(({ config }) => !config.flag('canary')).map(({ ingress }) => ingress),
      '/',
    ),
    passthroughs: locations.passthroughs,
    dropped: [...leftOut, ...locations.leftOut, ...dropped].map((because) => ({ because })),
  };
}

function answer(table: Table, given: HttpRequest): ControllerAnswer {
  const passed = given.scheme === 'https' ? passthroughOf(table, given.sni.toLowerCase()) : undefined;
  if (passed) return unopened(passed, given);
  const inside = answerInside(table, given);
  if (given.scheme === 'http') return inside;
  const { model, ingresses, certificates } = table;
  const name = serverName(given.sni);
  return afterHandshake(handshakeOf(bestCertificate(model, ingresses, certificates(), name), name), inside);
}

function answerInside({ index, ingresses, dropped }: Table, given: HttpRequest): ControllerAnswer {
  const request = readProxyRequest(given);
  if (request.kind === 'answered') {
    return { kind: 'end', hops: [], outcome: answered(id, request.status, request.reason), nearMisses: noNearMisses };
  }
  return dispatch({ id, index, missesOf: (asked) => nearMisses(ingresses, dropped, asked) }, request, []);
}

function passthroughOf({ passthroughs }: Table, sni: string): Passthrough | undefined {
  const taking = passthroughs.filter(({ host }) => sni !== '' && hostMatches(host, sni));
  return taking.find(({ host }) => host === sni) ?? taking[0];
}

/** A TLS connection that Traefik hands on without reading it. */
function unopened(
  { entry, host, backend, at }: Passthrough,
  { target: path, host: sent }: HttpRequest,
): ControllerAnswer {
  const because = [evidence(`ssl-passthrough for ${host}`, entry.ingress.object, at)];
  const hops: Hop[] = [{ kind: 'tls', status: 'ok', text: `connections for ${host} are handed on unopened`, because }];
  const { target, upstream } = backend;
  if (upstream.kind === 'reached' || upstream.kind === 'unknown') {
    hops.push({ kind: 'backend', status: 'ok', text: backendName(target), because });
    return {
      kind: 'forward',
      hops,
      target,
      upstream: { path, host: sent ?? '' },
      ...(upstream.kind === 'reached' && { reach: upstream.reach }),
    };
  }
  const reason = 'reason' in upstream ? upstream.reason : upstream.needs;
  hops.push({ kind: 'backend', status: 'fail', text: reason, because });
  return { kind: 'end', hops, outcome: { kind: 'refused', reason }, nearMisses: noNearMisses };
}
