import type { ControllerId } from '../../src/traffic/controllers/define-controller.ts';

/** What was seen of a controller in a recorded case. */
export type Seen =
  /** How a request was answered: the backend with the path that it got, the status with a Location, or why not. */
  | { readonly what: 'answer'; readonly request: string; readonly answer: string }
  /** That a request was answered now by one backend, now by another. */
  | { readonly what: 'chance'; readonly request: string }
  /** Why whatever reads the configuration is documented to refuse it, so that nobody can tell an answer. */
  | { readonly what: 'refused'; readonly request: string; readonly reason: string }
  /** What the recording holds beside its requests. */
  | { readonly what: 'recorded'; holds(recorded: Recorded): boolean };

/** A recorded case as it stands in the file. */
export interface Recorded {
  readonly apiServer?: string;
  readonly manifests: string;
  readonly compiled?: { readonly [part: string]: unknown };
}

/** Where it was seen. */
export interface Observation {
  readonly controller: ControllerId;
  /** The id of the case in fixtures/traffic. */
  readonly id: string;
  readonly seen: Seen;
}

/** A sentence of the guide, word for word, and what shows that it is true. */
export interface Statement {
  readonly text: string;
  readonly shownBy: readonly Observation[];
}

const a = 'http://a.example.com';
const stranger = `${a}/ from 10.201.0.1`;
const reached = 'default/svc-a:80 /';

function answered(controller: ControllerId, id: string, request: string, answer: string): Observation {
  return { controller, id, seen: { what: 'answer', request, answer } };
}

function chance(controller: ControllerId, id: string, request: string): Observation {
  return { controller, id, seen: { what: 'chance', request } };
}

function refused(controller: ControllerId, id: string, request: string, reason: string): Observation {
  return { controller, id, seen: { what: 'refused', request, reason } };
}

function recorded(controller: ControllerId, id: string, holds: (recorded: Recorded) => boolean): Observation {
  return { controller, id, seen: { what: 'recorded', holds } };
}

/** Everyone is let in, although an annotation of ingress-nginx says that only some are. */
const isOpen: readonly Observation[] = [
  answered('ingress-nginx', 'nginx-whitelist', stranger, '403'),
  answered('ingress-nginx', 'nginx-denylist', `${a}/`, '403'),
  answered('contour', 'nginx-whitelist', stranger, reached),
  answered('haproxy', 'nginx-whitelist', stranger, reached),
  answered('haproxy-jcmoraisjr', 'nginx-whitelist', stranger, reached),
  answered('traefik', 'nginx-whitelist', stranger, reached),
  answered('traefik-strict-prefix', 'nginx-whitelist', stranger, reached),
  answered('traefik-ingress-nginx-provider', 'nginx-denylist', `${a}/`, reached),
  answered('kong', 'nginx-whitelist', stranger, 'default/svc-a:80'),
  answered('alb', 'nginx-whitelist', `${stranger} at default/web`, 'default/svc-a:80'),
  answered('gce', 'nginx-whitelist', `${stranger} at default/web`, 'default/svc-a:80'),
  answered('agic', 'nginx-whitelist', stranger, 'default/svc-a:80'),
];

/** Nobody is asked for a password, although an annotation of ingress-nginx says so. */
const asksNoPassword: readonly Observation[] = [
  answered('ingress-nginx', 'nginx-auth-basic-missing-secret', `${a}/`, '503'),
  answered('contour', 'nginx-auth-basic-missing-secret', `${a}/`, 'default/svc-b:80 /'),
  answered('haproxy', 'nginx-auth-basic-missing-secret', `${a}/`, 'default/svc-b:80 /'),
  answered('haproxy-jcmoraisjr', 'nginx-auth-basic-missing-secret', `${a}/`, 'default/svc-b:80 /'),
  answered('traefik', 'nginx-auth-basic-missing-secret', `${a}/`, 'default/svc-b:80 /'),
  answered('traefik-strict-prefix', 'nginx-auth-basic-missing-secret', `${a}/`, 'default/svc-b:80 /'),
  answered('kong', 'nginx-auth-basic-missing-secret', `${a}/`, 'default/svc-b:80'),
  answered('alb', 'nginx-auth-basic-missing-secret', `${a}/ at default/web`, 'default/svc-b:80'),
  answered('gce', 'nginx-auth-basic-missing-secret', `${a}/ at default/web`, 'default/svc-b:80'),
  answered('agic', 'nginx-auth-basic-missing-secret', `${a}/`, 'default/svc-b:80'),
];

const impl = (controller: ControllerId, path: string, answer: string): Observation =>
  answered(controller, 'path-impl-foo', `${a}${path}`, answer);

/** The paragraphs that say what a controller does. */
export const statements: readonly Statement[] = [
  {
    text: 'Every other controller reads the same Ingress objects, but it does not compare hosts and paths alike, and it does not obey every annotation.',
    shownBy: [
      impl('ingress-nginx', '/foobar', '404'),
      impl('ingress-nginx', '/foo/bar', 'default/svc-foo:80 /foo/bar'),
      answered('ingress-nginx', 'path-prefix-foo-slash', `${a}/foo`, `301 ${a}/foo/`),
      impl('contour', '/foobar', 'default/svc-foo:80 /foobar'),
      impl('haproxy', '/foobar', 'default/svc-foo:80 /foobar'),
      impl('haproxy-jcmoraisjr', '/foobar', 'default/svc-foo:80 /foobar'),
      impl('traefik', '/foobar', 'default/svc-foo:80 /foobar'),
      answered('traefik-strict-prefix', 'path-prefix-foo-slash', `${a}/foo`, 'default/svc-foo:80 /foo'),
      answered('traefik-ingress-nginx-provider', 'path-prefix-foo-slash', `${a}/foo`, 'default/svc-foo:80 /foo'),
      impl('kong', '/foobar', 'default/svc-foo:80'),
      impl('alb', '/foo/bar at default/web', '404'),
      impl('gce', '/foo/bar at default/web', '404'),
      impl('agic', '/foo/bar', '502'),
      ...isOpen,
    ],
  },
  {
    text: 'Nothing warns you: the API server takes an annotation that no controller knows, the route is served without it, and the first to notice are your users, or those whom an access list kept out so far.',
    shownBy: [
      recorded('contour', 'nginx-whitelist', ({ apiServer, manifests }) => {
        return apiServer === 'accepted' && manifests.includes('nginx.ingress.kubernetes.io/whitelist-source-range');
      }),
      ...isOpen,
    ],
  },
  {
    text: 'Begin with what is **open to everyone**: an access list or a password that the new controller does not know is gone, and no request fails.',
    shownBy: [...isOpen, ...asksNoPassword],
  },
  {
    text: 'So *same* is not enough for `vault`: Contour and both HAProxys send plain HTTP to its port, and the pod answers 400.',
    shownBy: [
      answered('ingress-nginx', 'nginx-backend-https', `${a}/`, 'default/svc-b:443 /'),
      answered('contour', 'nginx-backend-https', `${a}/`, '400'),
      answered('haproxy', 'nginx-backend-https', `${a}/`, '400'),
      answered('haproxy-jcmoraisjr', 'nginx-backend-https', `${a}/`, '400'),
    ],
  },
  {
    text: 'Kong and the load balancers of AWS, Google and Azure are told to send plain HTTP too.',
    shownBy: [
      recorded('kong', 'nginx-backend-https', ({ compiled }) => {
        return /"protocol":"http","[^}]*svc-b:443/.test(textOf(compiled?.expressions));
      }),
      recorded('alb', 'nginx-backend-https', ({ compiled }) => {
        return /"servicePort":443,[^}]*"protocol":"HTTP"/.test(textOf(compiled?.ip));
      }),
      recorded('gce', 'nginx-backend-https', ({ compiled }) => {
        return /"port":443,"protocol":"HTTP"/.test(textOf(compiled?.neg));
      }),
      recorded('agic', 'nginx-backend-https', ({ compiled }) => {
        return /"name":"bp-default-svc-b-443[^}]*"protocol":"Http"/.test(textOf(compiled?.settings));
      }),
    ],
  },
  {
    text: "No other controller but Traefik's ingress-nginx provider reads these annotations under their old names, so look for them yourself:",
    shownBy: [
      answered('traefik-ingress-nginx-provider', 'nginx-whitelist', stranger, '403'),
      answered('traefik-ingress-nginx-provider', 'nginx-backend-https', `${a}/`, 'default/svc-b:443 /'),
      ...isOpen.filter(({ controller }) => controller !== 'traefik-ingress-nginx-provider'),
      ...asksNoPassword,
    ],
  },

  // Contour
  {
    text: 'Contour matches a Prefix by path elements as ingress-nginx does.',
    shownBy: (['contour', 'ingress-nginx'] as const).flatMap((id) => [
      answered(id, 'path-prefix-foo', `${a}/foo/bar`, 'default/svc-foo:80 /foo/bar'),
      answered(id, 'path-prefix-foo', `${a}/foobar`, '404'),
    ]),
  },
  {
    text: 'An ImplementationSpecific path with characters of a regular expression it takes for one without asking.',
    shownBy: [
      answered('contour', 'path-impl-regexlike-10', `${a}/aab`, 'default/svc-re:80 /aab'),
      answered('contour', 'path-impl-regexlike-10', `${a}/a+b`, 'default/svc-root:80 /a+b'),
    ],
  },
  {
    text: 'It speaks TLS for hosts with a certificate only: a client that came by https without one gets no connection.',
    shownBy: [
      answered('contour', 'tls-none-https-request', 'https://a.example.com/', 'refused'),
      answered('contour', 'tls-basic', 'https://a.example.com/', reached),
    ],
  },
  {
    text: 'It does not redirect to https by itself.',
    shownBy: [
      answered('contour', 'tls-basic', `${a}/`, reached),
      answered('traefik', 'tls-basic', `${a}/`, reached),
      answered('traefik-strict-prefix', 'tls-basic', `${a}/`, reached),
      answered('kong', 'tls-basic', `${a}/`, 'default/svc-a:80'),
    ],
  },
  {
    text: 'Of rewrites and canaries it reads nothing: the path stays as it is, and a canary is an Ingress like any other, so that for a host of both either may answer.',
    shownBy: [
      answered('contour', 'nginx-rewrite-root', `${a}/foo/bar`, 'default/svc-a:80 /foo/bar'),
      answered('contour', 'canary-other-host', 'http://b.example.com/', 'default/svc-canary:80 /'),
      chance('contour', 'canary-header', `${a}/`),
    ],
  },

  // HAProxy (haproxytech)
  {
    text: 'Paths are compared as they are sent, without tidying them up: `//cart` is not `/cart`.',
    shownBy: [
      answered('haproxy', 'path-prefix-foo', `${a}//foo`, '404'),
      answered('haproxy', 'path-prefix-foo', `${a}/bar/../foo`, '404'),
      answered('haproxy', 'path-prefix-foo', `${a}/foo`, 'default/svc-foo:80 /foo'),
    ],
  },
  {
    text: 'An Ingress with `tls` is redirected to https, with 302 and, as the controller is delivered, to port 8443.',
    shownBy: [answered('haproxy', 'tls-basic', `${a}/x?y=1`, '302 https://a.example.com:8443/x?y=1')],
  },
  {
    text: 'Redirect, allow-list and rewrite have annotations of their own, below `haproxy.org/`.',
    shownBy: [
      answered('haproxy', 'haproxy-request-redirect', `${a}/`, '302 http://new.example.com/'),
      answered('haproxy', 'haproxy-allow-list', stranger, '403'),
      answered('haproxy', 'haproxy-path-rewrite', `${a}/foo/x`, reached),
    ],
  },

  // HAProxy Ingress (jcmoraisjr)
  {
    text: 'ImplementationSpecific paths are prefixes without regard to case.',
    shownBy: [
      impl('haproxy-jcmoraisjr', '/FOO', 'default/svc-foo:80 /FOO'),
      impl('haproxy-jcmoraisjr', '/foobar', 'default/svc-foo:80 /foobar'),
    ],
  },
  {
    text: 'A host that no `tls` entry names is not served by https.',
    shownBy: [
      answered('haproxy-jcmoraisjr', 'tls-none-https-request', 'https://a.example.com/', '404'),
      answered('haproxy-jcmoraisjr', 'tls-none-https-request', `${a}/`, reached),
    ],
  },
  {
    text: 'Some annotations have the names that you know, with `haproxy-ingress.github.io/` before them: `app-root`, `server-alias`; `ssl-redirect` does nothing without `tls`.',
    shownBy: [
      answered('haproxy-jcmoraisjr', 'jcm-app-root', `${a}/`, '302 /app1'),
      answered('haproxy-jcmoraisjr', 'jcm-server-alias', 'http://alias.test/', reached),
      answered('haproxy-jcmoraisjr', 'jcm-ssl-redirect-notls', `${a}/`, reached),
    ],
  },
  {
    text: '`ingress.kubernetes.io/rewrite-target` replaces the path of the rule only.',
    shownBy: [answered('haproxy-jcmoraisjr', 'nginx-legacy-prefix', `${a}/x`, 'default/svc-b:80 /legacy/x')],
  },

  // Traefik
  {
    text: 'A Prefix compares characters, so `/api` takes `/apix` as well; run Traefik with `strictPrefixMatching` unless you rely on that.',
    shownBy: [
      answered('traefik', 'path-prefix-foo', `${a}/foobar`, 'default/svc-foo:80 /foobar'),
      answered('traefik-strict-prefix', 'path-prefix-foo', `${a}/foobar`, '404'),
    ],
  },
  {
    text: 'The longer rule wins, whatever it is: an Exact `/foo` beside a Prefix `/` is never reached.',
    shownBy: [answered('traefik', 'path-exact-foo-and-root', `${a}/foo`, 'default/svc-root:80 /foo')],
  },
  {
    text: 'A Service without ready pods is a 404, or the next shorter path.',
    shownBy: [
      answered('traefik', 'be-not-ready', `${a}/b`, '404'),
      answered('traefik', 'be-no-endpoints-fallthrough', `${a}/foo`, 'default/svc-2:80 /foo'),
    ],
  },
  {
    text: 'A port 443, or one named `https`, is spoken to in TLS, and pods whose certificate cannot be checked are a 500.',
    shownBy: [
      answered('traefik', 'be-https-port-443', `${a}/b`, '500'),
      answered('traefik', 'be-https-port-name', `${a}/b`, '500'),
    ],
  },
  {
    text: 'Rewrites and access lists are Middleware objects, which an annotation names.',
    shownBy: [
      answered('traefik', 'traefik-mw-stripprefix', `${a}/foo/x`, 'default/svc-a:80 /x'),
      answered('traefik', 'traefik-mw-ipallowlist', stranger, '403'),
    ],
  },
  {
    text: 'A Prefix compares path elements, and one with a slash at its end takes the path without it too, without a redirect.',
    shownBy: [
      answered('traefik-strict-prefix', 'path-prefix-foo', `${a}/foobar`, '404'),
      answered('traefik-strict-prefix', 'path-prefix-foo-slash', `${a}/foo`, 'default/svc-foo:80 /foo'),
    ],
  },
  {
    text: 'This mode of Traefik reads the annotations of ingress-nginx itself, and the class `nginx`.',
    shownBy: [
      recorded('traefik-ingress-nginx-provider', 'nginx-temporal-redirect', ({ manifests }) => {
        return manifests.includes('ingressClassName: nginx');
      }),
      answered('traefik-ingress-nginx-provider', 'nginx-temporal-redirect', `${a}/`, '302 https://new.example.com/t'),
      answered('traefik-ingress-nginx-provider', 'nginx-whitelist', stranger, '403'),
    ],
  },
  {
    text: 'It is the shortest way, not the same thing: deny lists are not obeyed, and with `rewrite-target: /` a path below that of the rule is answered 400.',
    shownBy: [
      answered('ingress-nginx', 'nginx-denylist', `${a}/`, '403'),
      answered('traefik-ingress-nginx-provider', 'nginx-denylist', `${a}/`, reached),
      answered('ingress-nginx', 'nginx-rewrite-root', `${a}/foo/bar`, reached),
      answered('traefik-ingress-nginx-provider', 'nginx-rewrite-root', `${a}/foo/bar`, '400'),
    ],
  },

  // Kong
  {
    text: 'Hosts are compared as they are sent, capital letters included.',
    shownBy: [
      answered('kong', 'host-exact', 'http://A.EXAMPLE.COM/', '404'),
      answered('kong', 'host-exact', `${a}/`, 'default/svc-a:80'),
    ],
  },
  {
    text: 'An ImplementationSpecific path is a prefix of characters, and a regular expression only behind `/~`.',
    shownBy: [
      impl('kong', '/foobar', 'default/svc-foo:80'),
      answered('kong', 'nginx-rewrite-capture-useregex', `${a}/foo/bar`, '404'),
      answered('kong', 'kong-regex-path', 'http://a.io/v1/x', 'default/svc-a:80'),
      answered('kong', 'kong-regex-path', 'http://a.io/vx/x', 'default/svc-b:80'),
    ],
  },
  {
    text: 'Access lists, passwords and CORS of ingress-nginx are not read.',
    shownBy: [
      answered('kong', 'nginx-whitelist', stranger, 'default/svc-a:80'),
      answered('kong', 'nginx-auth-basic-missing-secret', `${a}/`, 'default/svc-b:80'),
      answered('kong', 'nginx-cors', `OPTIONS ${a}/`, 'default/svc-b:80'),
    ],
  },

  // AWS Load Balancer Controller
  {
    text: 'Every Ingress, or group of Ingresses, has a load balancer of its own: two Ingresses for one host need a common `alb.ingress.kubernetes.io/group.name`.',
    shownBy: [
      answered('alb', 'alb-two-ingresses-no-group', 'http://a.io/ at default/one', 'default/svc-a:80'),
      answered('alb', 'alb-two-ingresses-no-group', 'http://a.io/ at default/two', 'default/svc-b:80'),
      answered('alb', 'alb-group-order', 'http://a.io/ at g', 'default/svc-b:80'),
      recorded('alb', 'alb-group-order', ({ compiled }) => listOf(compiled?.ip).length === 1),
    ],
  },
  {
    text: 'Certificates come from ACM, and `tls` with its Secrets opens no port: nothing listens on 443.',
    shownBy: [
      answered('alb', 'alb-listen-https-acm-host', 'https://secure.example.com/ at default/web', 'default/svc-a:80'),
      recorded('alb', 'alb-listen-https-acm-host', ({ manifests, compiled }) => {
        return !manifests.includes('arn:') && textOf(compiled?.ip).includes('"certificates":["arn:aws:acm:');
      }),
      answered('alb', 'tls-basic', 'https://a.example.com/ at default/web', 'refused'),
    ],
  },
  {
    text: 'There is no redirect to https unless `alb.ingress.kubernetes.io/ssl-redirect` says so.',
    shownBy: [
      answered('alb', 'tls-basic', `${a}/ at default/web`, 'default/svc-a:80'),
      answered('alb', 'alb-ssl-redirect', 'http://a.io/x at default/web', '301'),
    ],
  },
  {
    text: 'One star in a Prefix and nothing of the group is set up; AWS does not allow the path of `api` either.',
    shownBy: [
      answered('alb', 'path-prefix-special-00', `${a}/other at default/web`, 'not-serving'),
      refused('alb', 'nginx-rewrite-capture-useregex', `${a}/foo`, 'AWS does not allow the path /foo(/|$)(.*)'),
    ],
  },
  {
    text: 'An ImplementationSpecific path takes itself alone.',
    shownBy: (['alb', 'gce'] as const).flatMap((id) => [
      impl(id, '/foo at default/web', 'default/svc-foo:80'),
      impl(id, '/foo/bar at default/web', '404'),
      impl(id, '/foobar at default/web', '404'),
    ]),
  },
  {
    text: 'With targets of type `ip` (`--controller ingress-nginx,alb-ip`) requests are answered alike; they go to the pods instead of the nodes.',
    shownBy: [
      recorded('alb', 'path-combo-11', ({ compiled }) => {
        const [ip, nodes] = [compiled?.ip, compiled?.instanceNodePort].map((each) => listOf(each));
        return (
          textOf(ip?.map(({ listeners }) => listeners)) === textOf(nodes?.map(({ listeners }) => listeners)) &&
          textOf(ip).includes('"targetType":"ip"') &&
          textOf(nodes).includes('"targetType":"instance"')
        );
      }),
    ],
  },

  // GKE Ingress
  {
    text: 'Every Ingress has a load balancer of its own, and two for one host are two addresses.',
    shownBy: [
      answered('gce', 'multi-merge-paths', `${a}/foo at default/one`, 'default/svc-1:80'),
      answered('gce', 'multi-merge-paths', `${a}/foo at default/two`, 'default/svc-2:80'),
    ],
  },
  {
    text: 'Annotations of ingress-nginx mean nothing, and it does not redirect to https by itself; an annotation that names a FrontendConfig which is not there does not either.',
    shownBy: [
      answered('gce', 'nginx-whitelist', `${stranger} at default/web`, 'default/svc-a:80'),
      answered('gce', 'nginx-temporal-redirect', `${a}/ at default/web`, 'default/svc-a:80'),
      answered('gce', 'tls-basic', `${a}/ at default/web`, 'default/svc-a:80'),
      answered('gce', 'gce-redirect-missing', 'http://a.io/x at default/web', 'default/svc-a:80'),
      recorded('gce', 'gce-redirect-missing', ({ manifests, compiled }) => {
        return manifests.includes('FrontendConfig: nope') && textOf(compiled?.asIs).includes('frontendConfigError');
      }),
    ],
  },
  {
    text: 'A Secret that is missing, or a star in a Prefix, stops the whole Ingress, and the URL map does not allow the path of `api`.',
    shownBy: [
      answered('gce', 'gce-tls-missing', 'http://a.io/ at default/web', 'not-serving'),
      answered('gce', 'path-prefix-special-00', `${a}/other at default/web`, 'not-serving'),
      refused(
        'gce',
        'nginx-rewrite-capture-useregex',
        `${a}/foo`,
        'the URL map API does not allow the path /foo(/|$)(.*)',
      ),
    ],
  },
  {
    text: 'With container-native load balancing (`--controller ingress-nginx,gce-neg`) requests are answered alike; they go to the pods instead of the nodes.',
    shownBy: [
      recorded('gce', 'path-combo-11', ({ compiled }) => {
        const [pods, nodes] = [compiled?.neg, compiled?.nodePort].map((each) => listOf(each));
        return (
          textOf(pods?.map(({ hostRules }) => hostRules)) === textOf(nodes?.map(({ hostRules }) => hostRules)) &&
          textOf(pods).includes('"neg":true,"nodePort":0') &&
          textOf(nodes).includes('"neg":false,"nodePort":30001')
        );
      }),
    ],
  },

  // Application Gateway
  {
    text: 'All Ingresses become one configuration, and Application Gateway does not allow the path of `api`.',
    shownBy: [
      recorded('agic', 'multi-merge-paths', ({ compiled }) => {
        return listOf(compiled?.listeners).length === 1 && /svc-1.*svc-2/.test(textOf(compiled?.urlPathMaps));
      }),
      refused(
        'agic',
        'nginx-rewrite-capture-useregex',
        `${a}/foo`,
        'App Gateway does not allow the path /foo(/|$)(.*)',
      ),
    ],
  },
  {
    text: 'A host with `tls` is served by https only, unless `appgw.ingress.kubernetes.io/ssl-redirect` adds port 80, which answers 301.',
    shownBy: [
      answered('agic', 'tls-basic', `${a}/`, 'refused'),
      answered('agic', 'tls-basic', 'https://a.example.com/', 'default/svc-a:80'),
      answered('agic', 'agic-ssl-redirect-paths', 'http://a.io/foo', '301'),
    ],
  },
  {
    text: 'A request that no path of its host takes is answered 502, and so is one for a Service without pods.',
    shownBy: [impl('agic', '/foo/bar', '502'), answered('agic', 'nginx-default-backend-annotation', `${a}/`, '502')],
  },
  {
    text: 'Of a canary and its main Ingress one takes all requests, whatever they carry.',
    shownBy: [
      answered('agic', 'canary-header', `${a}/`, 'default/svc-main:80'),
      answered('agic', 'canary-header', `${a}/ x-canary: always`, 'default/svc-main:80'),
    ],
  },
];

/** What the guide says of itself, of ksvc and of what to do: no recording shows it, and no controller is described. */
export const instructions: readonly string[] = [
  'ingress-nginx is [retired](../rules/ingress-nginx-retired.md).',
  '`ksvc diff` says beforehand, from the manifests alone, which requests will be answered differently.',
  'Write down what is true today: `ksvc test --record --controller ingress-nginx k8s/ > routes.yaml`.',
  'The table is your safety net: `ksvc test routes.yaml --controller traefik` says which routes hold under another controller.',
  'Compare: `ksvc diff --controller ingress-nginx,traefik k8s/`.',
  'The gravest comes first.',
  'Mend what is **lost** or reaches **another backend**: regular expressions, rewrites, aliases, canaries.',
  'Then redirects and statuses.',
  'Let the new controller run beside the old one, with a class of its own, and move one Ingress at a time by its `spec.ingressClassName`; `ksvc diff --git main k8s/` shows on each pull request what that changes.',
  '`ksvc explain traefik` prints what a controller does otherwise than the Ingress specification ([all of them](../controllers/README.md)).',
  'The set is [fixtures/projects/migrate/ingresses.yaml](../../fixtures/projects/migrate/ingresses.yaml): twenty Ingresses as people write them for ingress-nginx, most with one annotation each.',
  'For each controller, the gravest difference of each Ingress that clients meet without sending anything odd, as if the class were already changed.',
  '`ksvc diff` itself shows all of them.',
  '*Same* means that every such request reaches the same Service with the same path, or gets the same status.',
  'What happens to the bytes on the way is not compared: limits of body size (`upload`), sticky sessions, timeouts, and whether the pods are spoken to in TLS.',
  '`grep -r nginx.ingress.kubernetes.io/ k8s/`.',
  "What the sections say was seen: of Contour, HAProxy and Traefik in the answers of the running proxies, of the others in the configuration that the controller's own code made, and in the documentation of what reads it.",
  'The table shows the others as they are once `api` is taken out.',
];

function listOf(value: unknown): readonly { readonly [key: string]: unknown }[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
