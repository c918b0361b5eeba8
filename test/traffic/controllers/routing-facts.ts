import type { Column } from './routing/example.ts';

/** A fact about routing; `of` are the controllers that it is about. */
export interface RoutingFact {
  readonly row: string;
  readonly of: readonly Column[];
}

const plain: readonly Column[] = ['ingress-nginx', 'traefik', 'haproxy', 'haproxy-jcmoraisjr', 'contour'];
const migration: readonly Column[] = [...plain, 'traefik-ingress-nginx-provider'];

/**
 * What running ingress controllers were seen to do with requests, each row with an id. Every id has an example that
 * runs (test/traffic/controllers/routing/) for every controller that the row is about. Left out is what an answer does
 * not tell: headers that are sent upstream, and which certificate is presented where another decides nothing.
 */
export const routingFacts: Readonly<Record<string, RoutingFact>> = {
  // Hosts
  'host-case': about(plain, 'Host is compared without case with an exact host'),
  'host-case-wildcard': about(plain, 'Host against a wildcard: only Envoy minds the case'),
  'host-port': about(plain, 'a port in Host is ignored'),
  'host-trailing-dot': about(plain, 'a trailing dot in Host'),
  'host-empty': about(plain, 'an empty Host header'),
  'host-none': about(plain, 'no Host header'),
  'host-wildcard-one-label': about(plain, 'a wildcard covers one label'),
  'host-wildcard-empty-label': about(plain, 'an empty label against a wildcard'),
  'host-wildcard-literal': about(plain, 'an asterisk sent as label'),
  'host-wildcard-underscore': about(plain, 'an underscore in the label of a wildcard'),
  'host-exact-beside-wildcard': about(plain, 'exact host beside wildcard, same path'),
  'host-wildcard-of-longer-text': about(
    [...plain, 'traefik-strict-prefix', 'traefik-ingress-nginx-provider'],
    'a wildcard with the longer rule text beats the exact host in Traefik',
  ),
  'host-fall-through': about(plain, 'the host has no such path: whether the next level of hosts is tried'),
  'host-below-nested-wildcard': about(plain, 'two labels below a nested wildcard'),
  'host-before-longer-path': about(plain, 'a much longer path of any host against a short exact host'),
  'host-before-path': about(
    [...plain, 'traefik-strict-prefix', 'traefik-ingress-nginx-provider'],
    'a longer path of any host against the root of an exact host',
  ),
  'host-without-http': about(plain, 'a rule without paths beside defaultBackend'),

  // Paths
  'path-prefix-elements': about([...plain, 'traefik-strict-prefix'], 'Prefix is by element, or a string prefix'),
  'path-prefix-trailing-slash': about(
    [...plain, 'traefik-strict-prefix'],
    'Prefix with a trailing slash, asked without',
  ),
  'path-exact-trailing-slash': about(plain, 'Exact with a trailing slash, asked without'),
  'path-exact-beside-prefix': about(plain, 'Exact and Prefix of one path'),
  'path-exact-beside-root': about(plain, 'Exact beside Prefix /'),
  'path-implementation-specific': about(
    [...plain, 'traefik-strict-prefix'],
    'ImplementationSpecific is by element, or a string prefix',
  ),
  'path-implementation-specific-case': about(plain, 'ImplementationSpecific and case'),
  'path-implementation-specific-regex': about(plain, 'ImplementationSpecific with characters of expressions'),
  'path-implementation-specific-empty': about(plain, 'ImplementationSpecific without path is everything'),
  'path-implementation-specific-beside-prefix': about(plain, 'ImplementationSpecific and Prefix of one path'),
  'path-implementation-specific-across': about(
    ['ingress-nginx', 'haproxy', 'haproxy-jcmoraisjr', 'contour'],
    'the same in two Ingresses',
  ),
  'path-slash-variants': about(plain, 'Prefix with and without trailing slash on one host'),
  'path-longest-first': about(plain, 'the longest prefix wins in any order'),
  'path-twice': about(plain, 'a path and type twice in one Ingress'),
  'path-normalised': about(plain, 'double slashes, dots and escaped letters'),
  'path-parent-below-prefix': about(plain, 'parent segments below a prefix'),
  'path-encoded-slash': about([...plain, 'traefik-strict-prefix'], 'an escaped slash behind a prefix'),
  'path-above-root': about(plain, 'parent segments above the root'),
  'path-broken-escape': about(plain, 'a broken escape'),
  'path-fragment': about(plain, 'a fragment in the request line'),
  'path-absolute-elsewhere': about(plain, 'an absolute target for another host than Host'),
  'path-absolute-upstream': about(plain, 'the form of an absolute target at the backend'),
  'method-trace-connect': about(plain, 'TRACE and CONNECT'),
  'path-escape-in-manifest': about(plain, 'an escape written in the Ingress'),
  'path-non-ascii-in-manifest': about(plain, 'a letter beyond ASCII written in the Ingress'),

  // Several Ingresses
  'conflict-age': about(plain, 'one route in two Ingresses of different age'),
  'conflict-same-age': about(plain, 'one route in two Ingresses of the same age'),
  'conflict-namespaces': about(plain, 'one host in two namespaces'),
  'conflict-merged': about(plain, 'different paths of one host in two Ingresses'),
  'conflict-exact-and-prefix': about(plain, 'Exact in one Ingress, Prefix in another'),

  // Backends
  'backend-missing': about(plain, 'no such Service or port: 503, or the route vanishes'),
  'backend-without-endpoints': about(plain, 'a Service without endpoints'),
  'backend-not-ready': about(plain, 'a Service without ready endpoints'),
  'backend-terminating': about(plain, 'endpoints that only terminate'),
  'backend-without-conditions': about(plain, 'an endpoint without conditions'),
  'backend-target-port': about(plain, 'the Ingress names the target port'),
  'backend-slice-port-name': about(plain, 'the slice calls the port otherwise'),
  'backend-external-name': about(plain, 'ExternalName that lists the port'),
  'backend-external-name-without-ports': about(plain, 'ExternalName without ports'),
  'backend-external-name-other-port': about(plain, 'ExternalName that lists another port'),
  'backend-external-name-unresolvable': about(plain, 'ExternalName that does not resolve'),
  'backend-resource': about(plain, 'a resource as backend'),
  'backend-https-port': about(plain, 'port 443 without annotation: only Traefik speaks TLS'),
  'backend-https-port-name': about(plain, 'a port called https without annotation'),

  // Default backend
  'default-own-host': about(plain, 'defaultBackend beside rules: other paths of the own host'),
  'default-unknown-host': about(plain, 'defaultBackend beside rules: hosts of nobody'),
  'default-host-of-another': about(plain, 'defaultBackend beside rules: hosts of other Ingresses'),
  'default-alone': about(plain, 'an Ingress of nothing but defaultBackend'),
  'default-against-catch-all': about(plain, 'the same against an older rule for everything'),
  'default-beside-path-of-any-host': about(plain, 'defaultBackend beside a path of any host'),
  'default-none': about(plain, 'nothing matches'),
  'default-missing': about(plain, 'the Service of defaultBackend is missing'),
  'default-without-endpoints': about(plain, 'the Service of defaultBackend has no endpoints'),
  'default-two': about(plain, 'two Ingresses of nothing but defaultBackend'),

  // TLS and redirects
  'tls-redirects': about(plain, 'a plain request for a host with TLS'),
  'tls-location-of-root': about(['ingress-nginx', 'haproxy', 'haproxy-jcmoraisjr'], 'where / is redirected to'),
  'tls-location-port': about(['ingress-nginx', 'haproxy', 'haproxy-jcmoraisjr'], 'the port of Host in the redirect'),
  'tls-location-as-sent': about(
    ['ingress-nginx', 'haproxy', 'haproxy-jcmoraisjr'],
    'the path of the redirect is the one that was sent',
  ),
  'tls-redirecting-hosts': about(
    ['ingress-nginx', 'haproxy', 'haproxy-jcmoraisjr'],
    'hosts of the Ingress that its tls does not list',
  ),
  'tls-redirecting-paths': about(
    ['ingress-nginx', 'haproxy', 'haproxy-jcmoraisjr'],
    'paths of the host from Ingresses without tls',
  ),
  'tls-without-hosts': about(plain, 'a tls entry without hosts'),
  'tls-unmatched-path': about(plain, 'a path that the host with TLS does not have'),
  'tls-host-without': about(plain, 'https for a host without tls'),
  'tls-secret-missing': about(plain, 'the Secret is missing'),
  'tls-secret-elsewhere': about(plain, 'the Secret is in another namespace'),
  'tls-certificate-of-another-host': about(plain, 'the certificate is for another host: served all the same'),
  'tls-sni-of-another-host': about(plain, 'SNI and Host disagree'),
  'tls-sni-unknown': about(plain, 'unknown SNI, or none'),
  'tls-garbage': about(plain, 'a Secret without a certificate in it'),
  'tls-key-of-another': about(plain, 'the key of another certificate'),
  'tls-two-secrets': about(plain, 'two Secrets for one host: served'),
  'tls-allow-http': about(plain, 'kubernetes.io/ingress.allow-http: only Contour reads it'),

  // Classes
  'class-none': about(plain, 'no class, and no default'),
  'class-annotation': about(plain, 'the annotation with the own name'),
  'class-annotation-empty': about(plain, 'the annotation with an empty value'),
  'class-of-same-controller': about(plain, 'another IngressClass of the same controller'),
  'class-of-nothing': about(plain, 'an IngressClass that does not exist'),
  'class-default-own': about(plain, 'the own IngressClass is the default: the API server writes it'),
  'class-annotation-own-field-other': about(plain, 'own annotation, field of another'),
  'class-annotation-other-field-own': about(plain, 'annotation of another, own field'),

  // What takes a controller down
  'outage-slash-variants': about(['ingress-nginx'], 'Prefix with and without trailing slash in two namespaces'),
  'outage-repeated-exact': about(['ingress-nginx'], 'Exact repeated behind a Prefix of the same path'),
  'outage-repeated-exact-root': about(['ingress-nginx'], 'Exact / repeated: every server starts with Prefix /'),
  'outage-not-exact-first': about(['ingress-nginx'], 'a repeated Exact that comes first is merged'),
  'outage-repeated-prefix-after-exact': about(['ingress-nginx'], 'Prefix repeated behind an Exact of the same path'),
  'outage-regex-hosts-exempt': about(['ingress-nginx'], 'hosts in regex mode repeat what they want'),
  'outage-invalid-regex': about(['ingress-nginx'], 'an expression that does not compile'),
  'outage-resource': about(['contour'], 'a resource as backend'),
  'outage-garbage-certificate': about(['haproxy'], 'a Secret without a certificate in it'),
  'outage-wrong-key': about(['haproxy'], 'a key that is not the one of the certificate'),

  // Annotations of ingress-nginx after a migration
  'annotation-regex-spill': about(migration, 'one expression makes all paths of the host expressions'),
  'annotation-rewrite-root': about(migration, 'rewrite-target / on a Prefix'),
  'annotation-rewrite-capture': about(migration, 'rewrite-target with a capture'),
  'annotation-rewrite-capture-prefix': about(migration, 'the same with pathType Prefix'),
  'annotation-regex-order': about(
    ['ingress-nginx', 'traefik-ingress-nginx-provider'],
    'the longest expression is tried first',
  ),
  'annotation-rewrite-absolute': about(migration, 'rewrite-target with scheme and host'),
  'annotation-app-root': about(migration, 'app-root'),
  'annotation-permanent-redirect': about(migration, 'permanent-redirect'),
  'annotation-temporal-redirect': about(migration, 'temporal-redirect'),
  'annotation-redirect-of-tls-host': about(
    ['ingress-nginx', 'traefik-ingress-nginx-provider'],
    'permanent-redirect of a host with TLS',
  ),
  'annotation-server-alias': about(migration, 'server-alias'),
  'annotation-from-to-www': about(migration, 'from-to-www-redirect'),
  'annotation-whitelist': about(migration, 'whitelist-source-range'),
  'annotation-denylist': about(migration, 'denylist-source-range'),
  'annotation-auth-url': about(migration, 'auth-url that nobody answers'),
  'annotation-auth-secret-missing': about(migration, 'basic authentication without its Secret'),
  'annotation-backend-protocol': about(migration, 'backend-protocol HTTPS'),
  'annotation-upstream-vhost': about(migration, 'upstream-vhost'),
  'annotation-service-upstream': about(migration, 'service-upstream'),
  'annotation-default-backend': about(migration, 'default-backend while there are no endpoints'),
  'annotation-cors': about(migration, 'enable-cors: who answers a preflight'),
  'annotation-limit-rps': about(migration, 'limit-rps lets the first request pass'),
  'annotation-snippet': about(migration, 'snippets lose the whole Ingress'),
  'annotation-refused-value': about(migration, 'a value that validation refuses'),
  'annotation-refused-rewrite': about(plain, 'a question mark in rewrite-target'),
  'annotation-legacy-prefix': about(migration, 'the prefix ingress.kubernetes.io/'),
  'annotation-ssl-redirect': about(migration, 'ssl-redirect and force-ssl-redirect'),
  'annotation-canary-header': about(migration, 'canary by header'),
  'annotation-canary-cookie': about(
    ['ingress-nginx', 'haproxy', 'haproxy-jcmoraisjr', 'traefik-ingress-nginx-provider'],
    'canary by cookie',
  ),
  'annotation-canary-weight': about(migration, 'canary by weight'),
  'annotation-canary-alone': about(migration, 'a canary of a host that has nothing else'),
  'annotation-canary-other-path': about(migration, 'a canary of a path that the main Ingress lacks'),
  'annotation-canary-without-endpoints': about(
    ['ingress-nginx', 'traefik', 'haproxy', 'haproxy-jcmoraisjr', 'traefik-ingress-nginx-provider'],
    'a canary without endpoints',
  ),

  // ingress-nginx, from its source
  'nginx-default-of-oldest': about(
    ['ingress-nginx'],
    'other paths of a host go to defaultBackend of the Ingress that names it first',
  ),
  'nginx-default-of-younger': about(['ingress-nginx'], 'and to no later one'),
  'nginx-rule-without-http': about(['ingress-nginx'], 'a rule without paths makes a server that has none'),
  'nginx-alias-of-real-host': about(['ingress-nginx'], 'an alias that is the host of a rule is dropped'),
  'nginx-regex-anchored-at-start': about(['ingress-nginx'], 'expressions are anchored at the start only'),
  'nginx-regex-no-slash-redirect': about(['ingress-nginx'], 'no redirect to the trailing slash in regex mode'),
  'nginx-rewrite-to-own-path': about(['ingress-nginx'], 'rewrite-target equal to the path is no regex mode'),
  'nginx-encoded-slash-below-path': about(['ingress-nginx'], 'an escaped slash is a slash'),
  'nginx-port-name': about(['ingress-nginx'], 'a port by name'),
  'nginx-headless': about(['ingress-nginx'], 'headless Services work, also with service-upstream'),
  'nginx-external-name-localhost': about(['ingress-nginx'], 'localhost as ExternalName is refused'),
  'nginx-redirect-below-tls-wildcard': about(
    ['ingress-nginx'],
    'the certificate of the wildcard makes its hosts redirect',
  ),
  'nginx-force-ssl-redirect-keeps-host': about(['ingress-nginx'], 'force-ssl-redirect needs no certificate'),
  'nginx-redirect-drops-slash': about(
    ['ingress-nginx'],
    'the redirect loses the trailing slash unless it is preserved',
  ),
  'nginx-acme-challenge-redirects': about(['ingress-nginx'], 'ACME challenges were seen to redirect'),
  'nginx-temporal-before-permanent': about(['ingress-nginx'], 'temporal-redirect wins over permanent-redirect'),
  'nginx-redirect-code': about(['ingress-nginx'], 'a code outside 300 to 308 is 301'),
  'nginx-canary-not-enabled': about(['ingress-nginx'], 'canary keys without canary are nothing'),
  'nginx-canary-never': about(['ingress-nginx'], 'never keeps from the canary whatever the weight'),
  'nginx-canary-header-value': about(['ingress-nginx'], 'with a value, always and never mean nothing'),
  'nginx-canary-header-pattern': about(['ingress-nginx'], 'a header by pattern'),
  'nginx-canary-header-before-cookie': about(['ingress-nginx'], 'the header goes before the cookie'),
  'nginx-canary-weight-total': about(
    ['ingress-nginx'],
    'the total of which the weight is a part, when it is above 100',
  ),
  'nginx-canary-other-path-type': about(['ingress-nginx'], 'a canary needs the same type of path'),
  'nginx-passthrough-without-flag': about(['ingress-nginx'], 'ssl-passthrough has no effect without its flag'),
  'nginx-wildcard-label': about(['ingress-nginx'], 'word characters and dashes below a wildcard'),

  // Contour, from its source
  'contour-class-by-name': about(['contour'], 'only the name of the class counts'),
  'contour-own-class-annotation': about(['contour'], 'projectcontour.io/ingress.class'),
  'contour-wildcard-label': about(['contour'], 'the label of a wildcard is a DNS label'),
  'contour-prefix-slash-trimmed': about(['contour'], 'the trailing slash of a Prefix is cut'),
  'contour-regex-characters': about(['contour'], 'which characters make ImplementationSpecific an expression'),
  'contour-regex-full-match': about(['contour'], 'expressions match the whole path'),
  'contour-regex-invalid': about(['contour'], 'one that does not compile loses the rest of the rule'),
  'contour-order': about(['contour'], 'Exact, expressions, Prefix; the longest first'),
  'contour-udp-port': about(['contour'], 'UDP ports are no backends'),
  'contour-default-not-tls': about(['contour'], 'defaultBackend is not served in TLS'),
  'contour-tls-host-literal': about(['contour'], 'tls hosts and rule hosts are compared as text'),
  'contour-tls-not-for-any-host': about(['contour'], 'a rule for any host is not served in TLS'),
  'contour-tls-delegated': about(['contour'], 'a Secret of another namespace needs its delegation'),
  'contour-force-redirect': about(['contour'], 'force-ssl-redirect'),
  'contour-force-redirect-before-allow-http': about(['contour'], 'it wins over allow-http'),
  'contour-tls-versions-crossed': about(['contour'], 'a minimum above the maximum stops TLS'),

  // haproxytech, from its source
  'haproxy-class-default': about(['haproxy'], 'another default class leaves Ingresses without class alone'),
  'haproxy-exact-empty-path': about(['haproxy'], 'Exact without path never matches'),
  'haproxy-implementation-specific-slash': about(['haproxy'], 'ImplementationSpecific loses its trailing slash'),
  'haproxy-case': about(['haproxy'], 'paths are compared with case'),
  'haproxy-declared-twice': about(['haproxy'], 'one rule written twice is one'),
  'haproxy-external-name-lists-port': about(['haproxy'], 'ExternalName has to list the port'),
  'haproxy-port-name': about(['haproxy'], 'a port by name'),
  'haproxy-path-rewrite': about(['haproxy'], 'path-rewrite to one path'),
  'haproxy-path-rewrite-regex': about(['haproxy'], 'path-rewrite by expression'),
  'haproxy-request-redirect': about(['haproxy'], 'request-redirect to host and port'),
  'haproxy-request-redirect-code': about(['haproxy'], 'request-redirect-code'),
  'haproxy-allow-list': about(['haproxy'], 'allow-list'),
  'haproxy-deny-list': about(['haproxy'], 'deny-list'),
  'haproxy-prefixes': about(['haproxy'], 'prefixes of annotations are equal'),
  'haproxy-route-acl': about(['haproxy'], 'route-acl of a Service'),
  'haproxy-ssl-redirect': about(['haproxy'], 'ssl-redirect with port and code, without tls'),
  'haproxy-ssl-redirect-off': about(['haproxy'], 'ssl-redirect false'),
  'haproxy-boolean-invalid': about(['haproxy'], 'a boolean that is none is left out'),

  // jcmoraisjr, from its documentation
  'jcmoraisjr-path-type-exact': about(['haproxy-jcmoraisjr'], 'path-type exact'),
  'jcmoraisjr-path-type-prefix': about(['haproxy-jcmoraisjr'], 'path-type prefix'),
  'jcmoraisjr-path-type-regex': about(['haproxy-jcmoraisjr'], 'path-type regex: anchored at the start, with case'),
  'jcmoraisjr-path-type-of-prefix': about(['haproxy-jcmoraisjr'], 'path-type is for ImplementationSpecific alone'),
  'jcmoraisjr-order': about(['haproxy-jcmoraisjr'], 'longest path, then exact, prefix, begin'),
  'jcmoraisjr-acme-challenge-redirects': about(['haproxy-jcmoraisjr'], 'ACME challenges were seen to redirect'),
  'jcmoraisjr-app-root': about(['haproxy-jcmoraisjr'], 'app-root'),
  'jcmoraisjr-app-root-of-owner': about(
    ['haproxy-jcmoraisjr'],
    'app-root is for the host, whichever path of it has the annotation',
  ),
  'jcmoraisjr-rewrite-target': about(['haproxy-jcmoraisjr'], 'rewrite-target takes the place of the prefix'),
  'jcmoraisjr-redirect-to': about(['haproxy-jcmoraisjr'], 'redirect-to'),
  'jcmoraisjr-redirect-from': about(['haproxy-jcmoraisjr'], 'redirect-from'),
  'jcmoraisjr-server-alias': about(['haproxy-jcmoraisjr'], 'server-alias'),
  'jcmoraisjr-server-alias-regex': about(['haproxy-jcmoraisjr'], 'server-alias-regex'),
  'jcmoraisjr-service-upstream': about(['haproxy-jcmoraisjr'], 'service-upstream'),
  'jcmoraisjr-ssl-redirect-needs-tls': about(['haproxy-jcmoraisjr'], 'ssl-redirect without tls is nothing'),
  'jcmoraisjr-ssl-redirect-off': about(['haproxy-jcmoraisjr'], 'ssl-redirect false'),

  // Traefik, from its source
  'traefik-class-of-other-controller': about(['traefik'], 'the class has to be of its own controller'),
  'traefik-longest-rule-text': about(['traefik'], 'the longest text of a rule wins'),
  'traefik-priority': about(['traefik'], 'router.priority goes before it'),
  'traefik-pathmatcher': about(['traefik'], 'router.pathmatcher, for ImplementationSpecific alone'),
  'traefik-pathmatcher-regexp': about(['traefik'], 'PathRegexp matches anywhere'),
  'traefik-pathmatcher-unknown': about(['traefik'], 'another pathmatcher loses the path'),
  'traefik-unknown-key': about(['traefik'], 'an unknown key below router loses the Ingress'),
  'traefik-middleware-missing': about(['traefik'], 'a middleware that does not exist loses the route'),
  'traefik-router-tls': about(['traefik'], 'router.tls leaves https only'),
  'traefik-entrypoints': about(['traefik'], 'router.entrypoints'),
  'traefik-serving-unstated': about(['traefik'], 'endpoints count by serving, which is true unless stated'),
  'traefik-scheme': about(['traefik'], 'service.serversscheme'),
  'traefik-native-lb': about(['traefik'], 'service.nativelb'),
  'traefik-native-lb-headless': about(['traefik'], 'service.nativelb of a headless Service loses the route'),
  'traefik-node-port-lb': about(['traefik'], 'service.nodeportlb loses the route where no node is'),
  'traefik-node-port-lb-other-type': about(['traefik'], 'service.nodeportlb is for type NodePort alone'),
  'traefik-external-name': about(['traefik'], 'ExternalName, where it is allowed'),
  'traefik-reserved-escape': about(['traefik'], 'reserved escapes stay, others are decoded'),
};

function about(of: readonly Column[], row: string): RoutingFact {
  return { row, of };
}
