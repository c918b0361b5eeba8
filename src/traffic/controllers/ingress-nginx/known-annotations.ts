import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { bool, form, int, oneOf, oneOfAnyCase, text } from '../../annotations/value-kinds.ts';
import { isBasic, isPathWithCapture, isRegexText, isServerNames, isServiceName, isUrl, prefix } from './annotations.ts';

// parser/validators.go and the validators of internal/ingress/annotations, v1.15.1; most cut spaces first.
const squeezed = (value: string): string => value.replaceAll(' ', '');
const size = form('a number with k, m, g or nothing behind it', (value) => /^\d+[bkmg]?$/i.test(squeezed(value)));
const url = form('a URL', isUrl);
const regex = form('a regular expression', (value) => isRegexText(value.trim()));
const path = form('a path, $1 for what a group took', (value) => isPathWithCapture(value.trim()));
const name = form('a name', (value) => isBasic(squeezed(value)));
const ranges = form('addresses and ranges with commas between them', isRanges);
const headers = form('names of headers with commas between them', (value) => /^[A-Za-z0-9\-_, ]*$/.test(value));

/** What ingress-nginx reads (docs/user-guide/nginx-configuration/annotations.md and internal/ingress/annotations, v1.15.1). */
export const knownAnnotations: AnnotationList = {
  title: 'ingress-nginx',
  controllerNames: ['k8s.io/ingress-nginx'],
  classNames: ['nginx'],
  prefixes: [prefix],
  names: {
    Ingress: [
      [
        bool,
        `auth-always-set-cookie auth-keepalive-share-vars auth-tls-pass-certificate-to-upstream canary
        cors-allow-credentials disable-proxy-intercept-errors enable-access-log enable-cors enable-global-auth
        enable-modsecurity enable-opentelemetry enable-owasp-core-rules enable-rewrite-log force-ssl-redirect
        from-to-www-redirect http2-push-preload opentelemetry-trust-incoming-span preserve-trailing-slash
        relative-redirects service-upstream session-cookie-change-on-failure session-cookie-conditional-samesite-none
        session-cookie-partitioned session-cookie-secure ssl-passthrough ssl-prefer-server-ciphers ssl-redirect
        upstream-hash-by-subset use-port-in-redirects use-regex`,
      ],
      [
        int,
        `auth-keepalive auth-keepalive-requests auth-keepalive-timeout auth-tls-verify-depth canary-weight
        canary-weight-total cors-max-age limit-burst-multiplier limit-connections limit-rate limit-rate-after limit-rpm
        limit-rps permanent-redirect-code proxy-buffers-number proxy-connect-timeout proxy-next-upstream-timeout
        proxy-next-upstream-tries proxy-read-timeout proxy-send-timeout proxy-ssl-verify-depth
        session-cookie-expires session-cookie-max-age temporal-redirect-code upstream-hash-by-subset-size`,
      ],
      [
        size,
        'client-body-buffer-size proxy-body-size proxy-buffer-size proxy-busy-buffers-size proxy-max-temp-file-size',
      ],
      [
        oneOf('on', 'off'),
        'mirror-request-body proxy-buffering proxy-request-buffering proxy-ssl-server-name proxy-ssl-verify',
      ],
      [oneOfAnyCase('HTTP', 'HTTPS', 'AUTO_HTTP', 'GRPC', 'GRPCS', 'FCGI'), 'backend-protocol'],
      [oneOf('basic', 'digest'), 'auth-type'],
      [oneOf('auth-file', 'auth-map'), 'auth-secret-type'],
      [oneOf('on', 'off', 'optional', 'optional_no_ca'), 'auth-tls-verify-client'],
      [oneOf('cookie'), 'affinity'],
      [oneOf('balanced', 'persistent'), 'affinity-mode'],
      [oneOf('sticky', 'legacy'), 'affinity-canary-behavior'],
      [oneOfAnyCase('None', 'Lax', 'Strict'), 'session-cookie-samesite'],
      [oneOf('round_robin', 'ewma'), 'load-balance'],
      [oneOf('1.0', '1.1'), 'proxy-http-version'],
      [oneOf('any', 'all'), 'satisfy'],
      [url, 'permanent-redirect temporal-redirect proxy-redirect-from proxy-redirect-to'],
      [path, 'app-root rewrite-target x-forwarded-prefix'],
      [regex, 'upstream-vhost proxy-ssl-name mirror-host canary-by-header-pattern'],
      [form('hosts with commas between them', isServerNames), 'server-alias'],
      [form('the name of a Service', isServiceName), 'default-backend'],
      [form('statuses from 400 to 599 with commas between them', isStatuses), 'custom-http-errors'],
      [ranges, 'allowlist-source-range denylist-source-range limit-allowlist limit-whitelist whitelist-source-range'],
      [headers, 'auth-response-headers cors-allow-headers'],
      [
        name,
        'auth-secret auth-tls-secret canary-by-cookie canary-by-header canary-by-header-value custom-headers proxy-ssl-secret',
      ],
      [
        text,
        `auth-cache-duration auth-cache-key auth-method auth-proxy-set-headers auth-realm auth-request-redirect
        auth-signin auth-signin-redirect-param auth-snippet auth-tls-error-page auth-tls-match-cn auth-url
        configuration-snippet connection-proxy-header cors-allow-methods cors-allow-origin cors-expose-headers
        fastcgi-index fastcgi-params-configmap mirror-target modsecurity-snippet modsecurity-transaction-id
        opentelemetry-operation-name proxy-cookie-domain proxy-cookie-path proxy-next-upstream proxy-ssl-ciphers
        proxy-ssl-protocols server-snippet session-cookie-domain session-cookie-name session-cookie-path ssl-ciphers
        stream-snippet upstream-hash-by`,
      ],
    ],
    Service: [],
  },
  // changelog/, and annotations.md of the releases that still had them; some of it from memory.
  gone: {
    'add-base-url': 'Let the application write links that work behind the path',
    'secure-backends': 'Write backend-protocol: "HTTPS"',
    'grpc-backend': 'Write backend-protocol: "GRPC"',
    'session-cookie-hash': 'Take it out',
    'upstream-fail-timeout': 'Take it out',
    'upstream-max-fails': 'Take it out',
    'enable-opentracing': 'Write enable-opentelemetry',
    'opentracing-trust-incoming-span': 'Write opentelemetry-trust-incoming-span',
    'enable-influxdb': 'Take it out',
    'influxdb-measurement': 'Take it out',
    'influxdb-port': 'Take it out',
    'influxdb-host': 'Take it out',
    'influxdb-server-name': 'Take it out',
    'secure-verify-ca-secret': 'Write proxy-ssl-secret and proxy-ssl-verify',
    'global-rate-limit': 'Write limit-rps or limit-rpm',
    'global-rate-limit-window': 'Take it out',
    'global-rate-limit-key': 'Take it out',
    'global-rate-limit-ignored-cidrs': 'Take it out',
  },
  references: {
    'auth-secret': { kind: 'Secret', effect: 'every request is answered 503' },
    'auth-tls-secret': { kind: 'Secret', effect: 'every request is answered 503' },
    'proxy-ssl-secret': { kind: 'Secret', effect: 'the annotation is ignored' },
    'default-backend': { kind: 'Service', effect: 'the annotation is ignored' },
    'custom-headers': { kind: 'ConfigMap', effect: 'no header is added' },
    'auth-proxy-set-headers': { kind: 'ConfigMap', effect: 'no header is sent' },
    'fastcgi-params-configmap': { kind: 'ConfigMap', effect: 'no parameter is sent' },
  },
  protocol: { on: ['Ingress'], name: 'backend-protocol', secure: 'HTTPS' },
  onInvalid: 'ingress-nginx takes its default instead',
  source: 'kubernetes/ingress-nginx internal/ingress/annotations, controller-v1.15.1',
};

function isStatuses(value: string): boolean {
  return /^(?:[4,5]\d{2},?)*$/.test(squeezed(value));
}

function isRanges(value: string): boolean {
  return value.split(',').every((part) => /^[\da-fA-F.:]+(?:\/\d{1,3})?$/.test(part.trim()));
}
