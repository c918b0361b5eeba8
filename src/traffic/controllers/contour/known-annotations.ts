import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { form, int, oneOf, text } from '../../annotations/value-kinds.ts';

const number = form('a whole number', (value) => /^\d+$/.test(value));
const duration = form(
  'a duration such as 30s, or infinity',
  (value) => value === 'infinity' || /^-?(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$|^0$/.test(value),
);

/** What Contour reads (internal/annotation/annotations.go annotationsByKind, v1.33). */
export const knownAnnotations: AnnotationList = {
  title: 'Contour',
  controllerNames: ['projectcontour.io/contour', 'projectcontour.io/ingress-controller'],
  classNames: ['contour'],
  prefixes: ['projectcontour.io/'],
  names: {
    Ingress: [
      [int, 'num-retries'],
      [duration, 'response-timeout per-try-timeout'],
      [oneOf('1.2', '1.3'), 'tls-minimum-protocol-version tls-maximum-protocol-version'],
      [text, 'ingress.class retry-on tls-cert-namespace websocket-routes'],
    ],
    Service: [
      [number, 'max-connections max-pending-requests max-requests max-retries per-host-max-connections'],
      [text, 'upstream-protocol.h2 upstream-protocol.h2c upstream-protocol.tls'],
    ],
  },
  protocol: { on: ['Service'], name: 'upstream-protocol.tls', secure: '<port>', readsAppProtocol: true },
  onInvalid: 'Contour takes its default instead',
  source: 'projectcontour/contour internal/annotation/annotations.go, v1.33',
};
