import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { bool, int, oneOf, text } from '../../annotations/value-kinds.ts';
import { traefikPrefix } from './labels.ts';

/** What Traefik reads (pkg/provider/kubernetes/ingress/annotations.go RouterIng and ServiceIng, v3.7). */
export const knownAnnotations: AnnotationList = {
  title: 'Traefik',
  controllerNames: ['traefik.io/ingress-controller'],
  classNames: ['traefik'],
  prefixes: [traefikPrefix],
  names: {
    Ingress: [
      [int, 'router.priority'],
      [bool, 'router.observability.accesslogs router.observability.metrics router.observability.tracing'],
      [oneOf('Path', 'PathPrefix', 'PathRegexp'), 'router.pathmatcher'],
      [oneOf('v2', 'v3'), 'router.rulesyntax'],
      [
        text,
        `router.entrypoints router.middlewares router.observability.traceverbosity router.tls router.tls.certresolver
        router.tls.options`,
      ],
    ],
    Service: [
      [bool, 'service.nativelb service.nodeportlb service.passhostheader'],
      [bool, 'service.sticky.cookie.httponly service.sticky.cookie.secure'],
      [int, 'service.sticky.cookie.maxage'],
      [
        text,
        `service.middlewares service.serversscheme service.serverstransport service.sticky service.sticky.cookie
        service.sticky.cookie.domain service.sticky.cookie.expires service.sticky.cookie.name service.sticky.cookie.path
        service.sticky.cookie.samesite`,
      ],
    ],
  },
  families: ['router.tls.domains.'],
  ignoresCase: true,
  // What Traefik 1 read (docs/configuration/backends/kubernetes.md, v1.7); some of it from memory.
  gone: {
    'rule-type': 'Write router.pathmatcher, or a Middleware',
    'frontend.entrypoints': 'Write router.entrypoints',
    'preserve-host': 'Write service.passhostheader on the Service',
    'redirect-entry-point': 'Write a Middleware with redirectScheme, and name it in router.middlewares',
    'request-modifier': 'Write a Middleware, and name it in router.middlewares',
    'whitelist-source-range': 'Write a Middleware with ipAllowList, and name it in router.middlewares',
    'app-root': 'Write a Middleware with redirectRegex, and name it in router.middlewares',
    'auth-type': 'Write a Middleware with basicAuth, and name it in router.middlewares',
    'auth-secret': 'Write a Middleware with basicAuth, and name it in router.middlewares',
    affinity: 'Write service.sticky.cookie on the Service',
    'session-cookie-name': 'Write service.sticky.cookie.name on the Service',
  },
  references: { 'router.middlewares': { kind: 'Middleware', effect: 'Traefik answers 404 to what the router takes' } },
  onUnknown: 'Traefik leaves the whole Ingress out',
  isStrict: true,
  protocol: {
    on: ['Service'],
    name: 'service.serversscheme',
    secure: 'https',
    securePort: { number: 443, name: 'https' },
  },
  onInvalid: 'Traefik leaves the whole Ingress out',
  invalidEffects: {
    'router.pathmatcher': 'Traefik makes no route of the paths',
    'router.rulesyntax': 'Traefik makes no route of the paths',
  },
  source: 'traefik/traefik pkg/provider/kubernetes/ingress/annotations.go, v3.7',
};
