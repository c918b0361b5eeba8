import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { form, int, oneOf, oneOfAnyCase, text } from '../../annotations/value-kinds.ts';
import { isProtocol, listOf, prefix } from './annotations.ts';

const truth = oneOfAnyCase('true', 'false');
const protocols = form('protocols such as http,https', (value) => listOf(value).every(isProtocol));
const methods = form('methods such as GET,POST', (value) => listOf(value).every((each) => /^[A-Za-z]+$/.test(each)));

const onBoth =
  'ca-certificates-configmaps ca-certificates-secrets client-cert host-header override path plugins protocol tags upstream-policy';

/** What Kong Ingress Controller reads (internal/annotations/annotations.go, 3.5). */
export const knownAnnotations: AnnotationList = {
  title: 'Kong Ingress Controller',
  controllerNames: ['ingress-controllers.konghq.com/kong'],
  classNames: ['kong'],
  prefixes: [prefix],
  names: {
    Ingress: [
      [truth, 'preserve-host request-buffering response-buffering strip-path tls-verify'],
      [int, 'connect-timeout read-timeout regex-priority retries tls-verify-depth write-timeout'],
      [oneOf('301', '302', '307', '308', '426'), 'https-redirect-status-code'],
      [oneOf('v0', 'v1'), 'path-handling'],
      [protocols, 'protocols'],
      [methods, 'methods'],
      [text, `headers-separator host-aliases publish-service regex-prefix rewrite snis ${onBoth}`],
    ],
    Service: [
      [truth, 'tls-verify'],
      [int, 'connect-timeout read-timeout retries tls-verify-depth write-timeout'],
      [text, onBoth],
    ],
  },
  families: ['headers.'],
  references: { plugins: { kind: 'KongPlugin', effect: 'the routes work without it' } },
  protocol: { on: ['Service'], name: 'protocol', secure: 'https' },
  onInvalid: 'Kong Ingress Controller ignores the annotation',
  source: 'Kong/kubernetes-ingress-controller internal/annotations/annotations.go, 3.5',
};
