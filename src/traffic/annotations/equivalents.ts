/** What several controllers can do, each with an annotation of its own; by the title of the controller. */
type Feature = { readonly [controller: string]: string };

const nginx = 'ingress-nginx';
const traefik = 'Traefik';
const haproxy = 'HAProxy Kubernetes Ingress Controller';
const haproxyIngress = 'HAProxy Ingress';
const contour = 'Contour';
const kong = 'Kong Ingress Controller';
const alb = 'AWS Load Balancer Controller';
const gce = 'GKE Ingress';
const agic = 'Azure Application Gateway Ingress Controller';
const f5 = 'F5 NGINX Ingress Controller';

const middleware = (type: string): string => `a Middleware with ${type}, named in router.middlewares`;

/** From the annotation pages of each project, as its annotation list names them. */
const features: readonly Feature[] = [
  {
    [nginx]: 'rewrite-target',
    [traefik]: middleware('stripPrefix or replacePathRegex'),
    [haproxy]: 'path-rewrite',
    [haproxyIngress]: 'rewrite-target',
    [contour]: 'pathRewritePolicy of an HTTPProxy',
    [kong]: 'strip-path',
    [alb]: 'transforms.<service>',
    [agic]: 'backend-path-prefix',
    [f5]: 'rewrites',
  },
  {
    [nginx]: 'ssl-redirect',
    [traefik]: middleware('redirectScheme'),
    [haproxy]: 'ssl-redirect',
    [haproxyIngress]: 'ssl-redirect',
    [contour]: 'ingress.kubernetes.io/force-ssl-redirect',
    [kong]: 'https-redirect-status-code',
    [alb]: 'ssl-redirect',
    [gce]: 'a FrontendConfig with redirectToHttps',
    [agic]: 'ssl-redirect',
    [f5]: 'redirect-to-https',
  },
  {
    [nginx]: 'backend-protocol',
    [traefik]: 'service.serversscheme on the Service',
    [haproxy]: 'server-ssl',
    [haproxyIngress]: 'backend-protocol',
    [contour]: 'upstream-protocol.tls on the Service',
    [kong]: 'protocol on the Service',
    [alb]: 'backend-protocol',
    [gce]: 'cloud.google.com/app-protocols on the Service',
    [agic]: 'backend-protocol',
    [f5]: 'ssl-services',
  },
  {
    [nginx]: 'whitelist-source-range',
    [traefik]: middleware('ipAllowList'),
    [haproxy]: 'allow-list',
    [haproxyIngress]: 'allowlist-source-range',
    [kong]: 'a KongPlugin ip-restriction, named in plugins',
    [alb]: 'inbound-cidrs',
  },
  {
    [nginx]: 'affinity',
    [traefik]: 'service.sticky.cookie on the Service',
    [haproxy]: 'cookie-persistence on the Service',
    [haproxyIngress]: 'affinity',
    [alb]: 'target-group-attributes: stickiness.enabled=true,stickiness.type=lb_cookie',
    [agic]: 'cookie-based-affinity',
    [f5]: 'sticky-cookie-services',
  },
  {
    [nginx]: 'auth-type',
    [traefik]: middleware('basicAuth'),
    [haproxy]: 'auth-type',
    [haproxyIngress]: 'auth-secret',
    [kong]: 'a KongPlugin basic-auth, named in plugins',
  },
  {
    [nginx]: 'enable-cors',
    [traefik]: middleware('headers'),
    [haproxy]: 'cors-enable',
    [haproxyIngress]: 'cors-enable',
    [kong]: 'a KongPlugin cors, named in plugins',
  },
  {
    [nginx]: 'proxy-body-size',
    [traefik]: middleware('buffering'),
    [haproxyIngress]: 'proxy-body-size',
    [kong]: 'a KongPlugin request-size-limiting, named in plugins',
    [f5]: 'client-max-body-size',
  },
  {
    [nginx]: 'proxy-read-timeout',
    [haproxy]: 'timeout-server',
    [haproxyIngress]: 'timeout-server',
    [contour]: 'response-timeout',
    [kong]: 'read-timeout on the Service',
    [agic]: 'request-timeout',
    [f5]: 'proxy-read-timeout',
  },
];

/** Names that ask for the same as another of their controller. */
const sameAs: { readonly [name: string]: string } = {
  'force-ssl-redirect': 'ssl-redirect',
  'allowlist-source-range': 'whitelist-source-range',
  'cors-allow-origin': 'enable-cors',
  'session-cookie-name': 'affinity',
  'auth-secret': 'auth-type',
  'proxy-send-timeout': 'proxy-read-timeout',
  'use-regex': 'rewrite-target',
};

/** What another controller has in place of an annotation; undefined where nothing is known. */
export function equivalentOf(owner: string, name: string, controller: string): string | undefined {
  const known = features.find((feature) => feature[owner] === name || feature[owner] === (sameAs[name] ?? name));
  return known?.[controller];
}
