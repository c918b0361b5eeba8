import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { form, int, oneOf, text } from '../../annotations/value-kinds.ts';
import { sourceRange } from '../../ingress/haproxy/source-ranges.ts';
import { boolOf } from './annotations.ts';

const truth = form('"true" or "false"', (value) => boolOf(value) !== undefined);
const time = form('a time such as 5s', (value) => /^\d+(?:us|ms|s|m|h|d)?$/.test(value.trim()));

/** Addresses, or a file that the ConfigMap of patterns has (pkg/annotations/ingress/accessControl.go). */
const ranges = form('addresses and ranges with commas between them', (value) => {
  return value.startsWith('patterns/') || value.split(',').every((item) => sourceRange(item.trim()) !== undefined);
});

const truthsOfBoth = 'check forwarded-for server-ssl ssl-passthrough standalone-backend';
const textsOfBoth = 'backend-config-snippet check-http load-balance server-ca server-crt server-proto';

/** What HAProxy Kubernetes Ingress Controller reads (documentation/annotations.md, 3.2). */
export const knownAnnotations: AnnotationList = {
  title: 'HAProxy Kubernetes Ingress Controller',
  controllerNames: ['haproxy.org/ingress-controller', 'haproxy.org/ingress-controller/haproxy'],
  classNames: ['haproxy'],
  prefixes: ['haproxy.org/', 'haproxy.com/'],
  sharedPrefixes: ['ingress.kubernetes.io/'],
  names: {
    Ingress: [
      [truth, `cors-allow-credentials cors-enable cors-respond-to-options ssl-redirect ${truthsOfBoth}`],
      [int, 'pod-maxconn rate-limit-requests request-capture-len scale-server-slots ssl-redirect-port'],
      [time, 'check-interval cors-max-age rate-limit-period timeout-check timeout-server timeout-server-fin'],
      [oneOf('301', '302', '303', '307', '308'), 'request-redirect-code ssl-redirect-code'],
      [ranges, 'allow-list blacklist deny-list whitelist'],
      [oneOf('proxy', 'proxy-v1', 'proxy-v2', 'proxy-v2-ssl', 'proxy-v2-ssl-cn'), 'send-proxy-protocol'],
      [
        text,
        `auth-realm auth-secret auth-type cors-allow-headers cors-allow-methods cors-allow-origin ingress.class path-rewrite rate-limit-size rate-limit-status-code rate-limit-whitelist request-capture
        request-redirect request-set-header response-set-header set-host src-ip-header ${textsOfBoth}`,
      ],
    ],
    Service: [
      [truth, truthsOfBoth],
      [int, 'pod-maxconn scale-server-slots'],
      [time, 'check-interval timeout-check timeout-server timeout-server-fin'],
      [oneOf('proxy', 'proxy-v1', 'proxy-v2', 'proxy-v2-ssl', 'proxy-v2-ssl-cn'), 'send-proxy-protocol'],
      [text, `cookie-persistence cookie-persistence-no-dynamic route-acl ${textsOfBoth}`],
    ],
  },
  // Users may write annotations of their own with the controller's ValidationRules custom resource.
  families: ['backend.', 'frontend.'],
  gone: {
    'timeout-connect': 'Write it in the ConfigMap of the controller',
    'timeout-client': 'Write it in the ConfigMap of the controller',
    'timeout-http-request': 'Write it in the ConfigMap of the controller',
    'timeout-http-keep-alive': 'Write it in the ConfigMap of the controller',
    'timeout-queue': 'Write it in the ConfigMap of the controller',
    'timeout-tunnel': 'Write it in the ConfigMap of the controller',
    maxconn: 'Write it in the ConfigMap of the controller',
  },
  references: { 'auth-secret': { kind: 'Secret', effect: 'every request is refused' } },
  protocol: { on: ['Ingress', 'Service'], name: 'server-ssl', secure: 'true' },
  onInvalid: 'the controller logs an error and ignores the annotation',
  invalidEffects: {
    'allow-list': 'the whole list is ignored, and everybody is let in',
    whitelist: 'the whole list is ignored, and everybody is let in',
    'deny-list': 'the whole list is ignored, and everybody is let in',
    blacklist: 'the whole list is ignored, and everybody is let in',
    'ssl-redirect': 'plain requests are not sent to https, whether or not the Ingress has tls',
    'ssl-redirect-port': 'clients are sent to port 0',
  },
  source: 'haproxytech/kubernetes-ingress documentation/annotations.md, 3.2',
};
