import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { bool, int, oneOf, oneOfAnyCase, text } from '../../annotations/value-kinds.ts';

/** What HAProxy Ingress reads (docs/content/en/docs/configuration/keys.md, v0.17; keys of the scope Global are left out). */
export const knownAnnotations: AnnotationList = {
  title: 'HAProxy Ingress',
  controllerNames: ['haproxy-ingress.github.io/controller'],
  classNames: ['haproxy'],
  prefixes: ['haproxy-ingress.github.io/'],
  sharedPrefixes: ['ingress.kubernetes.io/'],
  names: {
    Ingress: [
      [
        bool,
        `assign-backend-server-id auth-tls-cert-header auth-tls-strict cors-allow-credentials cors-enable
        hsts hsts-include-subdomains hsts-preload http-passthrough secure-backends service-upstream
        session-cookie-dynamic session-cookie-preserve session-cookie-shared ssl-always-add-https
        ssl-always-follow-redirect ssl-fingerprint-lower ssl-passthrough ssl-redirect
        tcp-service-proxy-protocol use-forwarded-proto use-proxy-protocol var-namespace`,
      ],
      [
        int,
        `backend-server-slots-increment health-check-fall-count health-check-rise-count hsts-max-age
        initial-weight limit-connections limit-rps maxconn-server maxqueue-server tcp-service-port`,
      ],
      [oneOf('None', 'Slots', 'Add'), 'dynamic-scaling'],
      [oneOf('backend', 'frontend'), 'auth-external-placement'],
      [oneOf('deny', 'detect'), 'waf-mode'],
      [oneOfAnyCase('begin', 'exact', 'prefix', 'regex'), 'path-type'],
      [oneOf('h1', 'h2', 'h1-ssl', 'h2-ssl'), 'backend-protocol'],
      [oneOf('insert', 'prefix', 'rewrite'), 'session-cookie-strategy'],
      [oneOf('off', 'optional', 'on', 'optional_no_ca'), 'auth-tls-verify-client'],
      [oneOf('pod', 'deploy'), 'blue-green-mode'],
      [oneOf('sequence', 'ip', 'pod'), 'backend-server-naming'],
      [oneOf('server-name', 'pod-uid'), 'session-cookie-value-strategy'],
      [oneOf('v1', 'v2', 'v2-ssl', 'v2-ssl-cn'), 'proxy-protocol'],
      [
        text,
        `acme-preferred-chain affinity agent-check-addr agent-check-interval agent-check-port
        agent-check-send allowlist-source-header allowlist-source-range app-root auth-headers-fail
        auth-headers-request auth-headers-succeed auth-method auth-realm auth-secret auth-signin
        auth-tls-error-page auth-tls-secret auth-url backend-check-interval balance-algorithm bind-http
        bind-http-passthrough bind-https bind-ip-addr-http blue-green-balance blue-green-cookie
        blue-green-deploy blue-green-header cert-signer config-backend config-tcp-service cors-allow-headers
        cors-allow-methods cors-allow-origin cors-allow-origin-regex cors-expose-headers cors-max-age
        denylist-source-range fcgi-app headers health-check-addr health-check-interval health-check-port
        health-check-uri http-frontend http-header-match http-header-match-regex limit-whitelist oauth
        oauth-headers oauth-uri-prefix peers-table proxy-body-size redirect-from
        redirect-from-code redirect-from-regex redirect-to redirect-to-code request-add-headers
        request-del-headers request-set-headers response-add-headers response-del-headers
        response-set-headers rewrite-target secure-crt-secret secure-sni secure-verify-ca-secret
        secure-verify-hostname server-alias server-alias-regex session-cookie-domain session-cookie-keywords
        session-cookie-name slots-min-free source-address-intf ssl-cipher-suites ssl-cipher-suites-backend
        ssl-ciphers ssl-ciphers-backend ssl-fingerprint-sha2-bits ssl-options-backend ssl-options-host
        ssl-passthrough-http-port tcp-service-log-format timeout-connect timeout-http-request
        timeout-keep-alive timeout-queue timeout-server timeout-server-fin timeout-tunnel tls-alpn
        use-resolver waf whitelist-source-range`,
      ],
    ],
    Service: [
      [
        bool,
        `assign-backend-server-id auth-tls-cert-header cors-allow-credentials cors-enable hsts
        hsts-include-subdomains hsts-preload secure-backends service-upstream session-cookie-dynamic
        session-cookie-preserve session-cookie-shared ssl-fingerprint-lower ssl-redirect`,
      ],
      [
        int,
        `backend-server-slots-increment health-check-fall-count health-check-rise-count hsts-max-age
        initial-weight limit-connections limit-rps maxconn-server maxqueue-server`,
      ],
      [oneOf('None', 'Slots', 'Add'), 'dynamic-scaling'],
      [oneOf('backend', 'frontend'), 'auth-external-placement'],
      [oneOf('deny', 'detect'), 'waf-mode'],
      [oneOfAnyCase('begin', 'exact', 'prefix', 'regex'), 'path-type'],
      [oneOf('h1', 'h2', 'h1-ssl', 'h2-ssl'), 'backend-protocol'],
      [oneOf('insert', 'prefix', 'rewrite'), 'session-cookie-strategy'],
      [oneOf('pod', 'deploy'), 'blue-green-mode'],
      [oneOf('sequence', 'ip', 'pod'), 'backend-server-naming'],
      [oneOf('server-name', 'pod-uid'), 'session-cookie-value-strategy'],
      [oneOf('v1', 'v2', 'v2-ssl', 'v2-ssl-cn'), 'proxy-protocol'],
      [
        text,
        `affinity agent-check-addr agent-check-interval agent-check-port agent-check-send
        allowlist-source-header allowlist-source-range auth-headers-fail auth-headers-request
        auth-headers-succeed auth-method auth-realm auth-secret auth-signin auth-url backend-check-interval
        balance-algorithm blue-green-balance blue-green-cookie blue-green-deploy blue-green-header
        config-backend cors-allow-headers cors-allow-methods cors-allow-origin cors-allow-origin-regex
        cors-expose-headers cors-max-age denylist-source-range fcgi-app headers health-check-addr
        health-check-interval health-check-port health-check-uri http-header-match http-header-match-regex
        limit-whitelist oauth oauth-headers oauth-uri-prefix peers-table proxy-body-size
        redirect-to request-add-headers request-del-headers request-set-headers response-add-headers
        response-del-headers response-set-headers rewrite-target secure-crt-secret secure-sni
        secure-verify-ca-secret secure-verify-hostname session-cookie-domain session-cookie-keywords
        session-cookie-name slots-min-free source-address-intf ssl-cipher-suites-backend ssl-ciphers-backend
        ssl-fingerprint-sha2-bits ssl-options-backend timeout-connect timeout-http-request
        timeout-keep-alive timeout-queue timeout-server timeout-server-fin timeout-tunnel use-resolver waf
        whitelist-source-range`,
      ],
    ],
  },
  families: ['http-response-'],
  references: {
    'auth-secret': { kind: 'Secret', effect: 'every request is refused' },
    'auth-tls-secret': { kind: 'Secret', effect: 'every request is refused' },
    'secure-crt-secret': { kind: 'Secret', effect: 'no certificate is shown to the pods' },
    'secure-verify-ca-secret': { kind: 'Secret', effect: 'the certificate of the pods is not verified' },
  },
  protocol: { on: ['Ingress', 'Service'], name: 'backend-protocol', secure: 'h1-ssl' },
  onInvalid: 'HAProxy Ingress logs a warning and takes its default',
  invalidEffects: { 'path-type': 'paths of the type ImplementationSpecific are string prefixes without case' },
  source: 'jcmoraisjr/haproxy-ingress docs/content/en/docs/configuration/keys.md, v0.17',
};
