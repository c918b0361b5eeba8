import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { text } from '../../annotations/value-kinds.ts';

/**
 * What GKE Ingress reads (pkg/annotations/{ingress,service}.go, acbcf5d). Its prefixes are those of all of GKE, so other
 * names are nothing to complain about.
 */
export const knownAnnotations: AnnotationList = {
  title: 'GKE Ingress',
  controllerNames: [],
  classNames: ['gce', 'gce-internal'],
  prefixes: ['ingress.gcp.kubernetes.io/', 'networking.gke.io/', 'cloud.google.com/', 'beta.cloud.google.com/'],
  names: {
    Ingress: [[text, 'pre-shared-cert managed-certificates v1beta1.FrontendConfig suppress-firewall-xpn-error']],
    Service: [
      [text, 'app-protocols backend-config neg capacity-scaler max-rate-per-endpoint transparent-health-checker'],
    ],
  },
  isOpen: true,
  references: {
    'v1beta1.FrontendConfig': { kind: 'FrontendConfig', effect: 'plain HTTP is not redirected' },
  },
  isStrict: true,
  protocol: { on: ['Service'], name: 'app-protocols', secure: `'{"<name of the port>": "HTTPS"}'` },
  onInvalid: 'GKE Ingress sets nothing up',
  source: 'kubernetes/ingress-gce pkg/annotations, acbcf5d',
};
