import type { AnnotationList } from '../../annotations/annotation-list.ts';
import { bool, int, oneOf, text } from '../../annotations/value-kinds.ts';
import { prefix } from './annotations.ts';

const numbers =
  'auth-session-timeout healthcheck-interval-seconds healthcheck-timeout-seconds healthy-threshold-count unhealthy-threshold-count';
const texts = `auth-idp-cognito auth-idp-oidc auth-scope auth-session-cookie healthcheck-path healthcheck-port
  success-codes tags target-group-attributes target-node-labels target-control-port`;

/**
 * What AWS Load Balancer Controller reads (pkg/annotations/constants.go and docs/guide/ingress/annotations.md, v3.5.0).
 * Values that stop a load balancer are judged where it is built.
 */
export const knownAnnotations: AnnotationList = {
  title: 'AWS Load Balancer Controller',
  controllerNames: ['ingress.k8s.aws/alb'],
  classNames: ['alb'],
  prefixes: [prefix],
  names: {
    Ingress: [
      [
        bool,
        'create-acm-cert enable-frontend-nlb multi-cluster-target-group shield-advanced-protection use-regex-path-match',
      ],
      [bool, 'manage-backend-security-group-rules dry-run-plan'],
      [int, `group.order ssl-redirect ${numbers}`],
      [oneOf('none', 'oidc', 'cognito'), 'auth-type'],
      [oneOf('authenticate', 'allow', 'deny'), 'auth-on-unauthenticated-request'],
      [oneOf('instance', 'ip'), 'target-type'],
      [oneOf('HTTP', 'HTTPS'), 'backend-protocol healthcheck-protocol'],
      [oneOf('HTTP1', 'HTTP2', 'GRPC'), 'backend-protocol-version'],
      [oneOf('internal', 'internet-facing'), 'scheme frontend-nlb-scheme'],
      [oneOf('ipv4', 'dualstack', 'dualstack-without-public-ipv4'), 'ip-address-type'],
      [
        text,
        `acm-pca-arn certificate-arn customer-owned-ipv4-pool group.name inbound-cidrs ipam-ipv4-pool-id jwt-validation
        listen-ports load-balancer-attributes load-balancer-name minimum-load-balancer-capacity mutual-authentication
        security-group-prefix-lists security-groups ssl-policy subnets waf-acl-id wafv2-acl-arn wafv2-acl-name web-acl-id
        frontend-nlb-attributes frontend-nlb-eip-allocations frontend-nlb-healthcheck-healthy-threshold-count
        frontend-nlb-healthcheck-interval-seconds frontend-nlb-healthcheck-path frontend-nlb-healthcheck-port
        frontend-nlb-healthcheck-protocol frontend-nlb-healthcheck-success-codes
        frontend-nlb-healthcheck-timeout-seconds frontend-nlb-healthcheck-unhealthy-threshold-count
        frontend-nlb-listener-port-mapping frontend-nlb-security-groups frontend-nlb-subnets frontend-nlb-tags
        ${texts}`,
      ],
    ],
    Service: [
      [int, numbers],
      [bool, 'multi-cluster-target-group'],
      [oneOf('none', 'oidc', 'cognito'), 'auth-type'],
      [oneOf('authenticate', 'allow', 'deny'), 'auth-on-unauthenticated-request'],
      [oneOf('instance', 'ip'), 'target-type'],
      [oneOf('HTTP', 'HTTPS'), 'backend-protocol healthcheck-protocol'],
      [oneOf('HTTP1', 'HTTP2', 'GRPC'), 'backend-protocol-version'],
      [text, texts],
    ],
  },
  families: ['actions.', 'conditions.', 'transforms.', 'listener-attributes.'],
  // docs/guide/upgrade/migrate_v1_v2.md, v2; some of it from memory.
  gone: {
    attributes: 'Write load-balancer-attributes',
    'security-group-inbound-cidrs': 'Write inbound-cidrs',
    'ignore-host-header': 'Take it out',
    successCodes: 'Write success-codes',
  },
  isStrict: true,
  protocol: { on: ['Ingress', 'Service'], name: 'backend-protocol', secure: 'HTTPS' },
  onInvalid: 'nothing is set up for the load balancer',
  source: 'kubernetes-sigs/aws-load-balancer-controller pkg/annotations/constants.go, v3.5.0',
};
