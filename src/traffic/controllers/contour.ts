import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { evidence } from '../evidence.ts';
import type { Evidence } from '../hop.ts';
import { keyOf } from '../ingress/age.ts';
import { classEvidence, classingOf } from '../ingress/class.ts';
import { timesText } from '../ingress/go-map.ts';
import { pathsOf } from '../ingress/rule-paths.ts';
import type { Objection } from '../objection.ts';
import {
  forceRedirectAnnotation,
  minimumVersionAnnotation,
  ownClassAnnotation,
  prefix,
} from './contour/annotations.ts';
import { answerRequest } from './contour/answer.ts';
import { eighthsOfClaims } from './contour/contest.ts';
import { contourExamples } from './contour/examples.ts';
import { secureHostsOf } from './contour/secure-hosts.ts';
import type { Table } from './contour/table.ts';
import { type Claim, type PathMatch, type VirtualHost, virtualHostsOf } from './contour/virtual-hosts.ts';
import { type Controller, defineController, type RouteRow, type Taken } from './define-controller.ts';

const className = 'contour';

export const controller: Controller = defineController<Table>({
  id: 'contour',
  title: 'Contour',
  versions: '1.33.6, Envoy 1.40',
  controllerNames: ['projectcontour.io/contour', 'projectcontour.io/ingress-controller'],
  classNames: [className],
  classAnnotations: [className],
  annotationPrefixes: [prefix, forceRedirectAnnotation],
  backends: { externalNameOption: 'enableExternalNameService: true in its configuration', refusesLoopback: true },
  options: [
    {
      name: 'enableExternalNameService',
      help: 'Services of type ExternalName are served',
      default: false,
      allowsExternalNames: true,
    },
  ],
  sources: [
    'projectcontour/contour internal/{ingressclass,annotation,dag,envoy,xdscache}, v1.33',
    'envoyproxy/envoy source/common/{http,router}, v1.40',
    'answers of the running controller to 5,353 requests',
  ],
  examples: contourExamples,
  takes,
  compile,
  routes,
  leftOut: ({ leftOut }) => leftOut.map(({ path, reason }) => evidence(reason, path.ingress.object, path.at)),
  objections: objectionsOf,
  refusals: ({ panic }) =>
    panic
      ? [
          {
            reason: `${panic.text}, at which the controller panics at each start`,
            because: [panic],
            remedy: 'Name a Service in the backend: Contour knows no resources.',
          },
        ]
      : [],
  answer: answerRequest,
});

/**
 * Names decide, not IngressClass objects: an Ingress of its class, or of none (internal/ingressclass/ingressclass.go,
 * v1.33, without --ingress-class-name). An annotation goes before the field.
 */
function takes(ingress: Typed<Ingress>, model: Model): Taken {
  const own = ingress.value.metadata?.annotations?.[ownClassAnnotation];
  const classing = classingOf(ingress, model);
  const annotation = own ?? classing.annotation;
  const name = annotation || classing.name || '';
  const taken = name === '' || name === className;
  const text = name === '' ? 'no class, which it takes' : `the class ${name} is ${taken ? 'its own' : 'not its own'}`;
  const because =
    own === undefined
      ? classEvidence(ingress, annotation ? { ...classing, name: undefined, defaulted: false } : classing, text)
      : evidence(text, ingress.object, ['metadata', 'annotations', ownClassAnnotation]);
  return { taken, because };
}

function compile(model: Model, ingresses: readonly Typed<Ingress>[]): Table {
  const { http, https, leftOut } = virtualHostsOf(model, ingresses);
  return { ingresses, http, leftOut, secure: secureHostsOf(model, ingresses, https), panic: panicOf(ingresses) };
}

/** A backend without Service is dereferenced all the same (internal/dag/cache.go serviceTriggersRebuild, v1.33). */
function panicOf(ingresses: readonly Typed<Ingress>[]): Evidence | undefined {
  for (const ingress of ingresses) {
    const text = `a backend of Ingress ${keyOf(ingress)} is no Service`;
    const { defaultBackend } = ingress.value.spec ?? {};
    if (defaultBackend && !defaultBackend.service) return evidence(text, ingress.object, ['spec', 'defaultBackend']);
    const path = pathsOf(ingress).find(({ backend }) => !backend?.service);
    if (path) return evidence(text, ingress.object, [...path.at, 'backend']);
  }
  return undefined;
}

/** Expressions that end the reading of their rule, and TLS versions that end the reading of all `tls` entries. */
function objectionsOf({ leftOut, secure: { breaker } }: Table): Objection[] {
  const paths = leftOut.flatMap(({ path, match, problem }): Objection[] => {
    if (problem === undefined || match) return [];
    const reason = `the regular expression ${path.path} does not compile (${problem}), which ends the reading of its rule`;
    const because = [evidence(`${path.path} ${path.pathType}`, path.ingress.object, [...path.at, 'path'])];
    return [{ topic: 'other', reason, because, remedy: 'Write an expression that RE2 compiles.', stops: 'path' }];
  });
  if (!breaker) return paths;
  const reason = 'its lowest TLS version is above its highest, and Contour reads no tls entry after it, of no Ingress';
  const at = ['metadata', 'annotations', minimumVersionAnnotation];
  const because = [evidence('tls-minimum-protocol-version', breaker.object, at)];
  const remedy = 'Write a lowest version that is not above the highest.';
  return [...paths, { topic: 'other', reason, because, remedy, stops: 'tls' }];
}

function routes({ http, secure, ingresses }: Table): RouteRow[] {
  const secured = new Map(secure.hosts.map(({ virtualHost }) => [virtualHost.host, virtualHost]));
  const plain = new Set(http.map(({ host }) => host));
  const all = [...http, ...[...secured.values()].filter(({ host }) => !plain.has(host))];
  return all.flatMap((virtualHost) => rowsOf(virtualHost, secured.has(virtualHost.host), ingresses));
}

function rowsOf({ host, routes: tried }: VirtualHost, tls: boolean, ingresses: Table['ingresses']): RouteRow[] {
  return tried.flatMap(({ match, claims }) => {
    const eighths = claims.length > 1 ? eighthsOfClaims(claims, ingresses) : undefined;
    return claims.map((claim, index): RouteRow => {
      const { path, target, upgrade } = claim;
      const isDefault = path.at.at(-1) === 'defaultBackend';
      return {
        host,
        path: isDefault ? '' : path.path || '/',
        match: isDefault ? 'default backend' : path.pathType === 'Prefix' ? 'Prefix' : names[match.kind],
        tls,
        target,
        ingress: path.ingress,
        at: path.at,
        ...(upgrade && { redirect: '301 https' }),
        notes: rivalsOf(claims, claim, eighths?.[index]),
      };
    });
  });
}

const names: Readonly<Record<PathMatch['kind'], string>> = {
  exact: 'Exact',
  elements: 'Prefix',
  prefix: 'string prefix',
  regex: 'regex',
};

function rivalsOf(claims: readonly Claim[], claim: Claim, eighths: number | undefined): string[] {
  const others = claims.filter((each) => each !== claim).map(({ path }) => keyOf(path.ingress));
  if (others.length === 0) return [];
  const text = `claimed by Ingress ${others.join(', ')} too`;
  if (eighths === undefined) return [`${text}: which of them has it is chance`];
  return [`${text}: this one has it ${timesText(eighths)}`];
}
