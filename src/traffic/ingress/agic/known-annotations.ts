import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { bool, int, oneOfAnyCase, text } from '../../annotations/value-kinds.ts';
import { prefix } from './annotations.ts';

/** What AGIC reads (pkg/annotations/ingress_annotations.go, f42103d). */
export const knownAnnotations: AnnotationList = {
  title: 'Azure Application Gateway Ingress Controller',
  controllerNames: ['azure/application-gateway'],
  classNames: ['azure-application-gateway', 'azure/application-gateway'],
  prefixes: [prefix],
  names: {
    Ingress: [
      [
        bool,
        'connection-draining cookie-based-affinity cookie-based-affinity-distinct-name ssl-redirect use-private-ip',
      ],
      [
        int,
        `connection-draining-timeout health-probe-interval health-probe-port health-probe-timeout
        health-probe-unhealthy-threshold override-frontend-port request-timeout rule-priority`,
      ],
      [oneOfAnyCase('http', 'https'), 'backend-protocol'],
      [
        text,
        `appgw-ssl-certificate appgw-ssl-profile appgw-trusted-root-certificate backend-hostname backend-path-prefix
        health-probe-hostname health-probe-path health-probe-status-codes hostname-extension rewrite-rule-set
        rewrite-rule-set-custom-resource waf-policy-for-path`,
      ],
    ],
    Service: [],
  },
  protocol: { on: ['Ingress'], name: 'backend-protocol', secure: 'https', securePort: { number: 443 } },
  onInvalid: 'AGIC ignores the annotation',
  source: 'Azure/application-gateway-kubernetes-ingress pkg/annotations/ingress_annotations.go, f42103d',
};
